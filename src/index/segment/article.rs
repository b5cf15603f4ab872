//! From an article and its claims to documents.

use std::borrow::Cow;
use std::mem::take;
use std::ops::RangeFrom;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::{DocId, TantivyError};

use super::Builder;
use super::postings::Step;
use crate::index::analyzer::{Token, is_idle_stop_word, may_shout};
use crate::index::buckets;
use crate::index::fingerprint::Printer;
use crate::index::frame::Kept;
use crate::index::record::{ArticleRecord, digits_of};
use crate::index::schema::{DocKind, Schema};
use crate::index::stored::{ArticleBlob, ClaimBlob, Named, encode, encode_into};
use crate::model::{Claim, Entity, Group, Kind, Published, Quantity, When};

/// A day that no text speaks of, in days from 1970-01-01.
const FAR: i64 = 10_000_000;

/// How many terms a text has.
#[derive(Default)]
struct Count {
    all: u64,
    /// Of these those that are no stop words.
    telling: u64,
}

/// Counts the terms of a text one by one.
struct Counter<'t> {
    text: &'t str,
    shouts: bool,
    /// The position of the term before.
    last: Option<u32>,
    count: Count,
}

impl<'t> Counter<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, shouts: may_shout(text), last: None, count: Count::default() }
    }

    /// Takes the next term, and says whether it stands behind the one before rather than at its place.
    fn take(&mut self, token: &Token<'_>, is_stop: bool) -> bool {
        let is_idle = is_stop && is_idle_stop_word(self.text, token, self.shouts);
        self.count.all += 1;
        self.count.telling += u64::from(!is_idle);
        self.last.replace(token.position) != Some(token.position)
    }
}

/// What the claims of an article add up to.
struct Sums {
    text: Count,
    /// Terms of the titles of their groups together.
    group: u64,
}

/// The claims of an article, each with its document.
#[derive(Clone, Copy)]
struct Claims<'a> {
    first: DocId,
    all: &'a [Claim],
}

impl Claims<'_> {
    /// Behind the last document.
    fn end(self) -> DocId {
        self.first + self.all.len() as DocId
    }
}

impl<'a> IntoIterator for Claims<'a> {
    type Item = (DocId, &'a Claim);
    type IntoIter = std::iter::Zip<RangeFrom<DocId>, std::slice::Iter<'a, Claim>>;

    fn into_iter(self) -> Self::IntoIter {
        (self.first..).zip(self.all)
    }
}

/// The groups of an article and those that it does not list, but a claim has.
struct Groups<'a> {
    all: Cow<'a, [Group]>,
    known: FxHashMap<&'a Group, usize>,
    /// Of each of `all`.
    headings: Vec<Heading<'a>>,
    /// That of the claim before, which mostly is that of the next.
    last: Option<(&'a Group, usize)>,
}

/// The title of a group, as it is and as terms, and what it names.
struct Heading<'a> {
    title: Option<&'a str>,
    terms: Vec<Step>,
    about: Vec<Step>,
}

/// Id and name of what the claims of an article name.
#[derive(Default)]
struct Names<'a> {
    all: Vec<(Arc<str>, Arc<str>)>,
    /// The id of each as a term.
    terms: Vec<Option<Step>>,
    known: FxHashMap<&'a str, usize>,
}

impl Builder {
    /// Adds an article, which was checked, and behind it its claims.
    ///
    /// Each step goes through all claims before the next begins: all of it together is more code than
    /// a processor keeps at hand. In each field and column documents come in their order.
    pub(in crate::index) fn add_article(
        &mut self,
        record: &ArticleRecord<'_>,
        key: u64,
    ) -> tantivy::Result<()> {
        let first = self.docs;
        let claims = Claims { first: first + 1, all: record.claims };
        self.open(first, claims, record);
        let text = self.texts(claims);
        let mut groups = self.groups(record);
        let (group_of, group) = self.headings(claims, record, &mut groups);
        self.keywords(claims, &record.meta.id);
        let (names, named) = self.entities(claims);
        self.figures(claims);
        self.periods(claims);
        let blob = ArticleBlob::new(
            record.meta,
            record.text,
            record.start,
            &groups.all,
            &names.all,
            record.files,
        );
        self.close_article(first, record, &Sums { text, group }, &blob)?;
        self.keep_claims(claims, group_of, named)?;
        self.end(first, claims.end(), key);
        Ok(())
    }

