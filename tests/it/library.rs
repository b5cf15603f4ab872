//! A user's program, and JSON as the contract has it.

use std::collections::{BTreeMap, BTreeSet};

use claimdex::model::{
    By, EntityType, FacetField, Filters, Kind, Matched, Published, Request, Sort,
};
use claimdex::search::Shown;
use claimdex::{Index, Searcher, ingest, split};
use serde_json::Value;
use tempfile::TempDir;

use super::env::articles;

const CLAIM_FIELDS: &[&str] = &[
    "id",
    "kind",
    "position",
    "text",
    "group",
    "citations",
    "entities",
    "quantities",
    "when",
    "span",
    "line",
    "column",
    "page",
    "article",
];
const ARTICLE_FIELDS: &[&str] =
    &["id", "title", "source", "published", "lang", "url", "path", "offset"];
const HIT_FIELDS: &[&str] = &["rank", "score", "matched", "highlights"];
const RESPONSE_FIELDS: &[&str] =
    &["query", "hits", "total", "facets", "warnings", "suggestion", "took_ms"];

#[test]
fn a_program_indexes_and_searches() {
    let place = TempDir::new().unwrap();
    let index = Index::create_or_open(&place.path().join("index")).unwrap();
    let mut last = ingest::Progress::default();
    let summary =
        ingest::ingest(&index, &[articles()], &ingest::Options::default(), &mut |now| last = now)
            .unwrap();
    assert_eq!((summary.updated, summary.removed), (0, 0));
    assert!(summary.added > 70 && summary.claims > 400, "{summary:?}");
    assert_eq!(last.articles, summary.added);

    let searcher = Searcher::open(&index).unwrap();
    let response = searcher.search(&Request::new("Kazakhstan trade")).unwrap();
    let best = &response.hits[0];
    assert_eq!((best.rank, best.matched), (1, Matched::All));
    assert!(best.claim.text.starts_with("Kazakhstan's trade with South Korea"));
    let marked: Vec<&str> =
        best.highlights.iter().map(|span| &best.claim.text[span.range()]).collect();
    assert_eq!(marked, ["Kazakhstan", "trade"]);
    assert_eq!(best.claim.article.path, "brief/flattened-one-line.txt");
    let group = best.claim.group.as_ref().unwrap();
    assert_eq!(group.number.as_deref(), Some("2"));
    assert_eq!(group.title.as_deref(), Some("Trade and Investment Figures"));
    assert!(response.hits.windows(2).all(|pair| pair[0].rank + 1 == pair[1].rank));
}

#[test]
fn hits_lead_back_to_their_file() {
    let searcher = Searcher::open(&in_memory()).unwrap();
    let request = Request { limit: 10_000, collapse: false, ..Request::new("NOT nothingatall") };
    let response = searcher.search(&request).unwrap();
    assert_eq!(response.hits.len() as u64, response.total);
    for claim in response.hits.iter().map(|hit| &hit.claim) {
        let Some(offset) = claim.article.offset.filter(|_| claim.kind != Kind::Row) else {
            continue;
        };
        let file = std::fs::read(articles().join(&claim.article.path)).unwrap();
        let start = offset as usize + claim.span.start;
        let slice = &file[start..offset as usize + claim.span.end];
        let slice = std::str::from_utf8(slice).unwrap();
        assert_eq!(split::claim_text(slice), claim.text, "{}", claim.id);
        let before = std::str::from_utf8(&file[..start]).unwrap();
        let before = before.strip_prefix('\u{feff}').unwrap_or(before);
        let column = 1 + before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count();
        let line = 1 + before.matches('\n').count();
        let place = (claim.line.unwrap() as usize, claim.column.unwrap() as usize);
        assert_eq!(place, (line, column), "{} in {}", claim.id, claim.article.path);
    }
}

#[test]
fn requests_are_heeded() {
    let searcher = Searcher::open(&in_memory()).unwrap();
    let newest = Request { sort: Sort::Newest, limit: 50, ..Request::new("price") };
    let hits = searcher.search(&newest).unwrap().hits;
    let all: Vec<_> = hits.iter().filter(|hit| hit.matched == Matched::All).collect();
    let dates: Vec<_> = all.iter().map(|hit| hit.claim.article.published.as_ref()).collect();
    assert!(
        dates.windows(2).all(|pair| pair[0].map(Published::day) >= pair[1].map(Published::day))
    );

    let filters = Filters { kinds: vec![Kind::Core], ..Filters::default() };
    let facets = FacetField::ALL.to_vec();
    let core = Request { filters, facets, limit: 1000, ..Request::new("NOT nothingatall") };
    let response = searcher.search(&core).unwrap();
    assert!(response.hits.iter().all(|hit| hit.claim.kind == Kind::Core));
    for facet in &response.facets {
        let counted: u64 = facet.counts.iter().map(|count| count.count).sum();
        // A claim names several things, or none.
        let whole = counted + facet.missing;
        let several = EntityType::from_name(&facet.field).is_some() || facet.field == "entity";
        assert!(whole == response.total || several && whole > response.total, "{}", facet.field);
        let counts: Vec<_> = facet.counts.iter().map(|count| count.count).collect();
        assert!(counts.is_sorted_by(|a, b| a >= b), "{}: {counts:?}", facet.field);
    }

    let by_article = Request { by: By::Article, ..Request::new("uranium") };
    let response = searcher.search(&by_article).unwrap();
    assert!(response.hits.is_empty() && !response.articles.is_empty());
    let first = &response.articles[0];
    assert!(first.claims.iter().all(|hit| hit.claim.article.id == first.article.id));
}

