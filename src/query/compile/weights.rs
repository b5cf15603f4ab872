//! What a match in each field is worth: the one table of weights.

use tantivy::Score;
use tantivy::schema::Field as Column;

use super::Field;
use crate::index::{Granularity, Schema};

/// A word in the group's title, against one in the claim's text.
pub(super) const GROUP: Score = 0.3;
/// A word in the article's title, against one in the claim's text.
pub(super) const TITLE: Score = 0.3;
/// A word in an article's own title, against one in its text.
pub(super) const HEADING: Score = 0.25;
/// An entity that the word names, called otherwise, against the word in the claim's text.
pub(super) const ENTITY: Score = 0.3;
/// An entity that the title or the group names, called otherwise.
pub(super) const ABOUT: Score = 0.1;
/// Two words that follow each other as in the query, besides the words themselves.
pub(super) const PAIR: Score = 0.1;
/// Words that a hyphen joins, written as one, besides the words themselves.
pub(super) const JOINED: Score = 0.1;
/// The value of a figure that the words say, however it is written.
pub(super) const FIGURE: Score = 3.0;
/// A value that rounds to the figure.
pub(super) const ROUNDED: Score = 1.0;
/// A period within, around or overlapping the one that the words say.
pub(super) const PERIOD: Score = 1.0;
/// Other words of the same language or of another for what some words say.
pub(super) const SYNONYM: Score = 0.3;
/// Words of another language for a whole Chinese run.
pub(super) const TRANSLATION: Score = 0.7;
/// A word that begins as asked or is spelt nearly so.
pub(super) const EXPANDED: Score = 1.0;

/// The fields in which a word is looked for, with weights and names for explanations.
pub(super) fn columns(
    schema: &Schema,
    granularity: Granularity,
    field: Option<Field>,
) -> Vec<(Column, Score, &'static str)> {
    match (granularity, field) {
        (Granularity::Claim, Some(Field::Text)) => vec![(schema.text, 1.0, "the text")],
        (Granularity::Claim, Some(Field::Group)) => vec![(schema.group, 1.0, "the group")],
        (Granularity::Claim, Some(Field::Title)) => vec![(schema.title, 1.0, "the title")],
        (Granularity::Claim, _) => vec![
            (schema.text, 1.0, "the text"),
            (schema.group, GROUP, "the group"),
            (schema.title, TITLE, "the title"),
        ],
        (Granularity::Article, Some(Field::Title)) => vec![(schema.heading, 1.0, "the title")],
        (Granularity::Article, Some(Field::Text | Field::Group)) => {
            vec![(schema.body, 1.0, "the text")]
        }
        (Granularity::Article, _) => {
            vec![(schema.body, 1.0, "the text"), (schema.heading, HEADING, "the title")]
        }
    }
}
