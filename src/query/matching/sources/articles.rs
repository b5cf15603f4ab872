//! Articles of the claims that are found.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, TERMINATED, Term};

use super::super::Matcher;
use super::super::bm25::Bm25;
use super::super::neighbours::Neighbours;
use super::super::run::each_match;
use super::super::tree::{Known, Lifted, Tree};
use super::super::window::Window;
use super::postings::Cursor;
use super::{Operator, Segment, Source, Worth, prepare};

/// Articles in order, and a sum over their claims.
type Articles = Vec<(DocId, u32)>;

/// The articles of every segment.
#[derive(Debug)]
pub(in super::super) struct Gathered {
    segments: Vec<Articles>,
    matching: u64,
}

impl Gathered {
    fn of(
        matcher: &Matcher<'_>,
        mut look: impl FnMut(Segment<'_>, &Neighbours<'_>) -> tantivy::Result<Articles>,
    ) -> tantivy::Result<Self> {
        let segments = matcher
            .segments()
            .map(|segment| look(segment, &segment.neighbours))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let matching = segments.iter().map(|articles| articles.len() as u64).sum();
        Ok(Self { segments, matching })
    }
}

pub(super) struct ArticlesSource {
    gathered: Arc<Gathered>,
    /// What an article is worth; `None` where all are worth the same.
    bm25: Option<Bm25>,
}

impl ArticlesSource {
    /// Articles that say a word, by how often they do.
    pub(super) fn saying(
        lifted: &Lifted<Arc<str>>,
        matcher: &Matcher<'_>,
    ) -> tantivy::Result<Self> {
        let schema = matcher.schema;
        let gathered = lifted.gathered(|| {
            let known = |field| Known::of(Term::from_field_text(field, &lifted.wanted));
            let (text, group) = (known(schema.text), known(schema.group));
            let title = known(schema.title);
            Gathered::of(matcher, |segment, neighbours| {
                let open = |known: &Known| {
                    known.postings(matcher)?.open(segment, IndexRecordOption::WithFreqs)
                };
                let mut articles = match open(&text)? {
                    Some(cursor) => gathered(neighbours, cursor, Cursor::freq),
                    None => Vec::new(),
                };
                if let Some(cursor) = open(&group)? {
                    // A group's title stands on each of its claims.
                    let once = gathered(neighbours, cursor, |_| 0);
                    articles = merged(articles, once.into_iter().map(|(article, _)| (article, 1)));
                }
                if let Some(mut cursor) = open(&title)? {
                    let mut titled = Vec::new();
                    while cursor.doc() != TERMINATED {
                        titled.push((cursor.doc(), cursor.freq()));
                        cursor.advance();
                    }
                    articles = merged(articles, titled.into_iter());
                }
                Ok(articles)
            })
        })?;
        Self::new(gathered, lifted.by_rarity, matcher.tokens(schema.body)?, matcher)
    }

    /// Articles with a claim that is found.
    pub(super) fn above(lifted: &Lifted<Tree>, matcher: &Matcher<'_>) -> tantivy::Result<Self> {
        let gathered = lifted.gathered(|| {
            let source = prepare(&lifted.wanted, matcher, false)?;
            Gathered::of(matcher, |segment, neighbours| {
                let mut articles = Vec::new();
                each_match(&*source, segment, |base, found| {
                    for place in found.iter() {
                        let article = neighbours.article(base + place);
                        if articles.last().is_none_or(|(last, _)| *last != article) {
                            articles.push((article, 1));
                        }
                    }
                })?;
                Ok(articles)
            })
        })?;
        Self::new(gathered, lifted.by_rarity, 0, matcher)
    }

    fn new(
        gathered: Arc<Gathered>,
        by_rarity: bool,
        tokens: u64,
        matcher: &Matcher<'_>,
    ) -> tantivy::Result<Self> {
        let bm25 = match matcher.statistics {
            Some(known) if by_rarity => {
                Some(Bm25::new(known.total_num_docs()?, gathered.matching, tokens))
            }
            _ => None,
        };
        Ok(Self { gathered, bm25 })
    }
}