    /// What articles and claims have in common.
    fn open(&mut self, first: DocId, claims: Claims<'_>, record: &ArticleRecord<'_>) {
        let (schema, end) = (self.schema, claims.end());
        self.term(first, schema.doc, DocKind::Article.as_str());
        self.number_all(first, [0, record.claims.len() as u64, 0]);
        let postings = self.postings(schema.doc);
        let claim = postings.step(DocKind::Claim.as_str());
        (claims.first..end).for_each(|doc| postings.add_all(doc, claim.as_slice()));
        let postings = self.postings(schema.article_id);
        let id = postings.step(&record.meta.id);
        (first..end).for_each(|doc| postings.add_all(doc, id.as_slice()));
        if let Some(published) = record.meta.published.as_ref().map(Published::minutes) {
            (first..end).for_each(|doc| self.number(doc, schema.minutes, published));
        }
    }

    fn close_article(
        &mut self,
        doc: DocId,
        record: &ArticleRecord<'_>,
        sums: &Sums,
        blob: &ArticleBlob<'_>,
    ) -> tantivy::Result<()> {
        let (schema, ArticleRecord { meta, text, .. }) = (self.schema, record);
        self.article_keywords(doc, record);
        let title = self.analyse(doc, meta.title.as_deref().unwrap_or_default());
        self.number(doc, schema.title_len, title.all);
        self.number(doc, schema.body_len, sums.text.telling + title.telling);
        self.number(doc, schema.text_len, sums.text.all);
        self.number(doc, schema.group_len, sums.group);
        self.number(doc, schema.hash, record.hash);
        self.number(doc, schema.text_bytes, text.len() as u64);
        for count in record.ledger.counts() {
            self.number(doc, schema.coverage, count);
        }
        for count in tag_counts(record.claims) {
            self.number(doc, schema.tags, count);
        }
        self.string(doc, schema.article_key, &meta.id);
        if let Some(source) = &meta.source {
            self.string(doc, schema.source_key, source);
        }
        if let Some(lang) = &meta.lang {
            self.string(doc, schema.lang_key, lang);
        }
        let blob = encode(blob, "").map_err(|error| unwritten(&error))?;
        self.keep(&[Kept::Text(schema.body, text), Kept::Bytes(schema.stored, &blob)])
    }

    fn article_keywords(&mut self, doc: DocId, record: &ArticleRecord<'_>) {
        let (schema, meta) = (self.schema, record.meta);
        for file in record.files {
            self.term(doc, schema.file, file);
        }
        if let Some(source) = &meta.source {
            self.term(doc, schema.source, &source.to_lowercase());
        }
        if let Some(lang) = meta.lang.as_deref().filter(|lang| !lang.is_empty()) {
            let lang = lang.to_lowercase();
            self.term(doc, schema.lang, lang.split('-').next().unwrap_or_default());
            self.term(doc, schema.lang, &lang);
        }
        for path in std::iter::once(&meta.path).chain(&meta.also_in) {
            self.term(doc, schema.path, path);
        }
        if let Some(url) = &meta.url {
            self.term(doc, schema.url, url);
        }
    }

    /// Indexes the texts of claims: their terms, and the words that stemming changed as they are, for
    /// wildcards and misspellings; and what finds the like of each.
    fn texts(&mut self, claims: Claims<'_>) -> Count {
        let mut sum = Count::default();
        let mut sheet = take(&mut self.sheet);
        let count = claims.all.len() as u64;
        for (doc, claim) in claims {
            let mut printer = Printer::new(claim, &mut sheet);
            let text = self.analyse_claim(doc, &claim.text, &mut printer);
            sum.all += text.all;
            sum.telling += text.telling;
            let print = printer.finish();
            let behind = u64::from(claim.position) + 1;
            self.number_all(doc, [behind, count - behind, print]);
            self.prints.add(doc, print);
        }
        self.sheet = sheet;
        sum
    }

