//! The things that claims name.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Span, Warning};

/// What sort of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A country or territory of ISO 3166.
    Country,
    /// A continent, a province, a sea, a mine: any other place that is no city.
    Region,
    /// A city or town.
    City,
    /// A company, a ministry, an association, a medium.
    Org,
    /// A person.
    Person,
    /// What is traded by its weight, volume or grade.
    Commodity,
    /// What is made under a name.
    Product,
    /// A summit, a war, a treaty, a fair.
    Event,
    /// A currency of ISO 4217, or a crypto-currency.
    Currency,
    /// An index of prices.
    Index,
}

impl EntityType {
    /// Every type, in order.
    pub const ALL: [Self; 10] = [
        Self::Country,
        Self::Region,
        Self::City,
        Self::Org,
        Self::Person,
        Self::Commodity,
        Self::Product,
        Self::Event,
        Self::Currency,
        Self::Index,
    ];

    /// The name used in ids, in JSON and in queries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::City => "city",
            Self::Org => "org",
            Self::Person => "person",
            Self::Commodity => "commodity",
            Self::Product => "product",
            Self::Event => "event",
            Self::Currency => "currency",
            Self::Index => "index",
        }
    }

    /// The type of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }

    /// The type that an id begins with: `country` of `country/KZ`.
    pub fn of_id(id: &str) -> Option<Self> {
        let (name, key) = id.split_once('/')?;
        Self::ALL.into_iter().find(|kind| kind.as_str() == name && !key.is_empty())
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A typed, canonical thing that a claim names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Type and key: `country/KZ`, `currency/USD`, `org/bank-of-japan`.
    pub id: Arc<str>,
    /// The display name.
    pub name: Arc<str>,
    /// The type.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Whether the claim names it by its capital alone: `Washington` for the United States.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub metonym: bool,
    /// Where the claim's text names it, in order.
    pub mentions: Vec<Span>,
}

/// The entities of some claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityList {
    /// The query as typed.
    pub query: String,
    /// The entities, the most frequent first.
    pub entities: Vec<EntitySummary>,
    /// How many there are in all.
    pub total: u64,
    /// What could not be understood of the query.
    pub warnings: Vec<Warning>,
}

/// An entity and how some claims name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntitySummary {
    /// Type and key.
    pub id: String,
    /// The display name.
    pub name: String,
    /// The type.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// How many claims name it.
    pub claims: u64,
    /// The first day on which an article that names it was published, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The last such day.
    pub last: Option<String>,
    /// The other names by which it is known.
    pub aliases: Vec<String>,
}
