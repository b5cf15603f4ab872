//! The flags as they are typed.

use std::path::PathBuf;

use claimdex::model::{By, EntityType, FacetField, Kind, Sort};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{hyphen, parse};

/// A full-text search engine whose unit is the claim
///
/// Claimdex breaks articles into claims, tags each with its group, figures, dates and citations,
/// and answers searches with ranked claims that can be traced to where they stand. Nothing leaves
/// the machine.
#[derive(Debug, Parser)]
#[command(name = "claimdex", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Examples:
  claimdex index articles/
  claimdex search rare earth
  claimdex search --in articles/ 'Kazakhstan trade'

Exit codes: 0 found or done, 1 nothing found, 2 an error, 130 interrupted.";

/// Flags of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The folder of the index [default: $CLAIMDEX_INDEX, else ./index]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) index: Option<PathBuf>,
    /// When to use colour; auto heeds NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The forms of what is not a list of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Text,
    /// One line of JSON
    Json,
}

/// The forms of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For reading
    Text,
    /// The whole list as one line of JSON
    Json,
    /// A line of JSON for each
    Jsonl,
}

/// The forms of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HitFormat {
    /// For reading
    Text,
    /// The whole response as one line of JSON
    Json,
    /// The hits alone, a line of JSON each
    Jsonl,
    /// QUERYID Q0 ID RANK SCORE claimdex
    Trec,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Index(Index),
    Search(Box<Search>),
    Split(Split),
    Show(Show),
    /// Say what the index holds
    Stats {
        /// The form of the output
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Merge the index into one piece without what was replaced or deleted
    ///
    /// Searches get faster and the index smaller; scores are those of an index built afresh.
    Compact,
    Entities(Entities),
    Delete(Delete),
    /// Write a shell's completions to standard output
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual page to standard output
    Man {
        /// Write the pages of all commands into this folder instead
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// Build an index, or bring it in step with files and folders
///
/// Articles that are new or have changed go in, the others stay. What cannot be read is named and
/// left out, and the command then ends with 2 after everything else is in.
#[derive(Debug, Args)]
pub(crate) struct Index {
    /// Files and folders; - is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Drop the articles whose file is gone from the paths given
    #[arg(long)]
    pub(crate) prune: bool,
    /// Change nothing, and print what would change
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Stay, and take in what changes in the paths given; Ctrl-C ends it
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) limits: Limits,
    /// Also know these entities: a TOML file, which is kept with the index for later runs
    #[arg(long, value_name = "FILE")]
    pub(crate) entities: Option<PathBuf>,
    /// Forget the entities that are kept with the index
    #[arg(long, conflicts_with = "entities")]
    pub(crate) forget_entities: bool,
    /// The form of the summary
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// How much is read.
#[derive(Debug, Args)]
pub(crate) struct Limits {
    /// Leave out articles whose text is longer; KB, MB and GB are powers of 1024
    #[arg(long, value_name = "SIZE", default_value = "64MB", value_parser = parse::bytes)]
    pub(crate) max_article_size: u64,
    /// Take a field of records (JSON, tables) from this name, as in text=content (repeatable);
    /// fields: id title source published url lang text
    #[arg(long, value_name = "FIELD=NAME")]
    pub(crate) map: Vec<String>,
}

/// Search for claims
///
/// Claims that have every word in their text, group or title come first; if they are fewer than
/// asked for, claims that have some of the words follow, marked as such.
#[derive(Debug, Args)]
#[command(after_help = QUERY_LANGUAGE)]
pub(crate) struct Search {
    /// The words to look for
    #[arg(value_name = "QUERY", conflicts_with = "queries", value_parser = query_word)]
    pub(crate) query: Vec<String>,
    /// Search these files and folders in memory instead of the index (repeatable)
    #[arg(long = "in", value_name = "PATH")]
    pub(crate) files: Vec<PathBuf>,
    /// How many hits to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// How many hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// The order of hits; by date, those of unknown date come last
    #[arg(long, value_name = "ORDER", default_value = "relevance", value_parser = parse::sort())]
    pub(crate) sort: Sort,
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// Also know these entities: a TOML file, instead of the one kept with the index
    #[arg(long, value_name = "FILE")]
    pub(crate) entities: Option<PathBuf>,
    /// Count the matching claims by this field (repeatable)
    #[arg(long = "facet", value_name = "FIELD", value_delimiter = ',', value_parser = parse::facet())]
    pub(crate) facets: Vec<FacetField>,
    /// What a hit is
    #[arg(long, default_value = "claim", value_name = "UNIT",
          value_parser = parse::named(By::ALL.to_vec(), By::as_str))]
    pub(crate) by: By,
    /// Say how each score came about
    #[arg(long)]
    pub(crate) explain: bool,
    /// Show the entities, figures and dates of each claim (text)
    #[arg(long)]
    pub(crate) tags: bool,
    /// Show how many match, and no hits
    #[arg(long)]
    pub(crate) count: bool,
    /// Make an error of what a warning would be
    #[arg(long)]
    pub(crate) strict: bool,
    /// Take the query as plain words, without operators and fields
    #[arg(long)]
    pub(crate) plain: bool,
    /// Turn every expansion off: aliases, correction, completion
    #[arg(long)]
    pub(crate) exact: bool,
    /// Complete the last word: search as you type
    #[arg(long)]
    pub(crate) prefix: bool,
    /// Show the same claim of several articles as often as it stands
    #[arg(long)]
    pub(crate) no_collapse: bool,
    /// Let newer articles come first: the part of a score that fades with age halves every so many
    /// days, weeks, months or years behind the newest article (30d, 8w, 6m, 2y)
    #[arg(long, value_name = "HALFLIFE", value_parser = parse::half_life)]
    pub(crate) recency: Option<f64>,
    /// Ask the queries of a file: JSON lines {"id":…,"text":…}, or lines ID<TAB>TEXT or TEXT; - is
    /// standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: Option<PathBuf>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = HitFormat::Text)]
    pub(crate) format: HitFormat,
}

