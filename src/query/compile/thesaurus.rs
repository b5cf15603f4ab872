//! Words for the same thing, in English and Chinese: what `关税` finds of tariffs, and `LPR` of the
//! loan prime rate.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::index::analyzer::{self, Role, Script};

/// One concept a line, its wordings with `|` between them; `#` starts a comment.
static LINES: &str = include_str!("../thesaurus.tsv");

/// The longest wording, in words or in Chinese characters.
pub(super) const LONGEST: usize = 8;

struct Thesaurus {
    concepts: Vec<Vec<&'static str>>,
    /// The concepts of a wording by its [`key`].
    by_key: HashMap<String, Vec<u32>>,
}

static THESAURUS: LazyLock<Thesaurus> = LazyLock::new(|| {
    let mut thesaurus = Thesaurus { concepts: Vec::new(), by_key: HashMap::new() };
    for line in LINES.lines().filter(|line| !line.starts_with('#')) {
        let wordings: Vec<&str> = line.split('|').map(str::trim).collect();
        let concept = thesaurus.concepts.len() as u32;
        for wording in wordings.iter().filter(|wording| !wording.is_empty()) {
            let concepts = thesaurus.by_key.entry(key(wording)).or_default();
            if concepts.last() != Some(&concept) {
                concepts.push(concept);
            }
        }
        thesaurus.concepts.push(wordings);
    }
    thesaurus
});

/// What is equal for wordings that differ in their endings only: the stems of the words; of Chinese
/// the characters.
pub(super) fn key(wording: &str) -> String {
    let mut key = String::with_capacity(wording.len());
    analyzer::analyze(wording, |token| {
        if token.role == Role::Whole {
            if token.script != Script::Han && !key.is_empty() {
                key.push(' ');
            }
            key.push_str(token.text);
        }
    });
    key
}

/// The other wordings of what a wording with this key says.
pub(super) fn others(wanted: &str) -> Vec<&'static str> {
    let thesaurus = &*THESAURUS;
    let mut others: Vec<&str> = Vec::new();
    for concept in thesaurus.by_key.get(wanted).into_iter().flatten() {
        for wording in &thesaurus.concepts[*concept as usize] {
            if key(wording) != wanted && !others.contains(wording) {
                others.push(wording);
            }
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_well_formed() {
        let mut seen = HashMap::new();
        for (at, line) in LINES.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let wordings: Vec<&str> = line.split('|').collect();
            assert!(wordings.len() > 1, "line {}: one wording", at + 1);
            for wording in wordings {
                assert_eq!(wording, wording.trim(), "line {}", at + 1);
                assert!(!key(wording).is_empty(), "line {}", at + 1);
                let before = seen.insert(wording, at + 1);
                assert_eq!(before, None, "{wording} on line {} too", at + 1);
            }
        }
    }

    #[test]
    fn either_language_finds_the_other() {
        assert!(others(&key("关税")).contains(&"tariff"));
        assert!(others(&key("Tariffs")).contains(&"关税"));
        assert_eq!(others("zzyzx"), Vec::<&str>::new());
    }
}
