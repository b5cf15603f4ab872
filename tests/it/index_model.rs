//! Random edits of a folder: the index that follows them against one built from scratch.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use claimdex::ingest::{Options, ingest};
use claimdex::model::{By, Request};
use claimdex::{Index, Searcher};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;

const FILES: &[&str] =
    &["a.txt", "b.txt", "c.md", "d/e.txt", "d/f.jsonl", "g.jsonl", "h.jsonl.gz", "i.csv", "j.tar"];

const TEXTS: &[&str] = &[
    "",
    "Tin fell to a low. Lead rose by a tenth.",
    "Tin fell to a low. Lead rose by a fifth.",
    "Zinc was flat. Nobody asked why.",
    "Core Viewpoint - Metals are dear [1]. Group 1: Tin - Stocks fell [2]. - Prices rose [3].\n\
     Dear metals\nMorning Ledger·2025-11-06 09:40",
    "Core Viewpoint - Metals are cheap [1]. Group 1: Tin - Stocks rose [2].\n\
     Dear metals\nMorning Ledger·2025-11-06 09:40",
    "First title\nMorning Ledger·2025-11-06\nTin fell.\n\
     Second title\nMorning Ledger·2025-11-07\nLead rose.\n",
    "稀土出口大幅增长。价格上涨。",
];

const RECORDS: &[&str] = &[
    r#"{"id":"x","title":"One","text":"Tin fell to a low."}"#,
    r#"{"id":"x","title":"One","text":"Tin rose to a high."}"#,
    r#"{"id":"x","title":"Other","text":"Tin fell to a low."}"#,
    r#"{"id":"y","text":"Zinc was flat.","source":"Morning Ledger","published":"2025-11-06"}"#,
    r#"{"title":"Dear metals","source":"Morning Ledger","published":"2025-11-06T09:40","text":"Gold."}"#,
    r#"{"url":"https://example.org/1","text":"Silver is dear."}"#,
    r#"{"url":"https://example.org/1","text":"Silver is cheap."}"#,
    r#"{"title":"No body at all"}"#,
];

const ROWS: &[&str] = &[
    "x,One,Tin fell to a low.",
    "x,One,Tin rose to a high.",
    ",Dear metals,\"Gold, and silver.\"",
    "z,,Lead rose.",
    "y,No body at all,",
];

