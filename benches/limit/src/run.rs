//! `limit query`: how long each class of queries takes.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use tantivy::collector::TopDocs;
use tantivy::schema::Value;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, Searcher, TantivyDocument};

use crate::Result;
use crate::asked::Query;
use crate::report;
use crate::schema::{Fields, TOKENIZER};

const HITS: usize = 10;

/// Runs all queries over the index; gives a table of times per class.
///
/// A query's time is from its words to the stored text of its first ten hits.
pub(crate) fn run(place: &Path, queries: &Path) -> Result<String> {
    let index = Index::open_in_dir(place)?;
    let queries = Query::read(queries)?;
    let mut runner = Runner {
        fields: Fields::of(&index.schema())?,
        analyzer: index.tokenizers().get(TOKENIZER).ok_or("the analyzer is missing")?,
        searcher: index.reader()?.searcher(),
    };
    report::timed(&queries, Duration::MAX, |query| runner.search(query))
}

struct Runner {
    fields: Fields,
    analyzer: TextAnalyzer,
    searcher: Searcher,
}

impl Runner {
    /// Searches and fetches the texts; gives the number of hits fetched.
    fn search(&mut self, query: &Query) -> Result<usize> {
        let compiled = query.compile(&self.fields, &mut self.analyzer)?;
        let best = TopDocs::with_limit(HITS).order_by_score();
        let hits = self.searcher.search(&compiled, &best)?;
        for &(_, address) in &hits {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let text = document.get_first(self.fields.text);
            black_box(text.and_then(|value| value.as_str()).map(str::len));
        }
        Ok(hits.len())
    }
}