impl<T> Lifted<T> {
    /// Which articles these are, which is looked up once.
    fn gathered(
        &self,
        gather: impl FnOnce() -> tantivy::Result<Gathered>,
    ) -> tantivy::Result<Arc<Gathered>> {
        if let Some(known) = self.gathered.get() {
            return Ok(Arc::clone(known));
        }
        let gathered = Arc::new(gather()?);
        Ok(Arc::clone(self.gathered.get_or_init(|| gathered)))
    }
}

/// The articles of some claims in order, and a sum over these.
fn gathered(
    neighbours: &Neighbours<'_>,
    mut claims: Cursor,
    mut value: impl FnMut(&Cursor) -> u32,
) -> Articles {
    let mut articles: Articles = Vec::new();
    let mut last = 0;
    while claims.doc() != TERMINATED {
        let value = value(&claims);
        match articles.last_mut() {
            Some((_, sum)) if claims.doc() <= last => *sum += value,
            _ => {
                let article = neighbours.article(claims.doc());
                last = neighbours.last(article);
                articles.push((article, value));
            }
        }
        claims.advance();
    }
    articles
}

/// Two lists in order as one, values added.
fn merged(mine: Articles, other: impl Iterator<Item = (DocId, u32)>) -> Articles {
    let mut all = Vec::with_capacity(mine.len());
    let mut mine = mine.into_iter().peekable();
    for (article, value) in other {
        while let Some(before) = mine.next_if(|(known, _)| *known < article) {
            all.push(before);
        }
        let known = mine.next_if(|(known, _)| *known == article).map_or(0, |(_, value)| value);
        all.push((article, value + known));
    }
    all.extend(mine);
    all
}

impl Source for ArticlesSource {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        let lengths = match &self.bm25 {
            Some(bm25) if worth.is_some() && bm25.knows_lengths() => {
                let name = segment.schema.name(segment.schema.body_len);
                Some(segment.reader.fast_fields().u64(name)?)
            }
            _ => None,
        };
        Ok(Box::new(ArticlesOperator {
            gathered: Arc::clone(&self.gathered),
            segment: segment.ord,
            at: 0,
            bm25: self.bm25,
            lengths,
            worth,
        }))
    }

    fn cost(&self) -> u64 {
        self.gathered.matching
    }

    fn most(&self) -> Score {
        self.bm25.map_or(1.0, |bm25| bm25.most)
    }
}

struct ArticlesOperator {
    gathered: Arc<Gathered>,
    segment: usize,
    at: usize,
    bm25: Option<Bm25>,
    lengths: Option<Column<u64>>,
    worth: Worth,
}

impl ArticlesOperator {
    /// Those that were not passed yet.
    fn rest(&self) -> &[(DocId, u32)] {
        self.gathered.segments[self.segment].get(self.at..).unwrap_or_default()
    }
}

impl Operator for ArticlesOperator {
    fn next(&mut self, from: DocId) -> DocId {
        self.at += self.rest().partition_point(|(article, _)| *article < from);
        self.rest().first().map_or(TERMINATED, |(article, _)| *article)
    }

    fn fill(&mut self, mut window: Window<'_>) {
        self.next(window.base);
        while let Some((article, freq)) = self.rest().first().copied() {
            if article >= window.end() {
                return;
            }
            self.at += 1;
            let score = match (self.worth, self.bm25) {
                (None, _) => 0.0,
                (Some(boost), None) => boost,
                (Some(boost), Some(bm25)) => {
                    let length = self.lengths.as_ref().and_then(|lengths| lengths.first(article));
                    boost * bm25.score(freq, length)
                }
            };
            window.hit(article, score);
        }
    }
}
