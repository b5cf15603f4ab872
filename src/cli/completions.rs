//! `claimdex completions`

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;

use super::args::Cli;
use super::exit::Exit;
use super::out::Out;

pub(super) fn run(shell: clap_complete::Shell, out: &mut Out) -> Result<Exit> {
    // The generator panics where it cannot write, which memory always can.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "claimdex", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Done)
}
