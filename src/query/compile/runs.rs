//! Plain words that say something together: names, figures, dates, terms.

use std::collections::HashMap;

use crate::query::{Clause, Node, Occur};

/// What plain words that follow each other say together, by where each word starts: of the words from
/// a place on the most are taken for which `find`, given them and their number, says something.
pub(super) fn longest<T: Clone>(
    clauses: &[Clause],
    most: usize,
    mut find: impl FnMut(&str, usize) -> tantivy::Result<Option<T>>,
) -> tantivy::Result<HashMap<usize, T>> {
    let plain = |clause: &Clause| match &clause.node {
        Node::Word { text, span } if clause.occur != Occur::Not => Some((text.clone(), *span)),
        _ => None,
    };
    let mut said = HashMap::new();
    let mut at = 0;
    while at < clauses.len() {
        let words: Vec<_> = clauses[at..].iter().take(most).map_while(plain).collect();
        let mut taken = 1;
        for count in (1..=words.len()).rev() {
            let texts: Vec<&str> = words[..count].iter().map(|(text, _)| &**text).collect();
            if let Some(found) = find(&texts.join(" "), count)? {
                said.extend(words[..count].iter().map(|(_, span)| (span.start, found.clone())));
                taken = count;
                break;
            }
        }
        at += taken;
    }
    Ok(said)
}
