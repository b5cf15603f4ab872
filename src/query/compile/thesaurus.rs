//! Words for the same thing, in English and Chinese: what `关税` finds of tariffs, and `LPR` of the
//! loan prime rate.

use std::sync::LazyLock;

use fst::Map;

use crate::index::analyzer::{self, Role, Script};

/// One concept a line, its wordings with `|` between them; `#` starts a comment.
static LINES: &str = include_str!("../thesaurus.tsv");

/// The longest wording, in words or in Chinese characters.
pub(super) const LONGEST: usize = 8;

/// From the key of a wording, and a number behind [`APART`] where it has several, to where the line of
/// its concept starts. Made of the lines by the test below.
static STARTS: LazyLock<Map<&[u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("../thesaurus.fst");
    Map::new(bytes).expect("the embedded automaton is whole")
});

/// What stands in no key.
const APART: char = '\u{1}';

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
    let mut others: Vec<&str> = Vec::new();
    let starts = (0..).map_while(|nth| STARTS.get(format!("{wanted}{APART}{nth}")));
    for start in starts {
        let line = LINES[start as usize..].lines().next().unwrap_or_default();
        for wording in line.split('|') {
            if key(wording) != wanted && !others.contains(&wording) {
                others.push(wording);
            }
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use super::*;

    #[test]
    fn the_automaton_is_made_of_the_lines() {
        let mut starts: BTreeMap<String, u64> = BTreeMap::new();
        let mut start = 0;
        for line in LINES.split_inclusive('\n') {
            let wordings = line.trim_end().split('|').filter(|_| !line.starts_with('#'));
            let mut keys: Vec<String> = wordings.map(key).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let free = (0..).map(|nth| format!("{key}{APART}{nth}"));
                let free = free.into_iter().find(|key| !starts.contains_key(key));
                starts.insert(free.unwrap(), start);
            }
            start += line.len() as u64;
        }
        let mut map = fst::MapBuilder::memory();
        map.extend_iter(starts).unwrap();
        let bytes = map.into_inner().unwrap();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/query/thesaurus.fst");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(file, &bytes).unwrap();
        }
        let same = std::fs::read(file).unwrap() == bytes;
        assert!(same, "thesaurus.tsv changed: UPDATE_EXPECTED=1 cargo test thesaurus");
    }

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
