//! What a claim is tagged with.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Span;

/// A word of a fixed notation: few are not known beforehand.
pub type Label = Cow<'static, str>;

/// A normalised number with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// `money`, `percent`, `count` or `multiple`.
    pub kind: Label,
    /// A currency by ISO 4217, or a unit's English singular.
    pub unit: Option<Label>,
    /// The least value.
    pub min: f64,
    /// The greatest value; equal to `min` where no range is given.
    pub max: f64,
    /// Whether the text says about, nearly, some.
    pub approx: bool,
    /// `over` or `under` where the text says so.
    pub bound: Option<Label>,
    /// What a rate is per.
    pub per: Option<Label>,
    /// The words.
    pub text: String,
    /// Where they stand in the claim's text.
    pub mention: Span,
}

/// A normalised date or range of dates that a claim speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The first day, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// The last day, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// A duration in ISO 8601, where the text gives one instead of days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    /// `since` or `by` where the text says so.
    pub bound: Option<Label>,
    /// The words.
    pub text: String,
    /// Where they stand in the claim's text.
    pub mention: Span,
}
