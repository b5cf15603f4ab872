//! A claim: one citable assertion.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ArticleMeta, Entity, Group, Quantity, Span, When};

/// What sort of claim it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It stands in the article's core viewpoint.
    Core,
    /// A bullet or a sentence.
    Claim,
    /// A data row of a table, with the heads of its columns.
    Row,
    /// The title of an article that has no body.
    Title,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::Core, Self::Claim, Self::Row, Self::Title];

    /// The name used in JSON and in queries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Claim => "claim",
            Self::Row => "row",
            Self::Title => "title",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A citation marker on a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// What stands in the marker: `2` of `[2]`.
    pub label: String,
    /// What it points to, where the article carries that.
    pub resolved: Option<Reference>,
}

/// What a resolved citation points to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The entry's words.
    pub text: String,
    /// The entry's link.
    pub url: Option<String>,
}

/// One citable assertion with its tags and its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The article's id, a dot and 8 hexadecimal digits.
    pub id: String,
    /// What sort of claim it is.
    pub kind: Kind,
    /// Its place in the article, from 0.
    pub position: u32,
    /// Its words, without citation markers.
    pub text: String,
    /// The innermost heading above it.
    pub group: Option<Arc<Group>>,
    /// Its citation markers, in the order written.
    pub citations: Vec<Citation>,
    /// The things that it names.
    pub entities: Vec<Entity>,
    /// The figures that it gives.
    pub quantities: Vec<Quantity>,
    /// The dates that it speaks of.
    pub when: Vec<When>,
    /// Where it stands in the article's stored text.
    pub span: Span,
    /// Its line in the file, from 1.
    pub line: Option<u32>,
    /// Its column in the file, from 1, in characters.
    pub column: Option<u32>,
    /// Its page, where the format has pages.
    pub page: Option<u32>,
    /// The article that it stands in.
    pub article: Arc<ArticleMeta>,
}
