//! The command line: the only place that knows clap and the end of the process.

mod args;
mod compact;
mod completions;
mod config;
mod delete;
mod entities;
mod exit;
mod hyphen;
mod index;
mod man;
mod messages;
mod out;
mod parse;
mod progress;
mod queries;
mod search;
mod show;
mod split;
mod stats;
mod terminal;
mod watch;

#[cfg(test)]
mod tests;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::Parser;

use args::Cli;
use config::{Config, Environment, Job};
use exit::Exit;
use out::Out;
use terminal::Terminal;

/// Runs the program and says how it ended.
pub(crate) fn main() -> Exit {
    let environment = Environment::read();
    if !environment.backtrace {
        // The library turns some panics into errors; these must not be told twice.
        std::panic::set_hook(Box::new(|_| {}));
    }
    catch_unwind(AssertUnwindSafe(|| run(&environment))).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().copied();
        let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        let terminal = Terminal::new(args::Color::Auto, &environment);
        terminal.messages.error(&format!(
            "internal fault: {}; RUST_BACKTRACE=1 shows where",
            words.unwrap_or("unknown")
        ));
        Exit::Error
    })
}

fn run(environment: &Environment) -> Exit {
    let cli = match Cli::try_parse_from(hyphen::protect(std::env::args_os())) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, environment),
    };
    let terminal = Terminal::new(cli.global.color, environment);
    let mut out = Out::stdout(terminal.colour);
    let outcome = Config::new(cli, environment).and_then(|config| {
        let mut exit = dispatch(&config, &terminal, &mut out)?;
        if out.flush().is_err() {
            exit = Exit::Error;
        }
        Ok(exit)
    });
    conclude(outcome, &out, &terminal)
}

fn dispatch(config: &Config, terminal: &Terminal, out: &mut Out) -> anyhow::Result<Exit> {
    let place = &config.index;
    match &config.job {
        Job::Index(job) => index::run(place, job, terminal, out),
        Job::Search(job) => search::run(place, job, terminal, out),
        Job::Split(job) => split::run(job, terminal, out),
        Job::Show(job) => show::run(place, job, terminal, out),
        Job::Stats(format) => stats::run(place, *format, out),
        Job::Entities(job) => entities::run(place, job, terminal, out),
        Job::Compact => compact::run(place, out),
        Job::Delete(job) => delete::run(place, job, terminal, out),
        Job::Completions(shell) => completions::run(*shell, out),
        Job::Man(folder) => man::run(folder.as_deref(), out),
    }
}

/// What a run comes to once its output is known to have arrived or not.
fn conclude(outcome: anyhow::Result<Exit>, out: &Out, terminal: &Terminal) -> Exit {
    if let Some(failure) = out.failure() {
        // Whoever reads has had enough, as in `claimdex search oil | head -1`.
        if failure.kind() == std::io::ErrorKind::BrokenPipe {
            return Exit::Done;
        }
        terminal.messages.error(&format!("standard output: {failure}"));
        return Exit::Error;
    }
    outcome.unwrap_or_else(|error| {
        terminal.messages.error(&messages::joined(&error));
        Exit::Error
    })
}

/// Prints help, a version or a mistake in the flags.
fn usage(error: &clap::Error, environment: &Environment) -> Exit {
    let terminal = Terminal::new(args::Color::Auto, environment);
    let text = error.render();
    if error.use_stderr() {
        terminal.messages.usage(&text);
        return Exit::Error;
    }
    let mut out = Out::stdout(terminal.colour);
    let written =
        if terminal.colour { write!(out, "{}", text.ansi()) } else { write!(out, "{text}") };
    // A failure is kept by the output itself.
    let _ = written.and_then(|()| out.flush());
    conclude(Ok(Exit::Done), &out, &terminal)
}
