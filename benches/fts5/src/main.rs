//! SQLite's FTS5 over claims that are split and tagged already.
//!
//! Many a program that needs a search takes what its database brings along. This one gives FTS5 the
//! text, the entities and the date of each claim and asks it the queries of the limit program.

// What both programs read and print.
#[path = "../../limit/src/asked.rs"]
mod asked;
#[path = "../../limit/src/claim.rs"]
#[allow(dead_code, reason = "the limit program takes more of a claim")]
mod claim;
mod index;
mod query;
#[path = "../../limit/src/report.rs"]
mod report;
mod run;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// The one file of an index.
const DATABASE: &str = "claims.db";

const USAGE: &str = "usage: fts5 index CLAIMS.jsonl DIR
       fts5 query DIR QUERIES.tsv";

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
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("fts5: {error}");
            ExitCode::from(2)
        }
    }
}
