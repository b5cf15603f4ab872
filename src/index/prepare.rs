//! From an article and its claims to documents: pure, on any thread.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::analyzer::Analysis;
use super::document::{Doc, Flight};
use super::schema::{DocKind, Schema};
use super::stored::{ArticleBlob, ClaimBlob, Named, encode};
use super::{buckets, fingerprint};
use crate::error::{Error, Result};
use crate::model::{
    ArticleMeta, Claim, Group, Kind, Ledger, MAX_ID_BYTES, Published, Quantity, When,
};

/// An article with its claims, ready to be written.
#[derive(Debug, Clone, Copy)]
pub struct ArticleRecord<'a> {
    /// What is known of it.
    pub meta: &'a ArticleMeta,
    /// Its text.
    pub text: &'a str,
    /// Line and column, from 1, at which the text starts in its file.
    pub start: Option<(u32, u32)>,
    /// Its headings.
    pub groups: &'a [Group],
    /// Its claims, in order of position from 0.
    pub claims: &'a [Claim],
    /// The ids of the entities that the title names, and those that the title of each of `groups`
    /// names; what is missing names none.
    pub about: &'a [Vec<Arc<str>>],
    /// A fingerprint by which the caller knows whether the article has changed.
    pub hash: u64,
    /// Where its bytes went, which [`Stats`](super::Stats) adds up.
    pub ledger: Ledger,
    /// The files that it was read from, by whatever the caller knows them by: that of
    /// [`ArticleMeta::path`] first, then those of [`ArticleMeta::also_in`].
    pub files: &'a [String],
}

/// The documents of one article, for [`Writer::apply`](super::Writer::apply).
#[derive(Debug)]
pub struct Prepared {
    pub(super) id: String,
    /// The article and behind it its claims.
    docs: Vec<Doc>,
    /// About how much memory they take.
    bytes: u64,
}

impl Prepared {
    /// The article's id.
    pub fn article_id(&self) -> &str {
        &self.id
    }

    pub(super) fn into_docs(mut self, flight: &Arc<Flight>, limit: u64) -> Vec<Doc> {
        let permit = flight.board(self.bytes, limit);
        for doc in &mut self.docs {
            doc.permit = Some(Arc::clone(&permit));
        }
        self.docs
    }
}

/// Makes the documents of an article.
pub fn prepare(schema: &Schema, record: &ArticleRecord<'_>) -> Result<Prepared> {
    let id = &record.meta.id;
    if id.is_empty() || id.len() > MAX_ID_BYTES {
        return Err(Error::user(format_args!(
            "{}: an article's id has {} bytes; give it one of 1 to {MAX_ID_BYTES}",
            record.meta.path,
            id.len()
        )));
    }
    let mut groups = Groups::new(record.groups);
    let mut names = Names::default();
    let shared = Shared::new(record.meta);
    let mut tokens = Tokens::default();
    let mut docs = Vec::with_capacity(record.claims.len() + 1);
    docs.push(Doc::default());
    for (position, claim) in record.claims.iter().enumerate() {
        if claim.position as usize != position {
            return Err(Error::internal(format_args!("{}: not claim number {position}", claim.id)));
        }
        let (mut doc, print) =
            claim_doc(schema, claim, &shared, &mut groups, &mut names, &mut tokens)?;
        let behind = position as u64 + 1;
        of_all(schema, &mut doc, [behind, record.claims.len() as u64 - behind, print]);
        about(schema, record, claim, &mut doc);
        docs.push(doc);
    }
    docs[0] = article_doc(schema, record, &shared, &tokens, &groups.all, &names.all)?;
    let bytes = docs.iter().map(Doc::memory).sum();
    Ok(Prepared { id: id.clone(), docs, bytes })
}

/// How many tokens the claims of an article have together.
#[derive(Default)]
struct Tokens {
    text: u64,
    /// Of these those that are no stop words.
    telling: u64,
    group: u64,
}

/// What an article and all its claims have in common.
struct Shared {
    id: Arc<str>,
    source: Option<Arc<str>>,
    lang: Vec<Arc<str>>,
    paths: Vec<Arc<str>>,
    url: Option<Arc<str>>,
    published: Option<i64>,
}

impl Shared {
    fn new(meta: &ArticleMeta) -> Self {
        let lang = meta.lang.as_deref().map(str::to_lowercase).unwrap_or_default();
        let first = lang.split('-').next().unwrap_or_default();
        let mut langs: Vec<Arc<str>> = vec![first.into(), lang.as_str().into()];
        langs.dedup();
        langs.retain(|lang| !lang.is_empty());
        let mut paths: Vec<Arc<str>> = vec![meta.path.as_str().into()];
        paths.extend(
            meta.also_in.iter().filter(|path| **path != meta.path).map(|p| p.as_str().into()),
        );
        Self {
            id: meta.id.as_str().into(),
            source: meta.source.as_ref().map(|source| source.to_lowercase().into()),
            lang: langs,
            paths,
            url: meta.url.as_deref().map(Arc::from),
            published: meta.published.as_ref().map(Published::minutes),
        }
    }

