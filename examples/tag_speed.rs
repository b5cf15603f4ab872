//! How fast claims are tagged: `cargo run --release --example tag_speed -- PATH`.
//!
//! Prints megabytes of claim text a second on one thread, the best of five runs, and what was
//! found.

#![allow(clippy::print_stdout, reason = "a program that prints its figures")]

use std::path::PathBuf;
use std::time::Instant;

use claimdex::Error;
use claimdex::ingest::{Found, Options, split};
use claimdex::model::Claim;
use claimdex::tag::{Names, tag};

fn main() -> Result<(), Error> {
    let path = std::env::args().nth(1).ok_or_else(|| Error::user("no path given"))?;
    let mut articles: Vec<Vec<Claim>> = Vec::new();
    split(&[PathBuf::from(path)], &Options::default(), &mut |found| {
        if let Found::Claim(claim) = found {
            if claim.position == 0 || articles.is_empty() {
                articles.push(Vec::new());
            }
            articles.last_mut().into_iter().for_each(|claims| claims.push((*claim).clone()));
        }
        Ok(())
    })?;
    let bytes: usize = articles.iter().flatten().map(|claim| claim.text.len()).sum();
    let names = Names::default();
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let started = Instant::now();
        articles.iter_mut().for_each(|claims| tag(claims, &names));
        best = best.min(started.elapsed().as_secs_f64());
    }
    let claims = || articles.iter().flatten();
    let entities: usize = claims().map(|claim| claim.entities.len()).sum();
    let quantities: usize = claims().map(|claim| claim.quantities.len()).sum();
    let dates: usize = claims().map(|claim| claim.when.len()).sum();
    println!(
        "{:.1} MB/s: {} claims, {entities} entities, {quantities} quantities, {dates} dates",
        bytes as f64 / best / 1e6,
        claims().count()
    );
    Ok(())
}
