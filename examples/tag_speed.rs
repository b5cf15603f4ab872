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
use claimdex::tag::tag;

fn main() -> Result<(), Error> {
    let path = std::env::args().nth(1).ok_or_else(|| Error::user("no path given"))?;
    let mut claims: Vec<Claim> = Vec::new();
    split(&[PathBuf::from(path)], &Options::default(), &mut |found| {
        if let Found::Claim(claim) = found {
            claims.push(*claim);
        }
        Ok(())
    })?;
    let bytes: usize = claims.iter().map(|claim| claim.text.len()).sum();
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let started = Instant::now();
        tag(&mut claims);
        best = best.min(started.elapsed().as_secs_f64());
    }
    let quantities: usize = claims.iter().map(|claim| claim.quantities.len()).sum();
    let dates: usize = claims.iter().map(|claim| claim.when.len()).sum();
    println!(
        "{:.1} MB/s: {} claims, {quantities} quantities, {dates} dates",
        bytes as f64 / best / 1e6,
        claims.len()
    );
    Ok(())
}
