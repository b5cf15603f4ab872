//! Everything that is known by name: a user's own entities before those that come with the
//! program.

use std::sync::Arc;

use super::gazetteer::{Flags, Gazetteer, Record, slug};
use super::own;
use crate::error::Result;
use crate::model::EntityType;

/// A user's own entities and those that come with the program.
///
/// ```
/// use claimdex::tag::Names;
///
/// let names = Names::default();
/// assert_eq!(names.ids("kazakh"), ["country/KZ"]);
/// assert_eq!(names.ids("日本"), ["country/JP"]);
///
/// let own = r#"
///     [[entity]]
///     type = "org"
///     name = "Tengri Copper"
///     aliases = ["天力铜业"]
/// "#;
/// let names = Names::of_own("own.toml", own)?;
/// assert_eq!(names.ids("天力铜业"), ["org/tengri-copper"]);
/// # Ok::<(), claimdex::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Names {
    own: Option<Arc<Gazetteer>>,
    version: u64,
}

impl Names {
    /// With the entities of a TOML text; errors name its `file` and their line.
    pub fn of_own(file: &str, text: &str) -> Result<Self> {
        let hash = blake3::hash(text.as_bytes());
        let version = u64::from_le_bytes(std::array::from_fn(|at| hash.as_bytes()[at]));
        Ok(Self { own: Some(Arc::new(own::read(file, text)?)), version })
    }

    /// A number that differs where the user's own entities do.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The user's own.
    pub(super) fn own(&self) -> Option<&Gazetteer> {
        self.own.as_deref()
    }

    fn books(&self) -> impl Iterator<Item = &Gazetteer> {
        self.own.as_deref().into_iter().chain(std::iter::once(Gazetteer::builtin()))
    }

    /// The ids of the entities that go by this name in any wording or language, whatever its case,
    /// the likeliest first.
    pub fn ids(&self, name: &str) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for book in self.books() {
            // A name of the user's own, or one that they forbid, hides what is built in.
            let (known, found) = book.by_alias(name);
            for record in found {
                let id = record.id();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            if known {
                break;
            }
        }
        ids
    }

    /// The entity with this id.
    pub fn by_id(&self, id: &str) -> Option<Record<'_>> {
        self.books().find_map(|book| book.by_id(id))
    }

    /// Every alias with the id of an entity that it names and whether texts are tagged by it.
    pub fn aliases(&self, each: &mut dyn FnMut(&str, &str, bool)) {
        for book in self.books() {
            book.for_each_alias(&mut |alias, flags, records| {
                for record in records.iter().filter(|record| record.is_entity()) {
                    each(&record.id(), alias, !flags.contains(Flags::LOOKUP));
                }
            });
        }
    }
}

/// The ids that a name that no list holds may have, one of each type.
pub fn coined_ids(name: &str) -> impl Iterator<Item = String> {
    let slug = slug(name);
    let kinds = if slug.is_empty() { &[][..] } else { &EntityType::ALL[..] };
    kinds.iter().map(move |kind| format!("{kind}/{slug}"))
}
