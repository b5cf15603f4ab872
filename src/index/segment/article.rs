//! From an article and its claims to documents.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::schema::Field;
use tantivy::{DocId, TantivyError};

use super::Builder;
use super::postings::Step;
use crate::index::analyzer::{Token, Tokens, is_idle, is_stop_word, may_shout};
use crate::index::buckets;
use crate::index::fingerprint::{self, Printer};
use crate::index::frame::Kept;
use crate::index::record::{ArticleRecord, digits_of};
use crate::index::schema::{DocKind, Schema};
use crate::index::stored::{ArticleBlob, ClaimBlob, Named, encode, encode_into};
use crate::model::{Claim, Group, Kind, Published, Quantity, When};

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
        let is_idle = is_stop && is_idle(self.text, token, self.shouts);
        self.count.all += 1;
        self.count.telling += u64::from(!is_idle);
        self.last.replace(token.position) != Some(token.position)
    }
}

/// What the claims of an article share, and what they add up to.
struct Article<'a> {
    record: &'a ArticleRecord<'a>,
    id: Option<Step>,
    published: Option<i64>,
    /// What its title names.
    about: Vec<Step>,
    groups: Groups<'a>,
    names: Names<'a>,
    text: Count,
    /// Terms of the titles of its claims' groups together.
    group: u64,
    /// What is stored of its claims, one behind the other, and where each ends.
    blobs: Vec<u8>,
    ends: Vec<usize>,
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

impl Builder {
    /// Adds an article, which was checked, and behind it its claims.
    pub(in crate::index) fn add_article(
        &mut self,
        record: &ArticleRecord<'_>,
        key: u64,
    ) -> tantivy::Result<()> {
        let (schema, first) = (self.schema, self.docs);
        let mut article = Article {
            record,
            id: self.postings(schema.article_id).step(&record.meta.id),
            published: record.meta.published.as_ref().map(Published::minutes),
            about: self.abouts(record.about.first()),
            groups: self.groups(record),
            names: Names::default(),
            text: Count::default(),
            group: 0,
            blobs: Vec::new(),
            ends: Vec::with_capacity(record.claims.len()),
        };
        self.open(first, DocKind::Article, &article);
        self.number_all(first, [0, record.claims.len() as u64, 0]);
        let mut doc = first;
        for claim in record.claims {
            doc += 1;
            self.add_claim(doc, claim, &mut article)?;
        }
        self.close_article(first, &article)?;
        let mut start = 0;
        for end in &article.ends {
            self.keep(&[Kept::Bytes(schema.stored, &article.blobs[start..*end])])?;
            start = *end;
        }
        self.end(first, doc + 1, key);
        Ok(())
    }

    /// What articles and claims have in common.
    fn open(&mut self, doc: DocId, kind: DocKind, article: &Article<'_>) {
        let schema = self.schema;
        self.term(doc, schema.doc, kind.as_str());
        self.postings(schema.article_id).add_all(doc, article.id.as_slice());
        if let Some(published) = article.published {
            self.number(doc, schema.minutes, published);
        }
    }

