//! Made-up names of people and places.

use std::collections::HashSet;

use crate::random::Random;
use crate::syllables::{is_decent, open_syllables};

const COUNT: usize = 20_000;

#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "son", "berg", "ford", "ton", "ville", "ia", "ini", "escu", "ova", "ski", "ez", "ak", "nen",
    "gard", "mund", "lin", "do", "ra", "ka", "li", "na", "ro", "to", "ya", "shi", "wan", "stan",
    "holm", "field", "burg",
];

/// Proper names in random order, none twice.
pub(crate) fn names(random: &mut Random) -> Vec<String> {
    let mut known = HashSet::new();
    let mut names = Vec::with_capacity(COUNT);
    while names.len() < COUNT {
        let syllables = 1 + random.below(2);
        let name = open_syllables(random, syllables) + random.choose(ENDINGS);
        if name.len() > 3 && is_decent(&name) && known.insert(name.clone()) {
            names.push(capitalised(&name));
        }
    }
    names
}

/// The word with its first letter in upper case.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_many_and_capitalised() {
        let names = names(&mut Random::new(9));
        assert_eq!(names.len(), COUNT);
        assert!(names.iter().all(|name| name.starts_with(|c: char| c.is_ascii_uppercase())));
    }

    #[test]
    fn capitals_leave_the_rest_alone() {
        assert_eq!(capitalised("iPhone maker"), "IPhone maker");
        assert_eq!(capitalised(""), "");
    }
}
