//! Figures and dates among plain words: `$3.7bn` also finds `3.7 billion dollars`, `Q3 2025` what is
//! said of that quarter in any words.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::Term;

use super::tags::{nearly, same_unit};
use super::units::Unit;
use super::{Compiler, runs, weights};
use crate::index::{Schema, buckets};
use crate::model::Label;
use crate::query::Clause;
use crate::query::matching::{Reach, Tree, Values, Wanted};
use crate::tag::ask;

/// The most words of a figure or a date.
const LONGEST: usize = 4;

/// What a figure or a date among plain words also finds.
#[derive(Clone)]
pub(super) struct Said {
    query: Tree,
    what: &'static str,
    /// How many words say it.
    words: usize,
}

impl Compiler<'_> {
    /// The figures and dates that plain words of a query say, by where each word starts.
    pub(super) fn said(&self, clauses: &[Clause]) -> tantivy::Result<HashMap<usize, Said>> {
        if !self.expands {
            return Ok(HashMap::new());
        }
        runs::longest(clauses, LONGEST, |text, words| {
            let found = self.figure_of(text).or_else(|| self.period_of(text));
            Ok(found.map(|(query, what)| Said { query, what, words }))
        })
    }

    fn figure_of(&self, text: &str) -> Option<(Tree, &'static str)> {
        let digits = text.bytes().any(|byte| byte.is_ascii_digit());
        // A number alone may be a year, a rank, a name.
        let more = text.chars().any(|c| c.is_alphabetic() || "%％$€£¥￥".contains(c));
        if !digits || !more {
            return None;
        }
        let figure = ask::figure(text)?;
        let (kind, unit) = (figure.kind.clone(), figure.unit.clone());
        let wanted = move |key: &str| {
            let (of, its) = Schema::kind_and_unit(key);
            let is = |asked: &Option<Label>, has: &str| {
                asked.as_deref().is_none_or(|asked| same_unit(has, asked))
            };
            is(&kind, of) && is(&unit, its)
        };
        let wanted: Wanted = Arc::new(wanted);
        let within = |low: f64, high: f64| {
            let terms = buckets::figures(low, high)?;
            let figure = |term| Term::from_field_text(self.schema.figure, term);
            let terms = terms.iter().map(|term| figure(term));
            let by = self.quantity(Arc::clone(&wanted), Reach::within(Some(low), Some(high)));
            Some(self.tagged(sifted(Tree::terms(terms), by), false))
        };
        let exact = within(figure.min - nearly(figure.min), figure.max + nearly(figure.max))?;
        let mut either = vec![exact.boosted(weights::FIGURE)];
        if let Some(half) = rounding(text, figure.min).filter(|_| figure.min >= figure.max) {
            let rounded = within(figure.min - half, figure.max + half);
            either.extend(rounded.map(|query| query.boosted(weights::ROUNDED)));
        }
        Some((Tree::any(either), "the figure"))
    }

    fn period_of(&self, text: &str) -> Option<(Tree, &'static str)> {
        // A year alone is a word.
        if text.len() <= 4 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (first, last) = ask::period(text)?;
        let months = buckets::months(first, last)?;
        let term =
            |month: buckets::Month| Term::from_field_text(self.schema.month, &month.to_string());
        let terms = months.map(term);
        let by = self.overlapping(Some(first), Some(last));
        let said = self.tagged(sifted(Tree::terms(terms), by), false);
        Some((said.boosted(weights::PERIOD), "the date"))
    }
}

/// Those of some documents that hold a value.
fn sifted(among: Tree, by: Values) -> Tree {
    Tree::all(vec![among.unscored(), Tree::holding(by)])
}

impl Unit {
    /// Lets it also find what says the figure or the date that its word is a part of.
    pub(super) fn or_said(&mut self, said: &Said) {
        let query = said.query.clone().boosted(1.0 / said.words as f32);
        self.or(query, said.what);
    }
}

/// Half of what the last digit of a figure stands for: `9.3bn` may be 9,250 to 9,350 million. `None`
/// for one digit, which says too little.
fn rounding(text: &str, value: f64) -> Option<f64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c))).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['.', ',']).replace(',', "");
    let telling = number.trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let typed: f64 = number.parse().ok()?;
    (telling >= 2 && typed > 0.0)
        .then(|| 0.5 * 10_f64.powi(-(decimals as i32)) * (value / typed).abs())
}

#[cfg(test)]
mod tests {
    use super::rounding;

    #[test]
    fn the_last_digit_tells_how_a_figure_was_rounded() {
        assert_eq!(rounding("$9.3bn", 9.3e9), Some(0.05e9));
        assert_eq!(rounding("26%", 26.0), Some(0.5));
        assert_eq!(rounding("5bn", 5e9), None);
        assert_eq!(rounding("0.5%", 0.5), None);
        assert_eq!(rounding("1,200 tonnes", 1200.0), Some(0.5));
    }
}
