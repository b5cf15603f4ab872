//! What a line of a text looks like by itself.

use crate::read::lines::{bullet, ends_closed};
use crate::read::source_line::{self, SourceLine};
use crate::read::{body, furniture, heading};
use crate::text::chars::{columns, is_closer, is_han_or_kana};
use crate::text::{citation, sentence};

/// The longest title, in columns.
pub(super) const TITLE: usize = 220;

/// What a line looks like by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    Label,
    Source(SourceLine),
    /// Short and without a stop: a title, a tag or a heading.
    Short,
    Body,
}

pub(super) fn kind(line: &str, last: bool, furnished: bool) -> Kind {
    if line.is_empty() {
        return Kind::Blank;
    }
    if furnished && furniture::is_label(line) {
        return Kind::Label;
    }
    let words = line.trim_start_matches("# ");
    if bullet(line).is_some() || line.starts_with(['|', '>', '`']) || words.starts_with('#') {
        return Kind::Body;
    }
    if let Some(found) = source_line::parse(line, last) {
        return Kind::Source(found);
    }
    if is_headed(words) {
        return Kind::Body;
    }
    kind_without_heading(words)
}

pub(super) fn kind_without_heading(words: &str) -> Kind {
    let credited = furniture::is_credit(words) || words.ends_with([':', '：']);
    let wordless = !words.chars().any(char::is_alphanumeric);
    if wordless || columns(words) > TITLE || credited || has_stop(words) || is_explicit(words) {
        return Kind::Body;
    }
    Kind::Short
}

/// Whether a line has a full stop or a citation; a title may ask or exclaim.
pub(super) fn has_stop(line: &str) -> bool {
    let cited = citation::is_in(line);
    // A title may ask or exclaim, and be quoted.
    let bare = line.trim_end_matches(is_closer);
    let stopped = ends_closed(line) && !bare.ends_with(['?', '!', '？', '！', '…']);
    let inner = sentence::ends(line);
    let inner = inner.iter().rev().skip(1).any(|end| line[..*end].ends_with(['.', '。']));
    cited || stopped || inner
}

/// Whether a line is a heading with its claim behind it: `Business Overview - Sales rose …`.
pub(super) fn is_headed(line: &str) -> bool {
    let Some(found) = heading::at(line, 0, line.len(), heading::Context::Open) else {
        return false;
    };
    if !found.separated {
        return false;
    }
    let rest = &line[found.next..];
    let is_lower = |word: &str| word.starts_with(char::is_lowercase);
    if rest.contains(" - ") {
        return rest.split_whitespace().filter(|word| is_lower(word)).nth(5).is_some();
    }
    let (mut words, mut lower) = (0, 0);
    for word in rest.split_whitespace() {
        words += 1;
        lower += usize::from(is_lower(word));
    }
    words >= 6 && lower * 2 >= words
}

/// Whether a line opens with a heading that needs no context.
pub(super) fn is_explicit(line: &str) -> bool {
    heading::at(line, 0, line.len(), heading::Context::Open).is_some_and(|found| {
        found.rank == heading::Rank::Top
            || found.rank == heading::Rank::Section && (line.starts_with('[') || found.separated)
            || line.starts_with("**") && found.separated
    })
}

/// Whether a bullet or a number opens a line, and more than a heading stands behind it.
pub(super) fn is_item(line: &str) -> bool {
    bullet(line).is_some()
        || body::counted(line).is_some_and(|words| {
            line[words..].split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count()
                > 3
        })
}

/// A lone word: a tag, a category, an author's short name.
pub(super) fn is_tag(line: &str) -> bool {
    let line = line.trim();
    let han = line.chars().any(is_han_or_kana);
    !line.contains(char::is_whitespace) && columns(line) <= if han { 12 } else { 16 }
}
