//! A user's own entities: TOML → gazetteer.

use std::borrow::Cow;

use serde::Deserialize;
use toml::Spanned;

use super::gazetteer::{Builder, Flags, Gazetteer};
use crate::error::{Error, Result};
use crate::model::EntityType;

/// The only rank: what comes first has an alias.
const RANK: u8 = 0;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entity: Vec<Spanned<Entry>>,
    /// Names that are nothing, or ids of entities that are never tagged.
    #[serde(default)]
    never: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Option<Spanned<String>>,
    #[serde(rename = "type")]
    kind: Option<Spanned<String>>,
    name: Option<Spanned<String>>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    /// The entity that this one is: its names are names of that one.
    same_as: Option<Spanned<String>>,
    /// Names that look like this one's and are not.
    #[serde(default)]
    never: Vec<Spanned<String>>,
}

/// Reads the file; a mistake is an error with its line.
pub(super) fn read(file: &str, text: &str) -> Result<Gazetteer> {
    let at = |offset: usize, what: &dyn std::fmt::Display| {
        let line = text[..text.floor_char_boundary(offset)].matches('\n').count() + 1;
        Error::user(format_args!("{file}:{line}: {what}"))
    };
    let parsed: File = toml::from_str(text).map_err(|error| {
        let message = error.message().trim_end_matches('\n').replace('\n', "; ");
        at(error.span().map_or(0, |span| span.start), &message)
    })?;
    let mut own = Own { builder: Builder::new(), builtin: Gazetteer::builtin() };
    for name in parsed.never.iter().chain(parsed.entity.iter().flat_map(|e| &e.get_ref().never)) {
        own.never(name.get_ref()).map_err(|what| at(name.span().start, &what))?;
    }
    for entry in &parsed.entity {
        own.entity(entry.get_ref())
            .map_err(|(offset, what)| at(offset.unwrap_or(entry.span().start), &what))?;
    }
    Gazetteer::load(Cow::Owned(own.builder.finish()?))
}

struct Own {
    builder: Builder,
    builtin: &'static Gazetteer,
}

type Fault = (Option<usize>, String);

impl Own {
    fn never(&mut self, name: &str) -> std::result::Result<(), String> {
        let name = name.trim();
        if name.is_empty() {
            return Err("an empty name cannot be forbidden".into());
        }
        if EntityType::of_id(name).is_some() {
            let aliases = self.aliases_of(name);
            if aliases.is_empty() {
                return Err(format!("never: no entity has the id {name}"));
            }
            for (alias, _) in aliases {
                let nothing = self.builder.entity(None, &alias, None);
                self.builder.alias(&alias, &nothing, Flags::default(), RANK);
            }
            return Ok(());
        }
        let nothing = self.builder.entity(None, name, None);
        self.builder.alias(name, &nothing, Flags::default(), RANK);
        Ok(())
    }

    fn entity(&mut self, entry: &Entry) -> std::result::Result<(), Fault> {
        let fault = |of: Option<usize>, what: String| Err((of, what));
        let place = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.span().start);
        let given = |text: &Option<Spanned<String>>| {
            text.as_ref().map(|text| text.get_ref().trim().to_owned()).filter(|t| !t.is_empty())
        };
        let (id, name) = (given(&entry.id), given(&entry.name));
        let mut kind = None;
        if let Some(word) = given(&entry.kind) {
            kind = EntityType::from_name(&word);
            if kind.is_none() {
                let types = EntityType::ALL.map(EntityType::as_str).join(", ");
                return fault(place(&entry.kind), format!("type: {word:?} is none of {types}"));
            }
        }
        if let Some(id) = &id {
            let of_id = EntityType::of_id(id);
            let Some(of_id) = of_id else {
                let hint = "want a type, a slash and a key, as org/tengri-copper";
                return fault(place(&entry.id), format!("id: {id:?} is no id ({hint})"));
            };
            if kind.is_some_and(|kind| kind != of_id) {
                return fault(place(&entry.id), format!("id: {id:?} and type differ"));
            }
            kind = Some(of_id);
        }
        let mut aliases: Vec<(String, Flags)> = Vec::new();
        for alias in &entry.aliases {
            let (text, flags) = marked(alias.get_ref());
            if text.chars().count() < 2 && text.is_ascii() {
                let what = format!("aliases: {text:?} is too short to be told in a text");
                return fault(Some(alias.span().start), what);
            }
            aliases.push((text.to_owned(), flags));
        }
        aliases.extend(name.iter().map(|name| (name.clone(), Flags::default())));
        let own_id = match same_as(entry) {
            Some(target) => {
                if let Some(id) = &id {
                    aliases.extend(self.aliases_of(id));
                }
                let Some(other) = EntityType::of_id(&target) else {
                    let what = format!("same_as: {target:?} is no id");
                    return fault(place(&entry.same_as), what);
                };
                if let Some(record) = self.builtin.by_id(&target) {
                    let key = target.split_once('/').map(|(_, key)| key);
                    self.builder.entity(Some(other), record.name, key)
                } else if self.builder.has(&target) {
                    target
                } else {
                    let what = format!("same_as: no entity has the id {target}");
                    return fault(place(&entry.same_as), what);
                }
            }
            None => {
                let known = id.as_deref().and_then(|id| self.builtin.by_id(id));
                let name = name.or_else(|| known.map(|record| record.name.to_owned()));
                let Some(name) = name else {
                    return fault(None, "an entity needs a name".into());
                };
                let Some(kind) = kind else {
                    return fault(None, format!("{name}: an entity needs a type or an id"));
                };
                let key = id.as_deref().and_then(|id| id.split_once('/')).map(|(_, key)| key);
                self.builder.entity(Some(kind), &name, key)
            }
        };
        if aliases.is_empty() {
            return fault(None, "an entity needs a name or aliases".into());
        }
        for (alias, flags) in aliases {
            self.builder.alias(&alias, &own_id, flags, RANK);
        }
        Ok(())
    }

    /// The built-in aliases of an entity.
    fn aliases_of(&self, id: &str) -> Vec<(String, Flags)> {
        let mut aliases = Vec::new();
        self.builtin.for_each_alias(&mut |alias, flags, records| {
            if records.iter().any(|record| record.id() == id) {
                aliases.push((alias.to_owned(), flags));
            }
        });
        aliases
    }
}

fn same_as(entry: &Entry) -> Option<String> {
    entry.same_as.as_ref().map(|id| id.get_ref().trim().to_owned())
}

/// An alias without its mark: `Powell?` is weak, `=300750.SZ` is for looking up.
fn marked(alias: &str) -> (&str, Flags) {
    let alias = alias.trim();
    match (alias.strip_prefix('='), alias.strip_suffix('?')) {
        (Some(alias), _) => (alias, Flags::LOOKUP),
        (_, Some(alias)) => (alias, Flags::WEAK),
        _ => (alias, Flags::default()),
    }
}
