//! The limit program: plain tantivy over claims that are split and tagged already.
//!
//! It does nothing but what a claim search must at least do: read claims, index their text with
//! positions, their keywords and their date, and answer queries. What Claimdex takes beyond it is
//! the price of reading, splitting and tagging, and of its richer schema.

mod asked;
mod claim;
mod index;
mod make_queries;
mod query;
mod report;
mod run;
mod schema;
mod time;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

const USAGE: &str = "usage: limit index CLAIMS.jsonl DIR
       limit query DIR QUERIES.tsv
       limit queries CLAIMS.jsonl OUT.tsv";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [command, first, second] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let (first, second) = (Path::new(first), Path::new(second));
    let result = match command.as_str() {
        "index" => index::index(first, second),
        "query" => run::run(first, second),
        "queries" => make_queries::make(first, second),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("limit: {error}");
            ExitCode::from(2)
        }
    }
}