    fn doc(&self, schema: &Schema, kind: DocKind) -> Doc {
        let mut doc = Doc::default();
        doc.add(schema.doc, kind.as_str());
        doc.add(schema.article_id, &self.id);
        doc.add_all(schema.minutes, self.published);
        doc
    }
}

/// The groups of an article, with what is asked of each more than once.
struct Groups<'a> {
    all: Vec<Group>,
    known: FxHashMap<&'a Group, (u32, Heading)>,
}

/// The title of a group, as it is and as terms.
#[derive(Clone)]
struct Heading {
    title: Option<Arc<str>>,
    terms: Option<Arc<str>>,
    count: u64,
}

impl<'a> Groups<'a> {
    fn new(all: &'a [Group]) -> Self {
        let mut groups = Self { all: Vec::with_capacity(all.len()), known: FxHashMap::default() };
        for group in all {
            groups.all.push(group.clone());
            groups.learn(group, groups.all.len() as u32 - 1);
        }
        groups
    }

    fn learn(&mut self, group: &'a Group, index: u32) {
        let title: Option<Arc<str>> = group.title.as_deref().map(Arc::from);
        let analysis = title.as_deref().map(|title| Analysis::of(title, |_| {}));
        let count = analysis.as_ref().map_or(0, |analysis| analysis.count);
        let terms = analysis.map(|analysis| analysis.terms.into());
        self.known.entry(group).or_insert((index, Heading { title, terms, count }));
    }

    /// Index and heading; a group that the article does not list is added to it.
    fn find(&mut self, group: &'a Group) -> (u32, Heading) {
        if !self.known.contains_key(group) {
            self.all.push(group.clone());
            self.learn(group, self.all.len() as u32 - 1);
        }
        self.known[group].clone()
    }
}

/// Id and name of what the claims of an article name.
#[derive(Default)]
struct Names<'a> {
    all: Vec<(Arc<str>, Arc<str>)>,
    known: FxHashMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    fn find(&mut self, id: &'a Arc<str>, name: &Arc<str>) -> u32 {
        *self.known.entry(id).or_insert_with(|| {
            self.all.push((id.clone(), name.clone()));
            self.all.len() as u32 - 1
        })
    }
}

/// How many tags of each sort some claims have: entities, quantities, dates, and of these those
/// whose days are unknown.
fn tag_counts(claims: &[Claim]) -> [u64; 4] {
    let sum = |count: fn(&Claim) -> usize| claims.iter().map(|claim| count(claim) as u64).sum();
    let unknown = |claim: &Claim| {
        claim.when.iter().filter(|when| when.from.is_none() && when.duration.is_none()).count()
    };
    [
        sum(|claim| claim.entities.len()),
        sum(|claim| claim.quantities.len()),
        sum(|claim| claim.when.len()),
        sum(unknown),
    ]
}

/// What a claim is about by its titles.
fn about(schema: &Schema, record: &ArticleRecord<'_>, claim: &Claim, doc: &mut Doc) {
    let Some((title, groups)) = record.about.split_first() else { return };
    let group = claim.group.as_ref().and_then(|group| {
        let place = record.groups.iter().position(|known| known == group)?;
        groups.get(place)
    });
    let ids: BTreeSet<&str> =
        title.iter().chain(group.into_iter().flatten()).map(|id| &**id).collect();
    doc.add_all(schema.about, ids);
}

/// The columns of quantities, which run beside each other.
fn figures(schema: &Schema, quantities: &[Quantity], doc: &mut Doc) {
    let mut terms: BTreeSet<String> = BTreeSet::new();
    for quantity in quantities {
        let Quantity { kind, unit, per, .. } = quantity;
        doc.add(schema.qty_key, &*Schema::quantity_key(kind, unit.as_deref(), per.as_deref()));
        let shifted = |value: f64| match quantity.bound.as_deref() {
            Some("over") => value.next_up(),
            Some("under") => value.next_down(),
            _ => value,
        };
        let ends = [shifted(quantity.min), shifted(quantity.max)];
        doc.add(schema.qty_min, ends[0]);
        doc.add(schema.qty_max, ends[1]);
        terms.extend(ends.map(buckets::figure));
    }
    doc.add_all(schema.figure, terms.iter().map(String::as_str));
}

/// The columns of periods, which run beside each other. What is said to hold since a day reaches
/// to the day of publication, what is to come by a day begins there; without one either is open.
fn periods(schema: &Schema, claim: &Claim, doc: &mut Doc) {
    let mut terms: BTreeSet<String> = BTreeSet::new();
    let published = claim.article.published.as_ref().map(Published::day);
    let day = |text: &Option<String>| Published::parse(text.as_deref()?).map(|at| at.day());
    for when in &claim.when {
        let When { from, to, bound, .. } = when;
        let (Some(mut first), Some(mut last)) = (day(from), day(to)) else { continue };
        terms.extend(buckets::months(first, last).into_iter().flatten());
        match bound.as_deref() {
            Some("since") => last = last.max(published.unwrap_or(FAR)),
            Some("by") => first = first.min(published.unwrap_or(-FAR)),
            _ => {}
        }
        doc.add(schema.when_from, first);
        doc.add(schema.when_to, last);
    }
    doc.add_all(schema.month, terms.iter().map(String::as_str));
}

