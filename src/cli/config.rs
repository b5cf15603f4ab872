//! What is to be done, once the flags and the environment are read and found good.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};
use claimdex::ingest::Options;
use claimdex::model::{Filters, Request};

use super::args::{self, Cli, Command, Format, HitFormat};
use super::queries::{self, Query};

/// What the environment says.
#[derive(Debug, Default)]
pub(crate) struct Environment {
    pub(crate) index: Option<PathBuf>,
    pub(crate) no_color: bool,
    /// Whether the terminal knows no control sequences.
    pub(crate) dumb: bool,
    pub(crate) columns: Option<usize>,
    /// Whether panics are to be told in full.
    pub(crate) backtrace: bool,
}

impl Environment {
    pub(crate) fn read() -> Self {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty());
        Self {
            index: set("CLAIMDEX_INDEX").map(PathBuf::from),
            no_color: set("NO_COLOR").is_some(),
            dumb: set("TERM").is_some_and(|term| term == "dumb"),
            backtrace: set("RUST_BACKTRACE").is_some_and(|value| value != "0"),
            columns: env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()),
        }
    }
}

/// A run of the program.
#[derive(Debug)]
pub(crate) struct Config {
    /// The folder of the index.
    pub(crate) index: PathBuf,
    /// What is to be done.
    pub(crate) job: Job,
}

#[derive(Debug)]
pub(crate) enum Job {
    Index(Index),
    Search(Box<Search>),
    Split(Split),
    Show(Show),
    Stats(Format),
    Compact,
    Delete(Delete),
    Completions(clap_complete::Shell),
    Man(Option<PathBuf>),
}

#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) options: Options,
    pub(crate) format: Format,
}

#[derive(Debug)]
pub(crate) struct Search {
    /// The files to search; none for the index.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) asked: Asked,
    /// Everything but the query.
    pub(crate) request: Request,
    pub(crate) format: HitFormat,
    /// Whether the text form shows tags.
    pub(crate) tags: bool,
}

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    One(String),
    Many(Vec<Query>),
}

#[derive(Debug)]
pub(crate) struct Split {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) options: Options,
    pub(crate) coverage: bool,
}

#[derive(Debug)]
pub(crate) struct Show {
    pub(crate) id: String,
    pub(crate) format: Format,
}

#[derive(Debug)]
pub(crate) struct Delete {
    pub(crate) articles: Vec<String>,
    /// Whether to ask first where somebody can answer.
    pub(crate) ask: bool,
}

impl Config {
    pub(crate) fn new(cli: Cli, environment: &Environment) -> Result<Self> {
        let index = cli.global.index.or_else(|| environment.index.clone());
        Ok(Self { index: index.unwrap_or_else(|| "index".into()), job: Job::new(cli.command)? })
    }
}

impl Job {
    fn new(command: Command) -> Result<Self> {
        Ok(match command {
            Command::Index(flags) => Self::Index(Index {
                paths: flags.paths,
                options: options(&flags.limits, flags.prune),
                format: flags.format,
            }),
            Command::Search(flags) => Self::Search(Box::new(Search::new(*flags)?)),
            Command::Split(flags) => Self::Split(Split {
                paths: flags.paths,
                options: options(&flags.limits, false),
                coverage: flags.coverage,
            }),
            Command::Show(flags) => {
                Self::Show(Show { id: flags.id.trim().to_owned(), format: flags.format })
            }
            Command::Stats { format } => Self::Stats(format),
            Command::Compact => Self::Compact,
            Command::Delete(flags) => {
                Self::Delete(Delete { articles: flags.articles, ask: !flags.yes })
            }
            Command::Completions { shell } => Self::Completions(shell),
            Command::Man { out } => Self::Man(out),
        })
    }
}

fn options(limits: &args::Limits, prune: bool) -> Options {
    Options { max_article_bytes: limits.max_article_size, prune }
}

impl Search {
    fn new(flags: args::Search) -> Result<Self> {
        if flags.count && matches!(flags.format, HitFormat::Jsonl | HitFormat::Trec) {
            bail!("--count: has no hits to print in this format; use --format text or json");
        }
        let asked = match &flags.queries {
            Some(file) => Asked::Many(queries::read(file)?),
            None => Asked::One(flags.query.join(" ")),
        };
        if matches!(&asked, Asked::One(query) if query.trim().is_empty()) {
            bail!(
                "the query is empty; give the words to look for, as in `claimdex search rare earth`, \
                 or a field, as in `kind:core` or `source:reuters`"
            );
        }
        let trec = flags.format == HitFormat::Trec;
        let usual = Request::default();
        let request = Request {
            plain: flags.plain,
            strict: flags.strict,
            exact: flags.exact,
            by: flags.by,
            limit: flags.limit,
            offset: flags.offset,
            sort: flags.sort,
            filters: Filters {
                groups: flags.filters.groups,
                sources: flags.filters.sources,
                since: flags.filters.since,
                until: flags.filters.until,
                kinds: flags.filters.kinds,
            },
            facets: flags.facets,
            explain: flags.explain,
            count: flags.count,
            by_score: trec,
            // A run names articles alone.
            claims_per_article: if trec { 0 } else { usual.claims_per_article },
            ..usual
        };
        Ok(Self { files: flags.files, asked, request, format: flags.format, tags: flags.tags })
    }
}
