//! The forms of a word: what a stemmer brings back together.

use crate::random::Random;

/// An ending and how often a word of its part of speech has it.
type Ending = (&'static str, f64);

const NOUN: &[Ending] =
    &[("s", 0.8), ("al", 0.15), ("ally", 0.1), ("less", 0.05), ("ful", 0.05), ("ist", 0.08)];

const VERB: &[Ending] = &[
    ("s", 0.75),
    ("ed", 0.85),
    ("ing", 0.85),
    ("er", 0.3),
    ("ers", 0.2),
    ("ation", 0.3),
    ("ations", 0.15),
    ("able", 0.15),
    ("ment", 0.08),
];

const ADJECTIVE: &[Ending] =
    &[("ly", 0.7), ("ness", 0.3), ("ity", 0.15), ("er", 0.1), ("est", 0.1), ("ism", 0.05)];

/// The root and some of its forms, the root first.
pub(crate) fn family(random: &mut Random, root: &str) -> Vec<String> {
    let endings = match random.below(10) {
        0..=4 => NOUN,
        5..=7 => VERB,
        _ => ADJECTIVE,
    };
    let mut forms = vec![root.to_owned()];
    for &(ending, probability) in endings {
        if random.chance(probability) {
            forms.push(with_ending(root, ending));
        }
    }
    forms
}

/// Joins root and ending as English spelling does: tries, changes, changing, boxes.
fn with_ending(root: &str, ending: &str) -> String {
    let vowel_follows = ending.starts_with(['a', 'e', 'i']);
    if ending == "s" {
        return if ends_in_consonant_y(root) {
            format!("{}ies", &root[..root.len() - 1])
        } else if root.ends_with(['s', 'x']) || root.ends_with("ch") || root.ends_with("sh") {
            format!("{root}es")
        } else {
            format!("{root}s")
        };
    }
    if root.ends_with('e') && vowel_follows {
        return format!("{}{ending}", &root[..root.len() - 1]);
    }
    if ends_in_consonant_y(root) && !ending.starts_with('i') {
        return format!("{}i{ending}", &root[..root.len() - 1]);
    }
    format!("{root}{ending}")
}

fn ends_in_consonant_y(root: &str) -> bool {
    let mut letters = root.chars().rev();
    letters.next() == Some('y')
        && letters.next().is_some_and(|c| !['a', 'e', 'i', 'o', 'u'].contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_follow_english_spelling() {
        for (root, ending, form) in [
            ("prend", "s", "prends"),
            ("party", "s", "parties"),
            ("march", "s", "marches"),
            ("change", "ing", "changing"),
            ("change", "ed", "changed"),
            ("carry", "ed", "carried"),
            ("carry", "ing", "carrying"),
            ("happy", "ness", "happiness"),
            ("form", "ation", "formation"),
            ("active", "ly", "actively"),
        ] {
            assert_eq!(with_ending(root, ending), form);
        }
    }

    #[test]
    fn a_family_opens_with_its_root() {
        let forms = family(&mut Random::new(2), "malent");
        assert_eq!(forms[0], "malent");
        assert!(forms.iter().all(|form| form.starts_with("malent")));
    }
}
