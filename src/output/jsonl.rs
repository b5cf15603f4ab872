//! The hits alone, one a line.

use std::io::{self, Write};

use serde::Serialize;

use super::{Answer, Format};
use crate::model::By;

/// One hit a line: a claim as JSON with its rank, score, match and highlights.
#[derive(Debug, Clone, Copy, Default)]
pub struct Jsonl;

#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    query_id: Option<&'a str>,
    #[serde(flatten)]
    hit: &'a T,
}

impl Format for Jsonl {
    fn write(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
        match answer.by {
            By::Claim => lines(answer.query_id, &answer.response.hits, out),
            By::Article => lines(answer.query_id, &answer.response.articles, out),
        }
    }
}

fn lines<T: Serialize>(query_id: Option<&str>, hits: &[T], out: &mut dyn Write) -> io::Result<()> {
    for hit in hits {
        serde_json::to_writer(&mut *out, &Line { query_id, hit })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn a_line_is_the_claim_of_the_contract_behind_rank_score_match_and_highlights() {
        let response = samples::response(vec![samples::trade()]);
        let answer = Answer { query_id: Some("q7"), ..Answer::new(&response) };
        insta::assert_snapshot!(samples::written(&Jsonl, &answer), @"");
    }

    #[test]
    fn by_article_a_line_is_an_article() {
        let response = samples::by_article();
        let answer = Answer { by: By::Article, ..Answer::new(&response) };
        let written = samples::written(&Jsonl, &answer);
        assert_eq!(written.lines().count(), 1);
        assert!(written.starts_with(r#"{"rank":1,"score":9.5,"matched":"all","article":{"id":"#));
        assert!(written.contains(r#""claims":[{"rank":1,"#));
    }
}
