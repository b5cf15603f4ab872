//! The plain types that everything else speaks in.
//!
//! They are the public contract: what `claimdex split` prints, what a hit carries and what an
//! index stores are these types through serde. Nothing here does work beyond parsing its own
//! notation, and nothing here names another module of the crate.

mod article;
mod claim;
mod entity;
mod ledger;
mod published;
mod request;
mod response;
mod span;
mod tags;

pub use article::{Article, ArticleMeta, Block, BlockKind, Group, MAX_ID_BYTES, Table};
pub use claim::{Citation, Claim, Kind, Reference};
pub use entity::{Entity, EntityList, EntitySummary, EntityType};
pub use ledger::Ledger;
pub use published::{Published, civil_from_days, days_from_civil};
pub use request::{By, FacetField, Filters, Request, Sort};
pub use response::{
    AlsoIn, ArticleHit, Correction, Explanation, Facet, FacetCount, Hit, Matched, Response, Warning,
};
pub use span::Span;
pub use tags::{Label, Quantity, When};
