//! `claimdex show`

use std::path::Path;

use anyhow::Result;
use claimdex::index::Index;
use claimdex::output::View;
use claimdex::search::{ArticleView, Searcher, Shown};

use super::args::Format;
use super::config;
use super::exit::Exit;
use super::out::Out;
use super::terminal::Terminal;

pub(super) fn run(
    place: &Path,
    job: &config::Show,
    terminal: &Terminal,
    out: &mut Out,
) -> Result<Exit> {
    let searcher = Searcher::open(&Index::open(place)?)?;
    let form = terminal.shown();
    match searcher.show(&job.id)? {
        None => {
            let message = format!("{}: no claim or article in the index has this id", job.id);
            terminal.messages.not_found(&message);
            return Ok(Exit::NothingFound);
        }
        Some(Shown::Article(found)) => match job.format {
            Format::Text => form.article(&view(&found), out)?,
            Format::Json => view(&found).write_json(out)?,
        },
        Some(Shown::Claim(found, at)) => {
            let Some(claim) = found.claims.get(at) else {
                anyhow::bail!("{}: not among the claims of its article", job.id);
            };
            match job.format {
                Format::Text => form.claim(&view(&found), claim, out)?,
                Format::Json => view(&found).write_claim_json(claim, out)?,
            }
        }
    }
    Ok(Exit::Done)
}

fn view(found: &ArticleView) -> View<'_> {
    View { article: &found.article, text: &found.text, claims: &found.claims }
}
