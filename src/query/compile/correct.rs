//! Words that the index does not have: what was meant, of the words that it has.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use fst::Set;

use super::units::{Unit, Word};
use super::{Compiler, dictionary, filters};
use crate::index::analyzer::{self, Script};
use crate::model::{Correction, Span};

/// The stems of English words and of names: what is not among them may be misspelt.
static ENGLISH: LazyLock<Set<&[u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("english.fst");
    Set::new(bytes).expect("the embedded words are whole")
});

/// Shorter words are near to too many others.
const SHORTEST: usize = 4;
/// From this length on two letters may be wrong.
const LONG: usize = 8;

impl Compiler<'_> {
    /// Takes for units whose word no document has what was probably meant, and notes either.
    pub(super) fn corrected(
        &mut self,
        units: Vec<Unit>,
        span: Span,
        is_known: bool,
    ) -> tantivy::Result<Vec<Unit>> {
        let mut out = Vec::with_capacity(units.len());
        for unit in units {
            let Some(typed) = unit.typed.clone().filter(|_| !is_known) else {
                out.push(unit);
                continue;
            };
            if self.has_word(&typed)? {
                out.push(unit);
                continue;
            }
            let Some(meant) = self.meant(&typed)? else {
                if !self.plan.unmatched.contains(&typed.surface) {
                    self.plan.unmatched.push(typed.surface);
                }
                out.push(unit);
                continue;
            };
            let mut better = self.word(&meant, span, None)?;
            let ids: BTreeSet<String> = self.names_in_use(&meant)?;
            if !ids.is_empty() {
                better.iter_mut().for_each(|unit| self.or_named(unit, &ids));
            }
            out.extend(better);
            let correction = Correction { typed: typed.surface, used: meant, span };
            let again = |known: &Correction| known.typed == correction.typed;
            if !self.plan.corrections.iter().any(again) {
                self.plan.corrections.push(correction);
            }
        }
        Ok(out)
    }

    fn has_word(&self, typed: &Word) -> tantivy::Result<bool> {
        for (column, ..) in self.columns(None) {
            if dictionary::has(self.searcher, column, &typed.term)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The word of the index that is nearest to one that it does not have: of those equally near one
    /// that begins alike, then the most frequent.
    fn meant(&mut self, typed: &Word) -> tantivy::Result<Option<String>> {
        let length = typed.surface.chars().count();
        let plain = match typed.script {
            Script::Latin => !ENGLISH.contains(&typed.term),
            Script::Other => true,
            _ => false,
        };
        if !self.expands || !plain || length < SHORTEST || self.expansions >= super::MAX_EXPANSIONS
        {
            return Ok(None);
        }
        self.expansions += 1;
        let most: u8 = if length < LONG { 1 } else { 2 };
        let near = filters::near(self.searcher, self.schema, &typed.surface, most)?;
        let mut stems: BTreeSet<String> = BTreeSet::new();
        for word in &near {
            analyzer::analyze(word, |token| {
                if token.text != word {
                    stems.insert(token.text.to_owned());
                }
            });
        }
        let first = typed.surface.chars().next();
        let mut best = None;
        for word in near {
            let letters =
                word.chars().all(char::is_alphabetic) && word.chars().count() + 1 >= SHORTEST;
            // A stem is no word where the words that it stands for are near too.
            if !letters || stems.contains(&word) || analyzer::is_stop_word(&word) {
                continue;
            }
            let distance = strsim::osa_distance(&typed.surface, &word);
            let alike = word.chars().next() == first;
            if distance > usize::from(most) || distance > 1 && !alike {
                continue;
            }
            let mut term = String::new();
            analyzer::analyze(&word, |token| token.text.clone_into(&mut term));
            let frequency = dictionary::frequency(self.searcher, self.schema.text, &term)?;
            let rank = (distance, !alike, Reverse(frequency), word);
            if best.as_ref().is_none_or(|best| rank < *best) {
                best = Some(rank);
            }
        }
        Ok(best.map(|(.., word)| word))
    }
}