#[derive(Debug, Clone)]
enum Edit {
    Write(&'static str, Vec<usize>),
    Append(&'static str, usize),
    Delete(&'static str),
    Rename(&'static str, &'static str),
    Copy(&'static str, &'static str),
    Touch(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let file = || select(FILES);
    prop_oneof![
        4 => (file(), vec(0..TEXTS.len(), 1..3)).prop_map(|(file, at)| Edit::Write(file, at)),
        2 => (file(), 0..TEXTS.len()).prop_map(|(file, at)| Edit::Append(file, at)),
        2 => file().prop_map(Edit::Delete),
        1 => (file(), file()).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => (file(), file()).prop_map(|(from, to)| Edit::Copy(from, to)),
        1 => file().prop_map(Edit::Touch),
    ]
}

/// What stands in a file; what is appended to one is in its format too.
fn content(file: &str, at: &[usize]) -> Vec<u8> {
    let lines = |of: &[&str]| -> String {
        at.iter().map(|at| format!("{}\n", of[at % of.len()])).collect()
    };
    match kind(file) {
        "jsonl" => lines(RECORDS).into_bytes(),
        "gz" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(lines(RECORDS).as_bytes()).unwrap();
            packed.finish().unwrap()
        }
        "csv" => format!("id,title,text\n{}", lines(ROWS)).into_bytes(),
        "tar" => {
            let mut archive = tar::Builder::new(Vec::new());
            for at in at {
                let (name, text) =
                    [("k.txt", TEXTS[*at]), ("l.jsonl", RECORDS[at % RECORDS.len()])][at % 2];
                let mut header = tar::Header::new_gnu();
                header.set_size(text.len() as u64);
                archive.append_data(&mut header, name, text.as_bytes()).unwrap();
            }
            archive.into_inner().unwrap()
        }
        _ => lines(TEXTS).into_bytes(),
    }
}

fn kind(file: &str) -> &str {
    match file.rsplit('.').next().unwrap() {
        "md" => "txt",
        suffix => suffix,
    }
}

impl Edit {
    fn apply(&self, folder: &Path) {
        // An edit of a file that is not there is none.
        let path = |name: &str| folder.join(name);
        let same_kind = |a: &str, b: &str| kind(a) == kind(b) && a != b;
        let _ = match self {
            Self::Write(file, at) => fs::write(path(file), content(file, at)),
            Self::Append(file, at) => {
                let old = fs::read(path(file)).unwrap_or_default();
                fs::write(path(file), [old, content(file, &[*at])].concat())
            }
            Self::Delete(file) => fs::remove_file(path(file)),
            Self::Rename(from, to) if same_kind(from, to) => fs::rename(path(from), path(to)),
            Self::Copy(from, to) if same_kind(from, to) => fs::copy(path(from), path(to)).map(drop),
            Self::Touch(file) => fs::read(path(file)).and_then(|old| fs::write(path(file), old)),
            Self::Rename(..) | Self::Copy(..) => Ok(()),
        };
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn an_index_that_follows_edits_is_one_built_afresh(
        rounds in vec((vec(edit(), 1..5), option::of(1..12_usize)), 1..6),
    ) {
        let place = TempDir::new().unwrap();
        let folder = place.path().join("notes");
        fs::create_dir_all(folder.join("d")).unwrap();
        for (edits, stop) in rounds {
            for edit in &edits {
                edit.apply(&folder);
            }
            if let Some(pieces) = stop {
                let index = Index::create_or_open(&place.path().join("index")).unwrap();
                follow_and_stop(&index, &folder, pieces);
            }
            let index = Index::create_or_open(&place.path().join("index")).unwrap();
            follow(&index, &folder);
            drop(index);
            // What is there must be on disk, and not in the value that wrote it.
            let index = Index::open(&place.path().join("index")).unwrap();
            let fresh = fresh(&folder);
            prop_assert_eq!(all(&index), all(&fresh), "after {:?}", edits);
            let again = follow(&index, &folder);
            prop_assert_eq!((again.added, again.updated, again.removed), (0, 0, 0));
        }
        let index = Index::open(&place.path().join("index")).unwrap();
        let before = scores(&index);
        index.writer().unwrap().compact().unwrap();
        prop_assert_eq!(all(&index), all(&fresh(&folder)));
        let scratch = fresh(&folder);
        scratch.writer().unwrap().compact().unwrap();
        prop_assert_eq!(&scores(&index), &scores(&scratch));
        let stats = index.reader().unwrap().stats().unwrap();
        prop_assert_eq!(stats.deleted, 0);
        // What is deleted but not merged away may count until then, and only then.
        prop_assert_eq!(before.len(), scores(&index).len());
    }
}

/// Edits that random ones were shrunk to: a file takes over an article that another one loses.
#[test]
fn an_article_names_only_files_that_hold_it() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    fs::create_dir(folder.join("d")).unwrap();
    let index = Index::in_memory();
    fs::write(folder.join("d/e.txt"), TEXTS[5]).unwrap();
    follow(&index, folder);
    fs::write(folder.join("a.txt"), TEXTS[5]).unwrap();
    fs::write(folder.join("d/e.txt"), TEXTS[4]).unwrap();
    follow(&index, folder);
    assert_eq!(all(&index), all(&fresh(folder)));
}

/// A run that is stopped right behind the file that lost an article: the one that still has it was not
/// read again yet.
#[test]
fn an_article_that_moved_on_survives_a_run_that_was_stopped() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    let index = Index::in_memory();
    fs::write(folder.join("a.txt"), TEXTS[4]).unwrap();
    fs::write(folder.join("b.txt"), TEXTS[4]).unwrap();
    follow(&index, folder);
    fs::write(folder.join("a.txt"), TEXTS[3]).unwrap();
    assert!(follow_and_stop(&index, folder, 1).interrupted);
    follow(&index, folder);
    assert_eq!(all(&index), all(&fresh(folder)));
}

/// Size and time of the file that takes the other's place are those of the other.
#[cfg(unix)]
#[test]
fn a_file_that_takes_the_place_of_its_like_is_read() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    let index = Index::in_memory();
    let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    for (name, text) in [("a.txt", TEXTS[1]), ("b.txt", TEXTS[2])] {
        fs::write(folder.join(name), text).unwrap();
        fs::File::options()
            .append(true)
            .open(folder.join(name))
            .unwrap()
            .set_modified(time)
            .unwrap();
    }
    follow(&index, folder);
    fs::rename(folder.join("a.txt"), folder.join("b.txt")).unwrap();
    follow(&index, folder);
    assert_eq!(all(&index), all(&fresh(folder)));
}

#[test]
fn without_prune_what_is_gone_stays() {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("a.txt"), TEXTS[1]).unwrap();
    fs::write(place.path().join("b.txt"), TEXTS[3]).unwrap();
    let index = Index::in_memory();
    let paths = [place.path().to_owned()];
    ingest(&index, &paths, &Options::default(), &mut |_| {}).unwrap();
    let before = all(&index);
    fs::remove_file(place.path().join("b.txt")).unwrap();
    let summary = ingest(&index, &paths, &Options::default(), &mut |_| {}).unwrap();
    assert_eq!(summary.removed, 0);
    assert_eq!(all(&index), before);
}

