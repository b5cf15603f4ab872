//! Sentence boundaries against `fixtures/sentences.tsv`.

use std::collections::{BTreeMap, BTreeSet};

use claimdex::model::ArticleMeta;
use claimdex::read::article_with;
use claimdex::split::claims;

use super::env::fixtures;

const MARK: char = '‖';

#[derive(Default)]
struct Family {
    right: usize,
    gold: usize,
    found: usize,
    faults: Vec<String>,
}

#[test]
fn sentences_end_where_they_should() {
    let table = std::fs::read_to_string(fixtures().join("sentences.tsv")).unwrap();
    let mut families: BTreeMap<&str, Family> = BTreeMap::new();
    for line in table.lines() {
        let (family, marked) = line.split_once('\t').expect("a family and a text");
        families.entry(family).or_default().add(marked);
    }
    let floors = [("chinese", 0.985), ("encyclopedia", 0.985), ("news", 0.985), ("oddity", 0.95)];
    assert!(families.keys().copied().eq(floors.iter().map(|(family, _)| *family)));
    for (name, floor) in floors {
        let family = &families[name];
        let f1 = 2.0 * family.right as f64 / (family.gold + family.found) as f64;
        assert!(f1 >= floor, "{name}: F1 {f1:.4}\n{}", family.faults.join("\n"));
    }
}

impl Family {
    fn add(&mut self, marked: &str) {
        let text = marked.replace(" ‖ ", " ").replace(MARK, "");
        let gold = boundaries(marked.split(MARK));
        let meta = ArticleMeta { id: "a".into(), title: Some("?".into()), ..Default::default() };
        let article = article_with(text.clone(), meta);
        let spans: Vec<_> = claims(&article).into_iter().map(|claim| claim.span).collect();
        // What stands behind the last claim belongs to it.
        let found = boundaries(spans.iter().enumerate().map(|(at, span)| {
            let start = if at == 0 { 0 } else { spans[at - 1].end };
            &text[start..span.end]
        }));
        self.right += gold.intersection(&found).count();
        self.gold += gold.len();
        self.found += found.len();
        if gold != found {
            let own: Vec<&str> = spans.iter().map(|span| &text[span.range()]).collect();
            self.faults.push(format!("{marked}\n  → {}", own.join(" ‖ ")));
        }
    }
}

/// How many characters but white space stand before the end of each piece but the last.
fn boundaries<'a>(pieces: impl Iterator<Item = &'a str>) -> BTreeSet<usize> {
    let mut ends = BTreeSet::new();
    let mut at = 0;
    for piece in pieces {
        at += piece.chars().filter(|c| !c.is_whitespace()).count();
        ends.insert(at);
    }
    ends.remove(&at);
    ends
}
