//! The run format of the TREC evaluations.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Answer, Format, sanitize};
use crate::model::By;

/// `QUERYID Q0 ID RANK SCORE claimdex`, in order of score.
///
/// An id that white space or a control character would break over columns has these
/// percent-encoded.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trec;

impl Format for Trec {
    fn write(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
        let response = answer.response;
        let mut run: Vec<(&str, usize, f32)> = match answer.by {
            By::Claim => {
                response.hits.iter().map(|h| (h.claim.id.as_str(), h.rank, h.score)).collect()
            }
            By::Article => {
                response.articles.iter().map(|h| (h.article.id.as_str(), h.rank, h.score)).collect()
            }
        };
        // Evaluation tools order by score whatever the rank says, so the two must agree.
        let first = run.first().map_or(1, |(_, rank, _)| *rank);
        run.sort_by(|a, b| b.2.total_cmp(&a.2));
        let query = column(answer.query_id.unwrap_or("1"));
        for (place, (id, _, score)) in run.into_iter().enumerate() {
            writeln!(out, "{query} Q0 {} {} {score} claimdex", column(id), first + place)?;
        }
        Ok(())
    }
}

fn column(id: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_whitespace() || sanitize::is_unsafe(c);
    if !id.contains(breaks) {
        return Cow::Borrowed(id);
    }
    let mut out = String::with_capacity(id.len() + 8);
    for c in id.chars() {
        if breaks(c) {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn ranks_claims_by_score() {
        let mut some = samples::chinese();
        some.score = 11.0;
        let response = samples::response(vec![samples::trade(), some]);
        insta::assert_snapshot!(samples::written(&Trec, &Answer::new(&response)), @"
        1 Q0 c3d4e5f60718293a.0a1b2c3d 1 11 claimdex
        1 Q0 9f2c41d07b3a5e68.4b1d09ce 2 7.25 claimdex
        ");
    }

    #[test]
    fn names_articles_and_keeps_to_six_columns() {
        let mut response = samples::by_article();
        let mut meta = (*response.articles[0].article).clone();
        meta.id = "annual report\t7".into();
        response.articles[0].article = meta.into();
        let answer = Answer { query_id: Some("q 1"), by: By::Article, ..Answer::new(&response) };
        insta::assert_snapshot!(samples::written(&Trec, &answer), @"q%201 Q0 annual%20report%097 1 9.5 claimdex");
    }
}