#[test]
fn prune_leaves_other_folders_alone() {
    let place = TempDir::new().unwrap();
    let folder = |name: &str| place.path().join(name);
    for (name, text) in [("one", TEXTS[1]), ("two", TEXTS[3])] {
        fs::create_dir(folder(name)).unwrap();
        fs::write(folder(name).join("a.txt"), text).unwrap();
    }
    let index = Index::in_memory();
    follow(&index, &folder("one"));
    follow(&index, &folder("two"));
    assert_eq!(all(&index).len(), 4);
    fs::remove_file(folder("one").join("a.txt")).unwrap();
    follow(&index, &folder("two"));
    assert_eq!(all(&index).len(), 4);
    follow(&index, &folder("one"));
    assert_eq!(all(&index).len(), 2);
}

fn follow(index: &Index, folder: &Path) -> claimdex::ingest::Summary {
    let options = Options { prune: true, ..Options::default() };
    ingest(index, &[folder.to_owned()], &options, &mut |_| {}).unwrap()
}

/// As a run that is interrupted when it has taken in so many pieces of files.
fn follow_and_stop(index: &Index, folder: &Path, pieces: usize) -> claimdex::ingest::Summary {
    let options = Options { prune: true, ..Options::default() };
    let (stop, mut left) = (options.stop.clone(), pieces);
    let mut count = |_| {
        left = left.saturating_sub(1);
        if left == 0 {
            stop.request();
        }
    };
    ingest(index, &[folder.to_owned()], &options, &mut count).unwrap()
}

fn fresh(folder: &Path) -> Index {
    let index = Index::in_memory();
    follow(&index, folder);
    index
}

/// Every claim by its id: all that is known of it, as JSON.
fn all(index: &Index) -> BTreeMap<String, String> {
    let request = Request { limit: 100_000, collapse: false, ..Request::new("NOT nothingatall") };
    let response = Searcher::open(index).unwrap().search(&request).unwrap();
    assert_eq!(response.hits.len() as u64, response.total);
    let claims = response.hits.into_iter().map(|hit| hit.claim);
    claims.map(|claim| (claim.id.clone(), serde_json::to_string(&claim).unwrap())).collect()
}

/// Ids and scores of some searches, in order.
fn scores(index: &Index) -> Vec<Vec<(String, f32)>> {
    let searcher = Searcher::open(index).unwrap();
    let mut found = Vec::new();
    for query in ["tin", "rose prices", "\"dear metals\"", "稀土", "tin OR silver", "low~"] {
        for by in [By::Claim, By::Article] {
            let request = Request { by, limit: 50, ..Request::new(query) };
            let response = searcher.search(&request).unwrap();
            let hits = response.hits.into_iter().map(|hit| (hit.claim.id, hit.score));
            let articles =
                response.articles.into_iter().map(|hit| (hit.article.id.clone(), hit.score));
            found.push(hits.chain(articles).collect());
        }
    }
    found
}
