//! Countries and currencies in many languages, cities, given names.

use std::path::Path;

use anyhow::{Context, Result};
use claimdex::model::EntityType;
use claimdex::tag::gazetteer::{Flags, slug};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{Build, lines, rank};

/// The languages of CLDR that are taken, and whether their names tag a text: where a name in
/// another alphabet stands it is meant, while short Latin ones are often something else.
const LANGUAGES: &[(&str, bool)] = &[
    ("en", true),
    ("zh", true),
    ("zh-Hant", true),
    ("ja", true),
    ("ko", true),
    ("ru", true),
    ("uk", true),
    ("ar", true),
    ("de", false),
    ("fr", false),
    ("es", false),
    ("pt", false),
    ("it", false),
    ("nl", false),
    ("pl", false),
    ("tr", false),
    ("vi", false),
    ("id", false),
];

pub(crate) fn add_territories(build: &mut Build, folder: &Path) -> Result<()> {
    for (language, tags) in LANGUAGES {
        for line in lines(&folder.join(format!("territories.{language}.tsv")))? {
            let (code, name) = line.split_once('\t').context("territories: no tab")?;
            let code = code.split("-alt-").next().unwrap_or_default();
            let id = format!("country/{code}");
            let name = name.trim_start_matches("中国").trim_end_matches("特别行政区");
            let name = if name.is_empty() { "中国" } else { name };
            if build.builder.has(&id) && name.chars().count() > 1 && name != code {
                let long = name.chars().count() > 2 || name.len() > 5;
                let flags = if *tags && long { Flags::default() } else { Flags::LOOKUP };
                build.builder.alias(name, &id, flags, rank::CLDR);
            }
        }
    }
    Ok(())
}

pub(crate) fn add_currencies(build: &mut Build, folder: &Path) -> Result<()> {
    for (language, tags) in LANGUAGES {
        for line in lines(&folder.join(format!("currencies.{language}.tsv")))? {
            let (code, name) = line.split_once('\t').context("currencies: no tab")?;
            let id = format!("currency/{code}");
            if build.builder.has(&id) && !name.contains('(') && name.chars().count() > 1 {
                let long = name.contains(' ') || !name.is_ascii();
                let flags = if *tags && long { Flags::default() } else { Flags::LOOKUP };
                build.builder.alias(name, &id, flags, rank::CLDR);
            }
        }
    }
    Ok(())
}

/// Given names that the census counts often enough.
pub(crate) fn add_given_names(build: &mut Build, folder: &Path) -> Result<()> {
    for kind in ["male", "female"] {
        for line in lines(&folder.join(format!("first.{kind}.tsv")))? {
            let (name, share) = line.split_once('\t').context("first names: no tab")?;
            if share.parse::<f64>()? < 0.003 || name.len() < 3 {
                continue;
            }
            let name = format!("{}{}", &name[..1], name[1..].to_lowercase());
            let known = build.builder.flags_of(&name).unwrap_or_default();
            if known.intersects(Flags::GIVEN) || known.intersects(Flags::MAYBE_GIVEN) {
                continue;
            }
            let sure = !build.is_word(&name) && !build.builder.is_alias(&name);
            build.builder.word(&name, if sure { Flags::GIVEN } else { Flags::MAYBE_GIVEN });
        }
    }
    Ok(())
}

/// Cities of at least this many people count by themselves where their name is no word.
const BIG: u64 = 250_000;

pub(crate) fn add_cities(build: &mut Build, folder: &Path) -> Result<()> {
    for line in lines(&folder.join("cities.tsv"))? {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, country, population, others] = columns[..] else { continue };
        let population: u64 = population.parse().context("cities: population")?;
        let capital = name.chars().next().is_some_and(char::is_uppercase);
        if name.chars().count() < 3 || !capital || name.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let flags_of = build.builder.flags_of(name).unwrap_or_default();
        let ordinary = build.is_word(name) || flags_of != Flags::default();
        if build.builder.is_alias(name) || ordinary && population < BIG {
            continue;
        }
        if !build.builder.has(&format!("country/{country}")) {
            continue;
        }
        let flags = if population >= BIG && !ordinary { Flags::default() } else { Flags::WEAK };
        let id = build.builder.entity(Some(EntityType::City), name, None);
        build.builder.alias(name, &id, flags, rank::CITIES);
        let plain: String = name.nfd().filter(|c| !is_combining_mark(*c)).collect();
        if plain != name && !build.is_word(&plain) && !build.builder.is_alias(&plain) {
            build.builder.alias(&plain, &id, flags, rank::CITIES);
        }
        if population < BIG {
            continue;
        }
        for other in others.split('|') {
            let length = other.chars().count();
            let han = other.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            if han && (3..=7).contains(&length) && !build.builder.is_alias(other) {
                build.builder.alias(other, &id, Flags::default(), rank::CITIES);
            } else if slug(other) != slug(name) && length > 5 && !other.is_ascii() && !han {
                build.builder.alias(other, &id, Flags::LOOKUP, rank::CITIES);
            }
        }
    }
    Ok(())
}

/// Pairs of a traditional and its simplified character, as 16-bit numbers in order.
pub(crate) fn traditional(folder: &Path) -> Result<Vec<u8>> {
    let mut pairs: Vec<(u16, u16)> = Vec::new();
    for line in lines(&folder.join("traditional.tsv"))? {
        let mut columns = line.split('\t').map(|column| column.chars().next());
        let (Some(Some(from)), Some(Some(to))) = (columns.next(), columns.next()) else { continue };
        let han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
        if han(from) && han(to) && from != to {
            pairs.push((from as u16, to as u16));
        }
    }
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| pair.0);
    Ok(pairs.into_iter().flat_map(|(a, b)| [a.to_le_bytes(), b.to_le_bytes()]).flatten().collect())
}
