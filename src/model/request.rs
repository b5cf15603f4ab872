//! What a search asks for.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{EntityType, Kind};

/// A search with everything that shapes its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Request {
    /// The query as typed.
    pub query: String,
    /// Take the query as plain words: no operators, fields or quotes.
    pub plain: bool,
    /// Make what a query's warnings would say an error.
    pub strict: bool,
    /// Turn every expansion off.
    pub exact: bool,
    /// What a hit is.
    pub by: By,
    /// How many hits to return.
    pub limit: usize,
    /// How many hits to pass over.
    pub offset: usize,
    /// The order of hits.
    pub sort: Sort,
    /// What hits must be like besides matching the query.
    pub filters: Filters,
    /// What to count hits by.
    pub facets: Vec<FacetField>,
    /// Say how each score came about.
    pub explain: bool,
    /// Leave the hits out: total and facets only.
    pub count: bool,
    /// Rank by score alone, not what matches every word first; articles always are.
    pub by_score: bool,
    /// Complete the last word, as it is not typed to its end.
    pub prefix: bool,
    /// The days after which an article counts half as much as the newest one of the index.
    pub recency_days: Option<f64>,
    /// Tell the same claim in several articles as one hit; not where hits are ranked by score alone.
    pub collapse: bool,
    /// How many claims to show under each article.
    pub claims_per_article: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            query: String::new(),
            plain: false,
            strict: false,
            exact: false,
            by: By::Claim,
            limit: 10,
            offset: 0,
            sort: Sort::Relevance,
            filters: Filters::default(),
            facets: Vec::new(),
            explain: false,
            count: false,
            by_score: false,
            prefix: false,
            recency_days: None,
            collapse: true,
            claims_per_article: 3,
        }
    }
}

impl Request {
    /// A search for `query` with the usual settings.
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: query.into(), ..Self::default() }
    }
}

/// What hits must be like besides matching the query; within a list any one is enough.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Words of the group's title.
    pub groups: Vec<String>,
    /// The source, in any case.
    pub sources: Vec<String>,
    /// The first day of publication, `YYYY[-MM[-DD]]`.
    pub since: Option<String>,
    /// The last day of publication, `YYYY[-MM[-DD]]`.
    pub until: Option<String>,
    /// Kinds of claim.
    pub kinds: Vec<Kind>,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name used in JSON and on the command line.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

impl FacetField {
    /// The type of entity that is counted, where it is one type.
    pub fn entity_type(self) -> Option<EntityType> {
        EntityType::from_name(self.as_str())
    }
}

named! {
    /// What a hit is.
    By {
        /// A claim.
        Claim = "claim",
        /// An article, with its best claims.
        Article = "article",
    }
}

named! {
    /// The order of hits.
    Sort {
        /// The best match first.
        Relevance = "relevance",
        /// The latest publication first; unknown last.
        Newest = "newest",
        /// The earliest publication first; unknown last.
        Oldest = "oldest",
    }
}

named! {
    /// What hits can be counted by.
    FacetField {
        /// The title of the group.
        Group = "group",
        /// The source of the article.
        Source = "source",
        /// The month of publication.
        Month = "month",
        /// The kind of claim.
        Kind = "kind",
        /// The language of the article.
        Lang = "lang",
        /// The things that claims name.
        Entity = "entity",
        /// The countries that claims name.
        Country = "country",
        /// The regions.
        Region = "region",
        /// The cities.
        City = "city",
        /// The organisations.
        Org = "org",
        /// The persons.
        Person = "person",
        /// The commodities.
        Commodity = "commodity",
        /// The products.
        Product = "product",
        /// The events.
        Event = "event",
        /// The currencies.
        Currency = "currency",
        /// The indices of prices.
        Index = "index",
    }
}