/// A day that no text speaks of, in days from 1970-01-01.
const FAR: i64 = 10_000_000;

/// The columns that all documents have: how far behind its article it stands, how many claims of the
/// same article stand behind it, and its fingerprint.
pub(super) fn of_all(schema: &Schema, doc: &mut Doc, [behind, ahead, print]: [u64; 3]) {
    doc.add(schema.behind, behind);
    doc.add(schema.ahead, ahead);
    doc.add(schema.fingerprint, print);
}

fn article_doc(
    schema: &Schema,
    record: &ArticleRecord<'_>,
    shared: &Shared,
    tokens: &Tokens,
    groups: &[Group],
    names: &[(Arc<str>, Arc<str>)],
) -> Result<Doc> {
    let meta = record.meta;
    let mut doc = shared.doc(schema, DocKind::Article);
    for file in record.files {
        doc.add(schema.file, file.as_str());
    }
    doc.add_all(schema.source, &shared.source);
    doc.add_all(schema.lang, &shared.lang);
    doc.add_all(schema.path, &shared.paths);
    doc.add_all(schema.url, &shared.url);
    doc.add(schema.body, record.text);
    let title = Analysis::of(meta.title.as_deref().unwrap_or_default(), |_| {});
    doc.add(schema.title, title.terms);
    doc.add(schema.title_len, title.count);
    doc.add(schema.body_len, tokens.telling + title.telling);
    doc.add(schema.text_len, tokens.text);
    doc.add(schema.group_len, tokens.group);
    of_all(schema, &mut doc, [0, record.claims.len() as u64, 0]);
    doc.add(schema.hash, record.hash);
    doc.add(schema.text_bytes, record.text.len() as u64);
    doc.add_all(schema.coverage, record.ledger.counts());
    doc.add_all(schema.tags, tag_counts(record.claims));
    doc.add(schema.article_key, &shared.id);
    doc.add_all(schema.source_key, meta.source.as_deref());
    doc.add_all(schema.lang_key, meta.lang.as_deref());
    let blob = ArticleBlob::new(meta, record.text, record.start, groups, names, record.files);
    doc.add(schema.stored, encode(&blob, "")?);
    Ok(doc)
}

fn claim_doc<'a>(
    schema: &Schema,
    claim: &'a Claim,
    shared: &Shared,
    groups: &mut Groups<'a>,
    names: &mut Names<'a>,
    tokens: &mut Tokens,
) -> Result<(Doc, u64)> {
    let mut doc = shared.doc(schema, DocKind::Claim);
    let mut printer = fingerprint::Printer::new(claim);
    let text = Analysis::of(&claim.text, |token| printer.take(token));
    doc.add(schema.text, text.terms);
    doc.add(schema.surface, text.surfaces);
    tokens.text += text.count;
    tokens.telling += text.telling;
    let group = claim.group.as_ref().map(|group| groups.find(group));
    if let Some((_, Heading { title, terms, count })) = &group {
        doc.add_all(schema.group, terms);
        doc.add_all(schema.group_key, title);
        tokens.group += *count;
    }
    doc.add(schema.kind, claim.kind.as_str());
    doc.add(schema.kind_ordinal, kind_ordinal(claim.kind));
    doc.add_all(schema.cite, claim.citations.iter().map(|citation| citation.label.as_str()));
    let print = printer.finish();
    doc.add(schema.kin, &*fingerprint::term(print));
    doc.add(schema.digits, u64::from(digits(claim, &shared.id)?));
    let mut named = Vec::with_capacity(claim.entities.len());
    for entity in &claim.entities {
        doc.add(schema.entity, &*entity.id);
        doc.add(schema.entity_key, &*format!("{}\t{}", entity.id, entity.name));
        named.push(Named::new(names.find(&entity.id, &entity.name), entity));
    }
    figures(schema, &claim.quantities, &mut doc);
    periods(schema, claim, &mut doc);
    let blob = ClaimBlob::new(claim, group.map(|(index, ..)| index), named);
    doc.add(schema.stored, encode(&blob, &claim.text)?);
    Ok((doc, print))
}

fn kind_ordinal(kind: Kind) -> u64 {
    Kind::ALL.iter().position(|other| *other == kind).map_or(0, |ordinal| ordinal as u64)
}

fn digits(claim: &Claim, article_id: &str) -> Result<u32> {
    let digits = claim.id.strip_prefix(article_id).and_then(|rest| rest.strip_prefix('.'));
    digits.and_then(super::reader::parse_digits).ok_or_else(|| {
        let id = &claim.id;
        Error::internal(format_args!("{id}: not the id of a claim of the article {article_id}"))
    })
}
