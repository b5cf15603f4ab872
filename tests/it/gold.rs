//! Claims against what a careful reader finds in each article (`fixtures/gold`).

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use claimdex::ingest::{Found, Options, split};
use claimdex::model::{Claim, Kind};
use serde::Deserialize;

use super::env::{articles, files, fixtures};

/// How much of a text's start tells it from others.
const KEY: usize = 24;
/// Keys that are no longer stand in other texts by chance.
const SHORT: usize = 9;

#[derive(Deserialize)]
struct GoldFile {
    #[serde(default)]
    articles: Vec<GoldArticle>,
    #[serde(flatten)]
    single: GoldArticle,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct GoldArticle {
    title: Option<String>,
    source: Option<String>,
    published: Option<String>,
    core_claims: Vec<GoldClaim>,
    groups: Vec<GoldGroup>,
    optional_claims: Vec<String>,
}

#[derive(Deserialize)]
struct GoldGroup {
    title: Option<String>,
    claims: Vec<GoldClaim>,
}

#[derive(Deserialize)]
struct GoldClaim {
    text_start: String,
    citations: Vec<serde_json::Value>,
}

/// Where a gold claim stands.
enum Place<'a> {
    Core,
    Group(Option<&'a str>),
}

#[derive(Default)]
struct Score {
    gold: u32,
    predicted: u32,
    hits: u32,
    groups: u32,
    citations: u32,
    fields: u32,
    right_fields: u32,
    faults: Vec<String>,
}

#[test]
fn claims_are_those_of_a_careful_reader() {
    let mut score = Score::default();
    let gold = fixtures().join("gold");
    for file in files(&gold) {
        let wanted: GoldFile =
            serde_json::from_slice(&std::fs::read(&file).unwrap()).expect("a gold file");
        let article = article_of(file.strip_prefix(&gold).unwrap());
        score.file(&article, &wanted);
    }
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    let f1 = 2.0 * f64::from(score.hits) / f64::from(score.gold + score.predicted);
    assert!(score.gold > 300, "{score}");
    assert!(f1 >= 0.99, "claims: F1 {f1:.4}\n{score}");
    assert!(share(score.groups, score.hits) >= 0.99, "groups\n{score}");
    assert!(share(score.citations, score.hits) >= 0.99, "citations\n{score}");
    assert!(share(score.right_fields, score.fields) >= 0.98, "metadata\n{score}");
}

/// The article that a gold file is about: the same name with the article's own ending.
fn article_of(gold: &Path) -> PathBuf {
    let found = files(&articles().join(gold.parent().unwrap()));
    found.into_iter().find(|file| file.file_stem() == gold.file_stem()).expect("an article")
}

impl GoldFile {
    fn articles(&self) -> Vec<&GoldArticle> {
        if self.articles.is_empty() { vec![&self.single] } else { self.articles.iter().collect() }
    }

    /// Starts of texts that may be claims or not.
    fn optional(&self) -> Vec<String> {
        let own = self.single.optional_claims.iter();
        own.chain(self.articles.iter().flat_map(|article| &article.optional_claims))
            .map(|text| key(text))
            .collect()
    }
}

impl GoldArticle {
    fn claims(&self) -> impl Iterator<Item = (Place<'_>, &GoldClaim)> {
        let core = self.core_claims.iter().map(|claim| (Place::Core, claim));
        core.chain(self.groups.iter().flat_map(|group| {
            let title = group.title.as_deref();
            group.claims.iter().map(move |claim| (Place::Group(title), claim))
        }))
    }
}

impl Score {
    fn file(&mut self, file: &Path, gold: &GoldFile) {
        let optional = gold.optional();
        let mut open = predicted(file);
        open.retain(|(text, _)| !optional.iter().any(|start| text.starts_with(start)));
        self.predicted += open.len() as u32;
        let all = gold.articles();
        let keys: Vec<String> = all
            .iter()
            .flat_map(|article| article.claims())
            .map(|(_, claim)| key(&claim.text_start))
            .collect();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for article in all {
            let found = self.article(&name, article, &keys, &mut open);
            self.metadata(&name, article, &found);
        }
        for (_, claim) in open {
            self.faults.push(format!("{name}: extra {:?}", claim.text));
        }
    }

