//! What a query says, before anything is looked up.

use super::Field;
use crate::model::{Span, Warning};

/// A query that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What was understood; without clauses where nothing is searched for.
    pub root: Group,
    /// What was not understood or was read in another way than typed, in order of place.
    pub warnings: Vec<Warning>,
}

impl Query {
    /// Makes a prefix of the last word of a query of this length, unless it was ended.
    pub(crate) fn complete_last(&mut self, length: usize) {
        let Some(Clause { occur, node }) = self.root.clauses.last_mut() else { return };
        if let Node::Word { text, span } = node
            && span.end == length
            && *occur != Occur::Not
            && text.chars().next_back().is_some_and(char::is_alphanumeric)
        {
            *node = Node::Prefix { text: std::mem::take(text), span: *span };
        }
    }
}

/// Clauses beside each other, in the order typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// A part of a query and how much it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// How much it is wanted.
    pub occur: Occur,
    /// The part; never a [`Node::And`] or [`Node::Not`] unless `occur` is [`Occur::Not`], where it
    /// may be a [`Node::And`].
    pub node: Node,
}

/// How much a clause is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occur {
    /// A plain word or group: claims that have it come first.
    Wanted,
    /// `+`, or a side of `AND`: every hit has it.
    Must,
    /// `-` or `NOT`: no hit has it.
    Not,
}

/// A part of a query.
///
/// Texts are as typed: folding and splitting into terms is the analyser's work. A text may hold
/// punctuation (`C++`, `AT&T`), and nothing but punctuation (`-`, `&`): it then asks for nothing.
/// Spans are bytes of the query and cover everything typed for the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word, or a value of a field.
    Word {
        /// The word.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `"words in order"`, or near each other: `"words"~5`.
    Phrase {
        /// What stands between the quotes, without white space at its ends.
        text: String,
        /// How many places the words may be moved in all.
        slop: Option<u32>,
        /// Where it stands, with quotes and slop.
        span: Span,
    },
    /// `pre*`: words that begin so.
    Prefix {
        /// The beginning, without the `*`.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `word~`, `word~1`, `word~2`: words spelt nearly so.
    Fuzzy {
        /// The word, without the `~`.
        text: String,
        /// The number of edits allowed, at most 2; `None` leaves the choice to the search.
        distance: Option<u8>,
        /// Where it stands.
        span: Span,
    },
    /// `field:value`, `field:"a phrase"`, `field:(a OR b)`. Of fields within each other the
    /// innermost holds.
    Field {
        /// The field.
        field: Field,
        /// Its value or values.
        node: Box<Node>,
        /// Where it stands, from the name on.
        span: Span,
    },
    /// `field:>=x`, `field:a..b`, `field:[a TO b]`, `field:{a TO b}`.
    Range {
        /// The field, one that [takes ranges](Field::takes_ranges).
        field: Field,
        /// The range.
        range: Range,
        /// Where it stands.
        span: Span,
    },
    /// Any of these, two or more.
    Or(Vec<Node>),
    /// All of these, two or more.
    And(Vec<Node>),
    /// Clauses in parentheses.
    Group(Group),
    /// Anything but this.
    Not(Box<Node>),
}

/// A range of values; at least one end is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Range {
    /// What stood before the last colon: `USD` of `money:USD:5bn..6bn`.
    pub prefix: Option<String>,
    /// The lower end.
    pub min: Option<Bound>,
    /// The upper end.
    pub max: Option<Bound>,
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The value as typed.
    pub text: String,
    /// Whether the value itself is in the range.
    pub inclusive: bool,
}

impl Node {
    /// Where it stands in the query, without the parentheses and signs around it.
    pub fn span(&self) -> Span {
        match self {
            Self::Word { span, .. }
            | Self::Phrase { span, .. }
            | Self::Prefix { span, .. }
            | Self::Fuzzy { span, .. }
            | Self::Field { span, .. }
            | Self::Range { span, .. } => *span,
            Self::Not(node) => node.span(),
            Self::Or(nodes) | Self::And(nodes) => ends(nodes.first(), nodes.last()),
            Self::Group(group) => {
                let node = |clause: Option<&'_ Clause>| clause.map(|c| c.node.span());
                let (first, last) = (node(group.clauses.first()), node(group.clauses.last()));
                Span::new(first.map_or(0, |s| s.start), last.map_or(0, |s| s.end))
            }
        }
    }
}

fn ends(first: Option<&Node>, last: Option<&Node>) -> Span {
    Span::new(first.map_or(0, |n| n.span().start), last.map_or(0, |n| n.span().end))
}
