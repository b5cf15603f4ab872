//! Makes a corpus of news briefs of any size: the same number gives the same bytes.
//!
//! The words follow a Zipf-like curve over a vocabulary of 120,000, articles keep to a topic and a
//! few entities, and some claims recur in several articles, as agency copy does.

mod article;
mod brief;
mod claim;
mod command;
mod inflection;
mod names;
mod pseudo_words;
mod random;
mod record;
mod syllables;
mod tables;
mod vocabulary;
mod weighted;

use std::process::ExitCode;

const USAGE: &str = "usage: corpus files DIR N
       corpus articles OUT.jsonl N
       corpus claims OUT.jsonl N";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command::Command::parse(&arguments) {
        Some(command) => match command.run() {
            Ok(summary) => {
                println!("{summary}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("corpus: {error}");
                ExitCode::from(2)
            }
        },
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}
