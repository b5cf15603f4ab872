//! What a match in each field is worth: the one table of weights, each with the nDCG@10 that chose it.
//!
//! Measured with `cargo run --release --example relevance` on the repository's own collection
//! (`fixtures/relevance`, claims) and on public ones in the layout of BEIR (CACM, TIME, Climate-FEVER;
//! articles). Beyond the weights: no stop words in an article's length gained .005 on Climate-FEVER and
//! .018 on TIME; a word typed several times counts the square root of that number; one count for all
//! forms of a word gained .003 on CACM.

use tantivy::Score;
use tantivy::schema::Field as Column;

use super::Field;
use crate::index::{Granularity, Schema};

/// A word in the group's title, against one in the claim's text. Own collection: 0.2 .846, 0.3 .855,
/// 0.5 .855.
pub(super) const GROUP: Score = 0.3;
/// A word in the article's title, against one in the claim's text. Own collection: 0.2 .855, 0.3 .855,
/// 0.5 .856.
pub(super) const TITLE: Score = 0.3;
/// A word in an article's own title, besides the word in its text, which holds the title. CACM: 0 .49,
/// 0.1 .527, 0.2 .528, 0.25 .540; Climate-FEVER .367 to .373 for any of them.
pub(super) const HEADING: Score = 0.25;
/// An entity that the word names, called otherwise, against the word in the claim's text. Own collection:
/// .854 to .855 from 0.2 to 0.5.
pub(super) const ENTITY: Score = 0.3;
/// An entity that the title or the group names, called otherwise. Own collection: .855 from 0.05 to 0.2.
pub(super) const ABOUT: Score = 0.1;
/// Two words that follow each other as in the query, besides the words themselves. At 0, 0.06, 0.1: CACM
/// .524, .536, .540; Climate-FEVER .370, .372, .373; TIME .689, .678, .679.
pub(super) const PAIR: Score = 0.1;
/// Words that a hyphen joins, written as one, besides the words themselves. At 1, 0.5, 0.3, 0.1: CACM .537,
/// .536, .536, .541; Climate-FEVER .368, .371, .372, .373; TIME .676, .677, .677, .679.
pub(super) const JOINED: Score = 0.1;
/// The value of a figure that the words say, however it is written. Own collection: 2 .834, 3 .855, 5 .858.
pub(super) const FIGURE: Score = 4.0;
/// A value that rounds to the figure. Own collection: 0.5 .847, 1 .855, 2 .855.
pub(super) const ROUNDED: Score = 1.0;
/// A period within, around or overlapping the one that the words say. Own collection: .855 from 0.5 to 2.
pub(super) const PERIOD: Score = 1.0;
/// Other words of the same language or of another for what some words say. CACM .539 from 0.1 to 0.3;
/// TIME .677 from 0.1 to 0.3; own collection .855 from 0.2 to 0.5, .81 without.
pub(super) const SYNONYM: Score = 0.2;
/// Words of another language for a whole Chinese run. Own collection: .855 from 0.4 to 1.
pub(super) const TRANSLATION: Score = 0.7;
/// A word that begins as asked or is spelt nearly so.
pub(super) const EXPANDED: Score = 1.0;

/// The fields in which a word is looked for, with weights and names for explanations.
pub(super) fn columns(
    schema: &Schema,
    granularity: Granularity,
    field: Option<Field>,
) -> Vec<(Column, Score, &'static str)> {
    match (field, granularity) {
        (Some(Field::Text), _) => vec![(schema.text, 1.0, "the text")],
        (Some(Field::Group), _) => vec![(schema.group, 1.0, "the group")],
        (Some(Field::Title), _) => vec![(schema.title, 1.0, "the title")],
        (_, Granularity::Claim) => vec![
            (schema.text, 1.0, "the text"),
            (schema.group, GROUP, "the group"),
            (schema.title, TITLE, "the title"),
        ],
        (_, Granularity::Article) => {
            vec![(schema.text, 1.0, "the text"), (schema.title, HEADING, "the title")]
        }
    }
}