    /// Indexes the titles of the claims' groups and what the article's title names, and gives the
    /// place of each group and how many terms their titles have together.
    fn headings<'a>(
        &mut self,
        claims: Claims<'a>,
        record: &'a ArticleRecord<'_>,
        groups: &mut Groups<'a>,
    ) -> (Vec<Option<u32>>, u64) {
        let schema = self.schema;
        let about = self.abouts(record.about.first());
        let (mut places, mut sum) = (Vec::with_capacity(claims.all.len()), 0);
        for (doc, claim) in claims {
            self.postings(schema.about).add_all(doc, &about);
            let place = claim.group.as_deref().map(|group| self.find(groups, group));
            places.push(place.map(|place| place as u32));
            let Some(heading) = place.map(|place| &groups.headings[place]) else { continue };
            let count = heading.terms.len() as u64;
            sum += count;
            self.postings(schema.group).add_all(doc, &heading.terms);
            self.postings(schema.group).set_length(doc, count);
            self.postings(schema.about).add_all(doc, &heading.about);
            if let Some(title) = heading.title {
                self.string(doc, schema.group_key, title);
            }
        }
        (places, sum)
    }

    fn keywords(&mut self, claims: Claims<'_>, article_id: &str) {
        let schema = self.schema;
        for (doc, claim) in claims {
            self.term(doc, schema.kind, claim.kind.as_str());
            self.number(doc, schema.kind_ordinal, kind_ordinal(claim.kind));
            for citation in &claim.citations {
                self.term(doc, schema.cite, &citation.label);
            }
            let digits = digits_of(claim, article_id).unwrap_or_default();
            self.number(doc, schema.digits, u64::from(digits));
        }
    }

    /// Indexes what claims name, and gives it once for all and, for each claim, by its place there.
    fn entities<'a>(&mut self, claims: Claims<'a>) -> (Names<'a>, Vec<Vec<Named>>) {
        let schema = self.schema;
        let mut names = Names::default();
        let mut named = Vec::with_capacity(claims.all.len());
        let mut key = String::new();
        for (doc, claim) in claims {
            let mut of_claim = Vec::with_capacity(claim.entities.len());
            for entity in &claim.entities {
                let Entity { id, name, .. } = entity;
                let place = *names.known.entry(id).or_insert_with(|| {
                    names.all.push((id.clone(), name.clone()));
                    names.terms.push(self.postings(schema.entity).step(id));
                    names.all.len() - 1
                });
                self.postings(schema.entity).add_all(doc, names.terms[place].as_slice());
                key.clear();
                key.extend([id, "\t", name]);
                self.string(doc, schema.entity_key, &key);
                of_claim.push(Named::new(place as u32, entity));
            }
            named.push(of_claim);
        }
        (names, named)
    }

    /// Stores claims.
    fn keep_claims(
        &mut self,
        claims: Claims<'_>,
        groups: Vec<Option<u32>>,
        named: Vec<Vec<Named>>,
    ) -> tantivy::Result<()> {
        let mut bytes = Vec::new();
        for ((claim, group), named) in claims.all.iter().zip(groups).zip(named) {
            bytes.clear();
            let blob = ClaimBlob::new(claim, group, named);
            bytes = encode_into(bytes, &blob, &claim.text).map_err(|error| unwritten(&error))?;
            self.keep(&[Kept::Bytes(self.schema.stored, &bytes)])?;
        }
        Ok(())
    }

    /// Indexes a title.
    fn analyse(&mut self, doc: DocId, title: &str) -> Count {
        let schema = self.schema;
        let (steps, count) = self.steps(title);
        let postings = self.postings(schema.title);
        postings.add_all(doc, &steps);
        postings.set_length(doc, count.all);
        count
    }

    /// The terms of a title.
    fn steps(&mut self, text: &str) -> (Vec<Step>, Count) {
        let terms = &mut self.postings[self.schema.text.field_id() as usize];
        let mut counter = Counter::new(text);
        let mut steps = Vec::new();
        self.said.read(text);
        for (token, (_, word)) in self.said.words(&mut self.words, terms) {
            let goes_on = counter.take(&token, word.sense.is_stop());
            steps.push(word.term.going_on(goes_on));
        }
        (steps, counter.count)
    }

    fn analyse_claim(&mut self, doc: DocId, text: &str, printer: &mut Printer<'_>) -> Count {
        let terms = &mut self.postings[self.schema.text.field_id() as usize];
        let mut counter = Counter::new(text);
        let [of_text, changed] = &mut self.rows;
        self.said.read(text);
        for (token, (surface, word)) in self.said.words(&mut self.words, terms) {
            let goes_on = counter.take(&token, word.sense.is_stop());
            of_text.push(word.term.going_on(goes_on));
            if word.is_changed {
                changed.push(*surface);
            }
            printer.take(&token, &word.sense);
        }
        let count = counter.count;
        terms.add_all(doc, of_text);
        terms.set_length(doc, count.all);
        self.words.add_all(doc, changed);
        self.rows.iter_mut().for_each(Vec::clear);
        count
    }

    /// The terms of ids in the field for what titles name.
    fn abouts(&mut self, ids: Option<&Vec<Arc<str>>>) -> Vec<Step> {
        let postings = self.postings(self.schema.about);
        ids.into_iter().flatten().filter_map(|id| postings.step(id)).collect()
    }

    fn groups<'a>(&mut self, record: &'a ArticleRecord<'_>) -> Groups<'a> {
        let mut groups = Groups {
            all: Cow::Borrowed(record.groups),
            known: FxHashMap::default(),
            headings: Vec::with_capacity(record.groups.len()),
            last: None,
        };
        for (place, group) in record.groups.iter().enumerate() {
            let heading = self.heading(group, record.about.get(place + 1));
            groups.headings.push(heading);
            groups.known.entry(group).or_insert(place);
        }
        groups
    }

    fn heading<'a>(&mut self, group: &'a Group, about: Option<&Vec<Arc<str>>>) -> Heading<'a> {
        let title = group.title.as_deref();
        let (terms, _) = self.steps(title.unwrap_or_default());
        Heading { title, terms, about: self.abouts(about) }
    }

    /// The place of a group; one that the article does not list is added to its own.
    fn find<'a>(&mut self, groups: &mut Groups<'a>, group: &'a Group) -> usize {
        if let Some((_, place)) = groups.last.filter(|(last, _)| std::ptr::eq(*last, group)) {
            return place;
        }
        let place = match groups.known.get(group) {
            Some(place) => *place,
            None => {
                let place = groups.headings.len();
                groups.headings.push(self.heading(group, None));
                groups.all.to_mut().push(group.clone());
                groups.known.insert(group, place);
                place
            }
        };
        groups.last = Some((group, place));
        place
    }

    /// The columns of quantities, which run beside each other, and their terms.
    fn figures(&mut self, claims: Claims<'_>) {
        let schema = self.schema;
        for (doc, claim) in claims {
            for quantity in &claim.quantities {
                let Quantity { kind, unit, per, .. } = quantity;
                let key = Schema::quantity_key(kind, unit.as_deref(), per.as_deref());
                self.string(doc, schema.qty_key, &key);
                let shifted = |value: f64| match quantity.bound.as_deref() {
                    Some("over") => value.next_up(),
                    Some("under") => value.next_down(),
                    _ => value,
                };
                let ends = [shifted(quantity.min), shifted(quantity.max)];
                self.number(doc, schema.qty_min, ends[0]);
                self.number(doc, schema.qty_max, ends[1]);
                let [first, last] = ends.map(buckets::figure);
                self.term(doc, schema.figure, &first);
                if last != first {
                    self.term(doc, schema.figure, &last);
                }
            }
        }
    }

    /// The columns of periods, which run beside each other, and their terms. What is said to hold since a
    /// day reaches to the day of publication, what is to come by a day begins there; without one either is
    /// open.
    fn periods(&mut self, claims: Claims<'_>) {
        let schema = self.schema;
        let day = |text: &Option<String>| Published::day_of(text.as_deref()?);
        for (doc, claim) in claims {
            let published = || claim.article.published.as_ref().map(Published::day);
            for when in &claim.when {
                let When { from, to, bound, .. } = when;
                let (Some(mut first), Some(mut last)) = (day(from), day(to)) else { continue };
                for month in buckets::months(first, last).into_iter().flatten() {
                    self.term(doc, schema.month, &month.to_string());
                }
                match bound.as_deref() {
                    Some("since") => last = last.max(published().unwrap_or(FAR)),
                    Some("by") => first = first.min(published().unwrap_or(-FAR)),
                    _ => {}
                }
                self.number(doc, schema.when_from, first);
                self.number(doc, schema.when_to, last);
            }
        }
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

fn kind_ordinal(kind: Kind) -> u64 {
    Kind::ALL.iter().position(|other| *other == kind).map_or(0, |ordinal| ordinal as u64)
}

fn unwritten(error: &postcard::Error) -> TantivyError {
    TantivyError::InternalError(format!("{error} in a document"))
}
