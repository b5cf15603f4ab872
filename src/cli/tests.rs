use claimdex::model::{By, FacetField, Kind, Sort};
use clap::{CommandFactory, Parser};

use super::args::{Cli, HitFormat};
use super::config::{Asked, Config, Environment, Job, Search};
use super::hyphen;

fn config(line: &[&str]) -> Result<Config, String> {
    let args = ["claimdex"].iter().chain(line).map(Into::into);
    let cli = Cli::try_parse_from(hyphen::protect(args)).map_err(|error| error.to_string())?;
    Config::new(cli, &Environment::default()).map_err(|error| error.to_string())
}

fn search(line: &[&str]) -> Result<Search, String> {
    match config(&[&["search"], line].concat())?.job {
        Job::Search(search) => Ok(*search),
        other => Err(format!("{other:?}")),
    }
}

#[test]
fn the_flags_are_well_formed() {
    Cli::command().debug_assert();
}

#[test]
fn a_search_is_read_whole() {
    let line = "rare earth -oil --limit 5 --offset 2 --sort newest --group risks --source a \
                --source b --since 2025-12 --until 2026 --kind core,row --facet source \
                --facet month --by article --explain --format trec";
    let search = search(&line.split_whitespace().collect::<Vec<_>>()).unwrap();
    assert_eq!(search.asked, Asked::One("rare earth -oil".into()));
    assert_eq!(search.format, HitFormat::Trec);
    let request = &search.request;
    assert_eq!((request.limit, request.offset), (5, 2));
    assert_eq!((request.sort, request.by), (Sort::Newest, By::Article));
    assert_eq!(request.facets, [FacetField::Source, FacetField::Month]);
    assert_eq!(request.filters.kinds, [Kind::Core, Kind::Row]);
    assert_eq!(request.filters.sources, ["a", "b"]);
    assert_eq!(request.filters.since.as_deref(), Some("2025-12"));
    assert!(request.explain && !request.count);
}

#[test]
fn words_with_a_hyphen_are_words_and_flags_stay_flags() {
    let asked = |line: &[&str]| search(line).map(|search| search.asked);
    assert_eq!(asked(&["-3.9%", "--plain"]), Ok(Asked::One("-3.9%".into())));
    assert_eq!(asked(&["a", "-", "b"]), Ok(Asked::One("a - b".into())));
    assert_eq!(asked(&["--", "--plain"]), Ok(Asked::One("--plain".into())));
    assert!(asked(&["a", "--plian"]).is_err());
}

#[test]
fn mistakes_name_what_mends_them() {
    let error = |line: &[&str]| search(line).err().unwrap_or_default();
    assert!(error(&[]).contains("`claimdex search rare earth`"));
    assert!(error(&["  "]).contains("the query is empty"));
    assert!(error(&["a", "--count", "--format", "jsonl"]).contains("--format text or json"));
    assert!(error(&["a", "--queries", "f"]).contains("cannot be used with"));
    assert!(error(&["a", "--since", "2025-13"]).contains("want YYYY, YYYY-MM or YYYY-MM-DD"));
    assert!(error(&["a", "--kind", "x"]).contains("core, claim, row, title"));
}

#[test]
fn the_index_is_the_flag_then_the_environment_then_the_usual_place() {
    let place = |line: &[&str], environment: Option<&str>| {
        let cli = Cli::try_parse_from(["claimdex"].iter().chain(line)).unwrap();
        let environment =
            Environment { index: environment.map(Into::into), ..Environment::default() };
        Config::new(cli, &environment).unwrap().index.display().to_string()
    };
    assert_eq!(place(&["stats", "--index", "a"], Some("b")), "a");
    assert_eq!(place(&["--index", "a", "stats"], Some("b")), "a");
    assert_eq!(place(&["stats"], Some("b")), "b");
    assert_eq!(place(&["stats"], None), "index");
}
