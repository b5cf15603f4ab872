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
        insta::assert_snapshot!(samples::written(&Jsonl, &answer), @r#"{"query_id":"q7","rank":1,"score":7.25,"matched":"all","highlights":[[83,93]],"id":"9f2c41d07b3a5e68.4b1d09ce","kind":"claim","position":1,"text":"Trade between Japan and Central Asia is at an early stage, with Japan's exports to Kazakhstan put at around $5-6 billion, against some $44 billion for China","group":{"number":"3","title":"Challenges and Limitations"},"citations":[{"label":"6","resolved":null},{"label":"7","resolved":{"text":"Customs yearbook","url":"https://example.org/y"}}],"entities":[{"id":"country/KZ","name":"Kazakhstan","type":"country","mentions":[[83,93]]}],"quantities":[{"kind":"money","unit":"USD","min":5000000000.0,"max":6000000000.0,"approx":true,"bound":null,"per":null,"text":"$5-6 billion","mention":[108,120]}],"when":[{"from":"2025-12-19","to":"2025-12-20","bound":null,"text":"December 19-20","mention":[0,0]}],"span":[412,610],"line":1,"column":413,"page":null,"article":{"id":"9f2c41d07b3a5e68","title":"日本的中亚外交：期望与现实","source":"Morning Ledger","published":"2025-12-21T07:18","lang":"en","url":null,"path":"articles/a.txt","offset":0}}"#);
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
