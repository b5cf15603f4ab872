//! Articles and claims as JSON lines.

use crate::article::{Article, Claim};
use crate::brief;

/// One line: the article with its body as text.
pub(crate) fn article(article: &Article) -> String {
    format!(
        "{{\"id\":{},\"title\":{},\"source\":{},\"published\":{},\"text\":{}}}\n",
        quoted(&article.id),
        quoted(&article.title),
        quoted(&article.source),
        quoted(&article.published),
        quoted(&brief::body(article)),
    )
}

/// One line a claim: what splitting and tagging the article ought to give.
pub(crate) fn claims(article: &Article) -> String {
    article
        .claims
        .iter()
        .enumerate()
        .map(|(place, claim)| self::claim(article, place, claim))
        .collect()
}

fn claim(article: &Article, place: usize, claim: &Claim) -> String {
    let entities: Vec<String> = claim.entities.iter().map(|name| quoted(name)).collect();
    let citations: Vec<String> = claim.citations.iter().map(usize::to_string).collect();
    format!(
        "{{\"id\":\"{id}#{place}\",\"article\":\"{id}\",\"group\":{},\"text\":{},\
         \"entities\":[{}],\"citations\":[{}],\"source\":{},\"published\":\"{}:00Z\"}}\n",
        quoted(&claim.group),
        quoted(&claim.text),
        entities.join(","),
        citations.join(","),
        quoted(&article.source),
        article.published.replace(' ', "T"),
        id = article.id,
    )
}

/// A JSON string; the corpus has no control characters but the line feed.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    /// FNV-1a, whose values no library changes.
    fn hash(bytes: &[u8]) -> u64 {
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }

    #[test]
    fn the_first_hundred_articles_never_change() {
        let vocabulary = Vocabulary::new();
        let articles = (0..100).map(|number| Article::new(&vocabulary, number));
        let lines: String = articles.map(|made| article(&made)).collect();
        assert_eq!(format!("{:016x}", hash(lines.as_bytes())), "ec1686e4dd26b377");
    }

    #[test]
    fn the_claims_are_those_inside_the_article() {
        let vocabulary = Vocabulary::new();
        for number in 0..100 {
            let made = Article::new(&vocabulary, number);
            let line = article(&made);
            let mut rest = line.as_str();
            let mut count = 0;
            for claim in claims(&made).lines() {
                let text = between(claim, "\"text\":\"", "\",\"entities\":");
                let at = rest.find(&format!(" - {text} [")).expect("the claim is a bullet");
                rest = &rest[at + 3 + text.len()..];
                count += 1;
            }
            assert_eq!(line.matches(" - ").count(), count);
        }
    }

    fn between<'a>(line: &'a str, start: &str, end: &str) -> &'a str {
        let (_, rest) = line.split_once(start).expect("the field is there");
        rest.split_once(end).expect("the field ends").0
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(quoted("a \"b\" \\ c\nd"), r#""a \"b\" \\ c\nd""#);
    }
}
