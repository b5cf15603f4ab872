//! A page's characters as fragments: pieces of a line without a wide gap.

use std::collections::HashMap;

use super::glyphs::{Glyph, Sheet};
use super::words;

/// A gap of this many ems parts cells and columns, not words.
const PART: f64 = 0.75;
/// A gap of this many ems is a space.
const SPACE: f64 = 0.13;

#[derive(Debug, Clone)]
pub(super) struct Fragment {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The baseline.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Characters in bold, and all.
    pub(super) bold: usize,
    pub(super) chars: usize,
}

impl Fragment {
    pub(super) fn is_bold(&self) -> bool {
        self.bold * 10 >= self.chars * 9
    }
}

#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) fragments: Vec<Fragment>,
    pub(super) height: f64,
}

impl Layout {
    pub(super) fn new(sheet: &Sheet) -> Layout {
        let mut runs = runs(&sheet.glyphs);
        runs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut fragments = attach(runs);
        for fragment in &mut fragments {
            fragment.text = words::notes(fragment.text.trim());
        }
        fragments.retain(|f| !f.text.is_empty());
        fragments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
        Layout { fragments: once(fragments), height: sheet.height }
    }
}

/// Characters that follow each other on one baseline, as drawn.
fn runs(glyphs: &[Glyph]) -> Vec<Fragment> {
    let mut runs: Vec<Fragment> = Vec::new();
    // The last character's left edge, and whether a space has been seen since.
    let (mut last, mut spaced) = (0.0, false);
    for glyph in glyphs {
        let text = words::plain(&glyph.text);
        if text.trim().is_empty() {
            spaced = true;
            continue;
        }
        let chars = text.chars().count();
        if let Some(run) = runs.last_mut() {
            let gap = (glyph.x - run.x1) / glyph.size;
            let level = (glyph.y - run.y).abs() < 0.05 * run.size
                && (glyph.size - run.size).abs() < 0.1 * run.size;
            // The next letter drawn over an accent takes it.
            let near = (glyph.y - run.y).abs() < 0.5 * run.size;
            if near
                && glyph.x < run.x1 - 0.1 * glyph.size
                && glyph.x > last - 0.6 * glyph.size
                && let Some((at, accent)) = run.text.char_indices().last()
                && let Some(both) = words::compose(&accent.to_string(), &text)
            {
                run.text.truncate(at);
                run.text.push_str(&both);
                run.x1 = run.x1.max(glyph.x + glyph.width);
                (last, spaced) = (glyph.x, false);
                continue;
            }
            if level && gap < PART && gap > -0.6 && glyph.x >= last {
                words::push(&mut run.text, &text, spaced || gap > SPACE);
                run.x1 = run.x1.max(glyph.x + glyph.width);
                run.chars += chars;
                run.bold += if glyph.bold { chars } else { 0 };
                (last, spaced) = (glyph.x, false);
                continue;
            }
        }
        runs.push(Fragment {
            text,
            x0: glyph.x,
            x1: glyph.x + glyph.width,
            y: glyph.y,
            size: glyph.size,
            bold: if glyph.bold { chars } else { 0 },
            chars,
        });
        (last, spaced) = (glyph.x, false);
    }
    runs
}

/// Puts runs together that stand side by side, whatever order they were drawn in. `runs` come
/// from left to right, so that each can only continue what is already there.
fn attach(runs: Vec<Fragment>) -> Vec<Fragment> {
    const BAND: f64 = 8.0;
    let mut bands: HashMap<i64, Vec<usize>> = HashMap::new();
    let mut done: Vec<Fragment> = Vec::new();
    for run in runs {
        let reach = (run.size * 0.7).clamp(BAND, 60.0);
        let (low, high) = (((run.y - reach) / BAND) as i64, ((run.y + reach) / BAND) as i64);
        let best = (low..=high)
            // The end of a band holds the rightmost fragments, the only ones within reach.
            .flat_map(|band| {
                bands.get(&band).into_iter().flat_map(|list| list.iter().rev().take(40))
            })
            .copied()
            .filter_map(|at| fit(&done[at], &run).map(|cost| (at, cost)))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((at, _)) => merge(&mut done[at], &run),
            None => {
                bands.entry((run.y / BAND) as i64).or_default().push(done.len());
                done.push(run);
            }
        }
    }
    done
}

/// How badly a run fits at a fragment's end, if it may stand there at all.
fn fit(fragment: &Fragment, run: &Fragment) -> Option<f64> {
    let large = fragment.size.max(run.size);
    let gap = (run.x0 - fragment.x1) / large;
    let shift = (run.y - fragment.y).abs() / large;
    let script = run.size.min(fragment.size) < 0.85 * large;
    // A letter or two set lower or higher, as in a logo.
    let odd = run.chars <= 2 && shift < 0.3 && gap < 0.1;
    let near = gap > if script { -0.45 } else { -0.35 } && gap < if script { 0.35 } else { PART };
    let level = shift < 0.12 || (script && shift < 0.6) || odd;
    (near && level).then_some(gap.abs() + 3.0 * shift)
}

fn merge(fragment: &mut Fragment, run: &Fragment) {
    let gap = (run.x0 - fragment.x1) / run.size.max(fragment.size) > SPACE;
    let small = run.size < 0.85 * fragment.size && run.y < fragment.y - 0.12 * fragment.size;
    let first_small = fragment.size < 0.85 * run.size && fragment.y < run.y - 0.12 * run.size;
    if small && words::is_note(&run.text) {
        let note = words::raised(&fragment.text, &run.text);
        fragment.text.push_str(&note);
    } else if first_small && words::is_note(&fragment.text) {
        fragment.text = words::raised("", &fragment.text) + &run.text;
    } else {
        words::push(&mut fragment.text, &run.text, gap);
    }
    if run.size > fragment.size {
        (fragment.size, fragment.y) = (run.size, run.y);
    }
    fragment.x1 = fragment.x1.max(run.x1);
    fragment.chars += run.chars;
    fragment.bold += run.bold;
}

/// Drops text that is drawn a second time for a shadow or a false bold.
fn once(fragments: Vec<Fragment>) -> Vec<Fragment> {
    let mut kept: Vec<Fragment> = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        let again = kept.iter().rev().take(8).any(|other| {
            other.text == fragment.text
                && (other.x0 - fragment.x0).abs() < 2.0
                && (other.y - fragment.y).abs() < 2.0
        });
        if !again {
            kept.push(fragment);
        }
    }
    kept
}
