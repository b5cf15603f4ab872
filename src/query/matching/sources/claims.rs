//! Claims behind the articles that are found.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, TERMINATED};

use super::super::Matcher;
use super::super::bm25::{Bm25, Table};
use super::super::neighbours::Neighbours;
use super::super::run::each_match;
use super::super::tree::Known;
use super::super::window::{WIDTH, Window};
use super::postings::{Cursor, Postings};
use super::{Operator, Segment, Source, Worth};
use crate::index::DocKind;

/// About so many claims stand behind an article.
const CLAIMS: u64 = 12;

pub(super) struct ClaimsSource(Articles);

enum Articles {
    /// Those with a term in their title.
    Titled(Arc<Postings>, Bm25, Arc<Table>),
    /// Those that are found.
    Found(Box<dyn Source>),
}

impl ClaimsSource {
    pub(super) fn titled(known: &Known, matcher: &Matcher<'_>) -> tantivy::Result<Self> {
        let postings = known.postings(matcher)?;
        let articles = Known::of(matcher.schema.doc_term(DocKind::Article));
        let articles = articles.postings(matcher)?.documents;
        let tokens = matcher.tokens(known.term.field())?;
        let bm25 = Bm25::new(articles, postings.documents, tokens);
        let table = Arc::new(bm25.table());
        Ok(Self(Articles::Titled(postings, bm25, table)))
    }

    pub(super) fn behind(articles: Box<dyn Source>) -> Self {
        Self(Articles::Found(articles))
    }
}

impl Source for ClaimsSource {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        let neighbours = segment.neighbours.columns();
        let articles = match &self.0 {
            Articles::Titled(postings, _, table) => {
                let Some(cursor) = postings.open(segment, IndexRecordOption::WithFreqs)? else {
                    return Ok(Box::new(super::combined::Nothing));
                };
                let by_length = match worth {
                    Some(_) => {
                        let norms = segment.reader.get_fieldnorms_reader(segment.schema.title)?;
                        Some((Arc::clone(table), norms))
                    }
                    None => None,
                };
                Found::Titled(Box::new(cursor), by_length)
            }
            Articles::Found(source) => {
                let mut all = Vec::new();
                each_match(&**source, segment, |base, found| {
                    all.extend(found.iter().map(|place| base + place));
                })?;
                Found::Listed(all, 0)
            }
        };
        let boost = worth.unwrap_or(0.0);
        let mut claims = ClaimsOperator { articles, neighbours, boost, doc: 0, last: 0 };
        claims.enter();
        Ok(Box::new(claims))
    }

    fn cost(&self) -> u64 {
        CLAIMS
            * match &self.0 {
                Articles::Titled(postings, ..) => postings.documents,
                Articles::Found(source) => source.cost(),
            }
    }

    fn most(&self) -> Score {
        match &self.0 {
            Articles::Titled(_, bm25, _) => bm25.most,
            Articles::Found(_) => 1.0,
        }
    }
}

/// Articles in order.
enum Found {
    Titled(Box<Cursor>, Option<(Arc<Table>, FieldNormReader)>),
    Listed(Vec<DocId>, usize),
}

impl Found {
    fn doc(&self) -> DocId {
        match self {
            Self::Titled(cursor, _) => cursor.doc(),
            Self::Listed(all, at) => all.get(*at).copied().unwrap_or(TERMINATED),
        }
    }

    fn advance(&mut self) {
        match self {
            Self::Titled(cursor, _) => cursor.advance(),
            Self::Listed(_, at) => *at += 1,
        }
    }

    fn seek(&mut self, target: DocId) {
        match self {
            Self::Titled(cursor, _) => {
                cursor.seek(target);
            }
            Self::Listed(all, at) => {
                let rest = all.get(*at..).unwrap_or_default();
                *at += rest.partition_point(|article| *article < target);
            }
        }
    }

    fn score(&self, boost: Score) -> Score {
        match self {
            Self::Titled(cursor, Some((table, norms))) => {
                boost * table.score(norms.fieldnorm_id(cursor.doc()), cursor.freq())
            }
            _ => boost,
        }
    }
}

struct ClaimsOperator {
    articles: Found,
    neighbours: [Column<u64>; 2],
    boost: Score,
    /// The first claim of the article at hand that was not yet passed, and the last.
    doc: DocId,
    last: DocId,
}

impl ClaimsOperator {
    /// Goes to the first claim of the article at hand, or of the first one behind it that has any.
    fn enter(&mut self) {
        loop {
            let article = self.articles.doc();
            if article == TERMINATED {
                self.doc = TERMINATED;
                return;
            }
            self.last = Neighbours::of(&self.neighbours).last(article);
            if self.last > article {
                self.doc = article + 1;
                return;
            }
            self.articles.advance();
        }
    }
}

impl Operator for ClaimsOperator {
    fn next(&mut self, from: DocId) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        if from > self.last {
            // Only a damaged column leads back.
            let article = Neighbours::of(&self.neighbours).article(from).max(self.articles.doc());
            self.articles.seek(article);
            self.enter();
        }
        if self.doc != TERMINATED {
            self.doc = self.doc.max(from.min(self.last));
        }
        self.doc
    }

    fn fill(&mut self, mut window: Window<'_>) {
        self.next(window.base);
        while self.doc < window.end() {
            let (first, last) = (self.doc - window.base, self.last - window.base);
            let last = last.min(WIDTH - 1);
            window.found.insert_from_to(first, last);
            if let Some(tally) = &mut window.tally {
                let score = self.articles.score(self.boost);
                (first..=last).for_each(|place| tally.add(place, score));
            }
            if self.last >= window.end() {
                self.doc = window.end();
                return;
            }
            self.articles.advance();
            self.enter();
        }
    }
}