#[test]
fn facets_count_what_hits_name() {
    let searcher = Searcher::open(&in_memory()).unwrap();
    // Few claims, all of them, and few again, when more is known of the column.
    for query in ["uranium", "NOT nothingatall", "uranium"] {
        let facets = vec![FacetField::Entity];
        let request = Request { facets, limit: 5000, collapse: false, ..Request::new(query) };
        let response = searcher.search(&request).unwrap();
        let (mut named, mut missing) = (BTreeMap::<String, u64>::new(), 0);
        for hit in response.hits.iter().filter(|hit| hit.matched == Matched::All) {
            let ids: BTreeSet<String> =
                hit.claim.entities.iter().map(|entity| entity.id.to_string()).collect();
            missing += u64::from(ids.is_empty());
            ids.into_iter().for_each(|id| *named.entry(id).or_default() += 1);
        }
        let facet = &response.facets[0];
        let counts = facet.counts.iter().map(|count| (count.value.clone(), count.count));
        assert_eq!(counts.collect::<BTreeMap<_, _>>(), named, "{query}");
        assert_eq!(facet.missing, missing, "{query}");
    }
}

#[test]
fn pages_make_up_the_whole() {
    let searcher = Searcher::open(&in_memory()).unwrap();
    for query in ["price trade", "稀土", "NOT nothingatall"] {
        let ids = |offset, limit| -> Vec<String> {
            let request = Request { offset, limit, ..Request::new(query) };
            let hits = searcher.search(&request).unwrap().hits;
            hits.into_iter().map(|hit| hit.claim.id).collect()
        };
        let whole = ids(0, 60);
        let pages: Vec<String> = (0..60).step_by(7).flat_map(|offset| ids(offset, 7)).collect();
        assert_eq!(whole[..], pages[..whole.len()], "{query}");
    }
}

#[test]
fn claims_and_articles_are_shown_by_id() {
    let searcher = Searcher::open(&in_memory()).unwrap();
    let hit = searcher.search(&Request::new("Kazakhstan trade")).unwrap().hits.remove(0);
    let Some(Shown::Claim(view, place)) = searcher.show(&hit.claim.id).unwrap() else {
        panic!("no claim");
    };
    assert_eq!(view.claims[place], hit.claim);
    let Some(Shown::Article(article)) = searcher.show(&hit.claim.article.id).unwrap() else {
        panic!("no article");
    };
    assert_eq!(article, view);
    assert!(searcher.show("nobody").unwrap().is_none());
}

#[test]
fn errors_tell_their_kind() {
    let place = TempDir::new().unwrap();
    let error = Index::open(place.path()).unwrap_err();
    assert!(error.is_user() && error.to_string().contains("claimdex index"), "{error}");
    let searcher = Searcher::open(&in_memory()).unwrap();
    let strict = Request { strict: true, ..Request::new("tite:lithium") };
    assert!(searcher.search(&strict).unwrap_err().is_user());
}

#[test]
fn json_fields_keep_their_names_and_order() {
    let searcher = Searcher::open(&in_memory()).unwrap();
    let response = searcher.search(&Request::new("Kazakhstan trade")).unwrap();
    let json = serde_json::to_string(&response).unwrap();
    assert_eq!(fields(&json), RESPONSE_FIELDS);
    let hit = serde_json::to_string(&response.hits[0]).unwrap();
    assert_eq!(fields(&hit), [HIT_FIELDS, CLAIM_FIELDS].concat());
    let claim = serde_json::to_string(&response.hits[0].claim).unwrap();
    assert_eq!(fields(&claim), CLAIM_FIELDS);
    let article = serde_json::to_string(&response.hits[0].claim.article).unwrap();
    assert_eq!(fields(&article), ARTICLE_FIELDS);

    let value: Value = serde_json::from_str(&claim).unwrap();
    assert_eq!(value["kind"], "claim");
    assert!(value["span"].as_array().is_some_and(|span| span.len() == 2));
    assert_eq!(value["citations"][0]["label"], "6");
    assert!(value["citations"][0]["resolved"].is_null());
    assert_eq!(value["article"]["published"], "2025-11-06T09:40");
    let back: claimdex::model::Hit = serde_json::from_str(&hit).unwrap();
    assert_eq!(back, response.hits[0]);
}

fn in_memory() -> Index {
    let index = Index::in_memory();
    ingest::ingest(&index, &[articles()], &ingest::Options::default(), &mut |_| {}).unwrap();
    index
}

/// The names of an object's own fields, in the order written.
fn fields(json: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut depth, mut start, mut escaped) = (0, None, false);
    let mut last = "";
    for (at, c) in json.char_indices() {
        match (start, c) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(from), '"') => (last, start) = (&json[from..at], None),
            (None, '"') => start = Some(at + 1),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth -= 1,
            (None, ':') if depth == 1 => names.push(last),
            // Anything inside a string, and white space and commas outside.
            _ => {}
        }
    }
    names
}
