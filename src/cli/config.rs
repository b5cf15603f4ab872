//! What is to be done, once the flags and the environment are read and found good.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use claimdex::ingest::Options;
use claimdex::model::{EntityType, Filters, Request};
use claimdex::read::record::FieldMap;
use claimdex::tag::Names;

use super::args::{self, Cli, Command, Format, HitFormat, ListFormat};
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
    Entities(Entities),
    Delete(Delete),
    Completions(clap_complete::Shell),
    Man(Option<PathBuf>),
}

#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) entities: OwnEntities,
    pub(crate) watch: bool,
    pub(crate) options: Options,
    pub(crate) format: Format,
}

/// Which entities of the user's own are known.
#[derive(Debug)]
pub(crate) enum OwnEntities {
    /// Those that are kept with the index.
    Kept,
    /// Those of this TOML text.
    Own(String),
    /// None.
    Forgotten,
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
    /// Other names than those kept with the index.
    pub(crate) names: Option<Names>,
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
pub(crate) struct Entities {
    pub(crate) request: Request,
    pub(crate) types: Vec<EntityType>,
    pub(crate) limit: usize,
    pub(crate) format: ListFormat,
}

#[derive(Debug)]
pub(crate) struct Delete {
    pub(crate) articles: Vec<String>,
    pub(crate) source: Option<String>,
    pub(crate) before: Option<String>,
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
                options: Options {
                    dry_run: flags.dry_run,
                    ..options(&flags.limits, flags.prune, names(flags.entities.as_deref())?)?
                },
                watch: flags.watch,
                entities: match &flags.entities {
                    Some(file) => OwnEntities::Own(own_entities(file)?),
                    None if flags.forget_entities => OwnEntities::Forgotten,
                    None => OwnEntities::Kept,
                },
                format: flags.format,
            }),
            Command::Search(flags) => Self::Search(Box::new(Search::new(*flags)?)),
            Command::Split(flags) => Self::Split(Split {
                paths: flags.paths,
                options: options(&flags.limits, false, names(flags.entities.as_deref())?)?,
                coverage: flags.coverage,
            }),
            Command::Show(flags) => {
                Self::Show(Show { id: flags.id.trim().to_owned(), format: flags.format })
            }
            Command::Stats { format } => Self::Stats(format),
            Command::Compact => Self::Compact,
            Command::Entities(flags) => Self::Entities(Entities {
                request: Request {
                    query: flags.query.join(" "),
                    filters: filters(flags.filters),
                    ..Request::default()
                },
                types: flags.types,
                limit: flags.limit,
                format: flags.format,
            }),
            Command::Delete(flags) => Self::Delete(Delete {
                articles: flags.articles,
                source: flags.source,
                before: flags.before,
                ask: !flags.yes,
            }),
            Command::Completions { shell } => Self::Completions(shell),
            Command::Man { out } => Self::Man(out),
        })
    }
}

fn options(limits: &args::Limits, prune: bool, names: Option<Names>) -> Result<Options> {
    let names = names.unwrap_or_default();
    let mut map = FieldMap::default();
    for rule in &limits.map {
        map.add(rule).map_err(|reason| anyhow::anyhow!("--map {reason}"))?;
    }
    let max_article_bytes = limits.max_article_size;
    Ok(Options { max_article_bytes, prune, names, map, ..Options::default() })
}

fn filters(flags: args::Filters) -> Filters {
    let args::Filters { groups, sources, since, until, kinds } = flags;
    Filters { groups, sources, since, until, kinds }
}

/// The largest file of entities, in bytes.
const MOST_ENTITIES: u64 = 64 << 20;

/// The text of a file of entities.
fn own_entities(file: &Path) -> Result<String> {
    let shown = file.display();
    let about = fs::metadata(file).with_context(|| shown.to_string())?;
    if !about.is_file() {
        bail!("{shown}: not a file");
    }
    if about.len() > MOST_ENTITIES {
        bail!("{shown}: larger than {} MB", MOST_ENTITIES >> 20);
    }
    let bytes = fs::read(file).with_context(|| shown.to_string())?;
    String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{shown}: not UTF-8 text"))
}

/// What is known by name with the entities of a file.
fn names(file: Option<&Path>) -> Result<Option<Names>> {
    let Some(file) = file else { return Ok(None) };
    let shown = file.display();
    let text = own_entities(file)?;
    Ok(Some(Names::of_own(&shown.to_string(), &text)?))
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
            filters: filters(flags.filters),
            facets: flags.facets,
            explain: flags.explain,
            count: flags.count,
            by_score: trec,
            prefix: flags.prefix,
            collapse: !flags.no_collapse,
            recency_days: flags.recency,
            // A run names articles alone.
            claims_per_article: if trec { 0 } else { usual.claims_per_article },
            ..usual
        };
        let names = names(flags.entities.as_deref())?;
        let (files, format, tags) = (flags.files, flags.format, flags.tags);
        Ok(Self { files, asked, request, format, tags, names })
    }
}