    /// Scores an article's claims and gives back those found.
    fn article(
        &mut self,
        name: &str,
        gold: &GoldArticle,
        keys: &[String],
        open: &mut Vec<(String, Claim)>,
    ) -> Vec<Claim> {
        let mut found = Vec::new();
        for (place, wanted) in gold.claims() {
            self.gold += 1;
            let key = key(&wanted.text_start);
            let start = &wanted.text_start;
            let Some(at) = open.iter().position(|(text, _)| text.starts_with(&key)) else {
                self.faults.push(format!("{name}: missed {start:?}"));
                continue;
            };
            let (text, claim) = open.remove(at);
            if runs_over(&text, &key, keys) {
                self.faults.push(format!("{name}: {start:?} runs over into the next claim"));
                continue;
            }
            self.hits += 1;
            self.compare(name, &place, wanted, &claim);
            found.push(claim);
        }
        found
    }

    fn compare(&mut self, name: &str, place: &Place<'_>, wanted: &GoldClaim, claim: &Claim) {
        let title = claim.group.as_ref().and_then(|group| group.title.as_deref());
        let right = match place {
            Place::Core => claim.kind == Kind::Core,
            Place::Group(wanted) => normal(title.unwrap_or("")) == normal(wanted.unwrap_or("")),
        };
        self.groups += u32::from(right);
        if !right {
            self.faults.push(format!("{name}: group {title:?} at {:?}", wanted.text_start));
        }
        let labels: Vec<String> = wanted.citations.iter().map(label).collect();
        let own: Vec<&str> = claim.citations.iter().map(|cited| cited.label.as_str()).collect();
        self.citations += u32::from(labels == own);
        if labels != own {
            self.faults.push(format!("{name}: cites {own:?} for {labels:?} at {:?}", claim.text));
        }
    }

    fn metadata(&mut self, name: &str, gold: &GoldArticle, found: &[Claim]) {
        if gold.claims().next().is_none() {
            return;
        }
        type Get = fn(&Claim) -> Option<&str>;
        let fields: [(&str, &Option<String>, Get); 3] = [
            ("title", &gold.title, |claim| claim.article.title.as_deref()),
            ("source", &gold.source, |claim| claim.article.source.as_deref()),
            ("published", &gold.published, |claim| {
                claim.article.published.as_ref().map(claimdex::model::Published::as_str)
            }),
        ];
        for (field, wanted, get) in fields {
            let wanted = normal(wanted.as_deref().unwrap_or(""));
            let own: HashMap<String, ()> =
                found.iter().map(|claim| (normal(get(claim).unwrap_or("")), ())).collect();
            let right = own.len() <= 1 && own.keys().next().map_or("", String::as_str) == wanted;
            self.fields += 1;
            self.right_fields += u32::from(right);
            if !right {
                self.faults.push(format!("{name}: {field} {:?} for {wanted:?}", own.keys()));
            }
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { gold, predicted, hits, groups, citations, fields, right_fields, faults } = self;
        write!(f, "{hits} of {gold} claims found, {predicted} predicted, groups {groups}, ")?;
        writeln!(f, "citations {citations}, metadata {right_fields} of {fields}")?;
        f.write_str(&faults.join("\n"))
    }
}

/// The claims of a file but rows and titles, each with its normal text.
fn predicted(file: &Path) -> Vec<(String, Claim)> {
    let mut claims = Vec::new();
    split(&[file.to_owned()], &Options::default(), &mut |found| {
        if let Found::Claim(claim) = found
            && matches!(claim.kind, Kind::Core | Kind::Claim)
        {
            claims.push((normal(&claim.text), *claim));
        }
        Ok(())
    })
    .unwrap();
    claims
}

fn runs_over(text: &str, key: &str, keys: &[String]) -> bool {
    let rest: String = text.chars().skip(1).collect();
    keys.iter().any(|other| other.chars().count() > SHORT && other != key && rest.contains(other))
}

fn label(citation: &serde_json::Value) -> String {
    citation.as_str().map_or_else(|| citation.to_string(), str::to_owned)
}

fn key(text: &str) -> String {
    normal(text).chars().take(KEY).collect()
}

/// A text without white space, quotes and stars, in lower case.
fn normal(text: &str) -> String {
    let gone = |c: char| c.is_whitespace() || "*\"“”'’‘".contains(c);
    text.chars().filter(|c| !gone(*c)).flat_map(char::to_lowercase).collect()
}
