//! The layout of a news brief, flattened into one line.

use std::fmt::Write;

use crate::article::{Article, CORE_HEADING, Claim};

/// The body: core, then the numbered groups, each claim a bullet that ends in its citations.
pub(crate) fn body(article: &Article) -> String {
    let mut body = String::with_capacity(3000);
    let mut group = CORE_HEADING;
    let mut number = 0;
    for claim in &article.claims {
        if body.is_empty() {
            body.push_str(CORE_HEADING);
        } else if claim.group != group {
            number += 1;
            group = &claim.group;
            let _ = write!(body, " Group {number}: {group}");
        }
        body.push_str(" - ");
        push_claim(&mut body, claim);
    }
    body
}

/// The body with title and source line below, as a file carries it.
pub(crate) fn file(article: &Article) -> String {
    format!("{}\n{}\n{}·{}", body(article), article.title, article.source, article.published)
}

fn push_claim(body: &mut String, claim: &Claim) {
    body.push_str(&claim.text);
    body.push(' ');
    for citation in &claim.citations {
        let _ = write!(body, "[{citation}]");
    }
    body.push('.');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(group: &str, text: &str, citations: &[usize]) -> Claim {
        let (group, text) = (group.to_owned(), text.to_owned());
        Claim { group, text, entities: vec![], citations: citations.to_vec() }
    }

    #[test]
    fn a_brief_has_core_groups_and_citations() {
        let article = Article {
            id: "0".to_owned(),
            title: "Title".to_owned(),
            source: "Source".to_owned(),
            published: "2025-12-21 07:18".to_owned(),
            claims: vec![
                claim(CORE_HEADING, "One", &[2, 3]),
                claim("First", "Two", &[4]),
                claim("First", "Three", &[5]),
                claim("Second", "Four", &[6, 8]),
            ],
        };
        assert_eq!(
            file(&article),
            "Core Viewpoint - One [2][3]. Group 1: First - Two [4]. - Three [5]. \
             Group 2: Second - Four [6][8].\nTitle\nSource·2025-12-21 07:18"
        );
    }
}