/// What hits must be like besides matching the query.
#[derive(Debug, Args)]
pub(crate) struct Filters {
    /// Only claims under a heading with these words (repeatable: any of them)
    #[arg(long = "group", value_name = "WORDS")]
    pub(crate) groups: Vec<String>,
    /// Only claims from this source (repeatable: any of them)
    #[arg(long = "source", value_name = "NAME")]
    pub(crate) sources: Vec<String>,
    /// Only what was published on or after this day, month or year
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub(crate) since: Option<String>,
    /// Only what was published up to the end of this day, month or year
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub(crate) until: Option<String>,
    /// Only claims of this kind (repeatable: any of them)
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',', value_parser = parse::kind())]
    pub(crate) kinds: Vec<Kind>,
}

fn query_word(word: &str) -> Result<String, std::convert::Infallible> {
    Ok(hyphen::restored(word))
}

const QUERY_LANGUAGE: &str = r#"Query language:
  rare earth               both words, in the text, its group or its title
  "rare earth"             a phrase;  "rare earth"~5 within five words
  mineral*  kazakstan~     words that begin so;  words spelt nearly so
  oil OR gas  NOT coal     operators are in capitals;  ( ) group
  +oil -gas                must have;  must not have
  source:reuters           a field: text group title source entity kind cite lang
                           article path url published when money percent qty
  title:(oil OR gas)       a field of several words
  published:2025-12        a date or period;  published:2025-12-01..2025-12-19
  money:>=5bn              also > < <= and a..b:  money:USD:5bn..6bn  percent:>20
  A word may begin with a hyphen (-oil, -3.9%); after -- everything is the query.

Examples:
  claimdex search Kazakhstan trade
  claimdex search '"rare earth" AND published:2025' --facet source --sort newest
  claimdex search --in notes/ --by article 'interest rates -Fed'
  claimdex search --queries queries.tsv --format trec"#;

/// Print the claims of articles as JSON lines; nothing is stored
#[derive(Debug, Args)]
pub(crate) struct Split {
    /// Files and folders; - is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Also print what was dropped, and for each article where its bytes went
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Also know these entities: a TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) entities: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

/// Show a claim in its article, or an article by its groups
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of a claim or an article
    pub(crate) id: String,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// List the entities that claims name, the most frequent first
///
/// With a query, those of the claims that have every word of it.
#[derive(Debug, Args)]
pub(crate) struct Entities {
    /// The words that the claims must have
    #[arg(value_name = "QUERY", value_parser = query_word)]
    pub(crate) query: Vec<String>,
    /// Only entities of this type (repeatable: any of them)
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = parse::entity_type())]
    pub(crate) types: Vec<EntityType>,
    /// How many to list
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

/// Take articles out of the index
///
/// On a terminal it asks first. What was deleted stays out until its file changes.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
pub(crate) struct Delete {
    /// The ids of the articles
    #[arg(value_name = "ARTICLE", group = "what", conflicts_with_all = ["source", "before"])]
    pub(crate) articles: Vec<String>,
    /// All articles from this source; with --before, those of them that are older
    #[arg(long, value_name = "NAME", group = "what")]
    pub(crate) source: Option<String>,
    /// All articles that were published before this day, month or year
    #[arg(long, value_name = "DATE", value_parser = parse::day, group = "what")]
    pub(crate) before: Option<String>,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
}
