//! `claimdex split`

use std::io::{self, Write};

use anyhow::Result;
use claimdex::Error;
use claimdex::ingest::{Found, split};
use claimdex::model::Span;
use serde::Serialize;

use super::config;
use super::exit::Exit;
use super::index::{report_notices, report_skipped};
use super::out::Out;
use super::terminal::Terminal;

#[derive(Serialize)]
struct Dropped<'a> {
    dropped: &'a str,
    reason: &'a str,
    span: Span,
}

#[derive(Serialize)]
struct Skipped<'a, T> {
    skipped: &'a T,
}

#[derive(Serialize)]
struct Coverage<'a, T> {
    coverage: &'a T,
}

pub(super) fn run(job: &config::Split, terminal: &Terminal, out: &mut Out) -> Result<Exit> {
    let summary = split(&job.paths, &job.options, &mut |found| {
        // The output keeps its failure; here it only ends the run.
        write(&found, job.coverage, out).map_err(|error| Error::internal(error.to_string()))
    })?;
    report_notices(&summary, terminal);
    Ok(report_skipped(&summary, terminal))
}

fn write(found: &Found, coverage: bool, out: &mut dyn Write) -> io::Result<()> {
    match found {
        Found::Claim(claim) => line(claim, out),
        _ if !coverage => Ok(()),
        Found::Dropped { text, reason, span } => {
            line(&Dropped { dropped: text, reason, span: *span }, out)
        }
        Found::Coverage(coverage) => line(&Coverage { coverage }, out),
        Found::Skipped(skipped) => line(&Skipped { skipped }, out),
    }
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_and_coverage_are_printed_when_asked_for() {
        let written = |found: &Found, coverage| {
            let mut out = Vec::new();
            write(found, coverage, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let span = Span::new(3, 6);
        let dropped = Found::Dropped { text: "…".into(), reason: "no words".into(), span };
        assert_eq!(written(&dropped, false), "");
        assert_eq!(
            written(&dropped, true),
            "{\"dropped\":\"…\",\"reason\":\"no words\",\"span\":[3,6]}\n"
        );
        let coverage = Found::Coverage(Default::default());
        assert_eq!(
            written(&coverage, true),
            "{\"coverage\":{\"bytes\":0,\"claims\":0,\"headings\":0,\"metadata\":0,\
             \"furniture\":0,\"markup\":0,\"dropped\":0}}\n"
        );
    }
}