    fn close_article(&mut self, doc: DocId, article: &Article<'_>) -> tantivy::Result<()> {
        let (schema, record) = (self.schema, article.record);
        let ArticleRecord { meta, text, .. } = record;
        self.article_keywords(doc, record);
        let title = self.analyse(doc, meta.title.as_deref().unwrap_or_default());
        self.number(doc, schema.title_len, title.all);
        self.number(doc, schema.body_len, article.text.telling + title.telling);
        self.number(doc, schema.text_len, article.text.all);
        self.number(doc, schema.group_len, article.group);
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
        let (groups, names) = (&article.groups.all, &article.names.all);
        let blob = ArticleBlob::new(meta, text, record.start, groups, names, record.files);
        let blob = encode(&blob, "").map_err(|error| unwritten(&error))?;
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

    fn add_claim<'a>(
        &mut self,
        doc: DocId,
        claim: &'a Claim,
        article: &mut Article<'a>,
    ) -> tantivy::Result<()> {
        let schema = self.schema;
        self.open(doc, DocKind::Claim, article);
        let mut sheet = std::mem::take(&mut self.sheet);
        let mut printer = Printer::new(claim, &mut sheet);
        let text = self.analyse_claim(doc, &claim.text, &mut printer);
        article.text.all += text.all;
        article.text.telling += text.telling;
        let print = printer.finish();
        self.sheet = sheet;
        let claims = article.record.claims.len() as u64;
        let behind = u64::from(claim.position) + 1;
        self.number_all(doc, [behind, claims - behind, print]);
        self.term(doc, schema.kin, &fingerprint::term(print));
        let group = claim.group.as_ref().map(|group| self.find(&mut article.groups, group));
        self.postings(schema.about).add_all(doc, &article.about);
        if let Some(heading) = group.map(|group| &article.groups.headings[group]) {
            let count = heading.terms.len() as u64;
            article.group += count;
            self.postings(schema.group).add_all(doc, &heading.terms);
            self.postings(schema.group).set_length(doc, count);
            self.postings(schema.about).add_all(doc, &heading.about);
            if let Some(title) = heading.title {
                self.string(doc, schema.group_key, title);
            }
        }
        self.term(doc, schema.kind, claim.kind.as_str());
        self.number(doc, schema.kind_ordinal, kind_ordinal(claim.kind));
        for citation in &claim.citations {
            self.term(doc, schema.cite, &citation.label);
        }
        let digits = digits_of(claim, &article.record.meta.id).unwrap_or_default();
        self.number(doc, schema.digits, u64::from(digits));
        let mut named = Vec::with_capacity(claim.entities.len());
        for entity in &claim.entities {
            self.term(doc, schema.entity, &entity.id);
            self.string(doc, schema.entity_key, &[&*entity.id, "\t", &*entity.name].concat());
            named.push(Named::new(article.names.find(&entity.id, &entity.name), entity));
        }
        self.figures(doc, &claim.quantities);
        self.periods(doc, claim);
        let blob = ClaimBlob::new(claim, group.map(|group| group as u32), named);
        let blobs = std::mem::take(&mut article.blobs);
        article.blobs =
            encode_into(blobs, &blob, &claim.text).map_err(|error| unwritten(&error))?;
        article.ends.push(article.blobs.len());
        Ok(())
    }

    /// Indexes a title.
    fn analyse(&mut self, doc: DocId, title: &str) -> Count {
        let schema = self.schema;
        let (steps, count) = self.steps(schema.title, title);
        let postings = self.postings(schema.title);
        postings.add_all(doc, &steps);
        postings.set_length(doc, count.all);
        count
    }

    /// A text's terms in a field.
    fn steps(&mut self, field: Field, text: &str) -> (Vec<Step>, Count) {
        let postings = self.postings(field);
        let (mut counter, mut tokens) = (Counter::new(text), Tokens::new(text));
        let mut steps = Vec::new();
        while tokens.advance() {
            let token = tokens.token();
            let goes_on = counter.take(&token, is_stop_word(token.surface));
            steps.push(postings.word(token.text).going_on(goes_on));
        }
        (steps, counter.count)
    }

    /// Indexes the text of a claim: its terms, and the words that stemming changed as they are, for
    /// wildcards and misspellings.
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
        let (terms, _) = self.steps(self.schema.group, title.unwrap_or_default());
        Heading { title, terms, about: self.abouts(about) }
    }

    /// The place of a group; one that the article does not list is added to its own.
    fn find<'a>(&mut self, groups: &mut Groups<'a>, group: &'a Group) -> usize {
        if let Some((_, place)) = groups.last.filter(|(last, _)| *last == group) {
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
    fn figures(&mut self, doc: DocId, quantities: &[Quantity]) {
        let schema = self.schema;
        for quantity in quantities {
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
            for value in ends {
                self.term(doc, schema.figure, &buckets::figure(value));
            }
        }
    }

    /// The columns of periods, which run beside each other, and their terms. What is said to hold since a
    /// day reaches to the day of publication, what is to come by a day begins there; without one either is
    /// open.
    fn periods(&mut self, doc: DocId, claim: &Claim) {
        let schema = self.schema;
        let published = claim.article.published.as_ref().map(Published::day);
        let day = |text: &Option<String>| Published::parse(text.as_deref()?).map(|at| at.day());
        for when in &claim.when {
            let When { from, to, bound, .. } = when;
            let (Some(mut first), Some(mut last)) = (day(from), day(to)) else { continue };
            for month in buckets::months(first, last).into_iter().flatten() {
                self.term(doc, schema.month, &month);
            }
            match bound.as_deref() {
                Some("since") => last = last.max(published.unwrap_or(FAR)),
                Some("by") => first = first.min(published.unwrap_or(-FAR)),
                _ => {}
            }
            self.number(doc, schema.when_from, first);
            self.number(doc, schema.when_to, last);
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
