//! The project's own lists.

use std::path::Path;

use anyhow::{Context, Result, bail};
use claimdex::model::EntityType;
use claimdex::tag::gazetteer::Flags;

use crate::{Build, lines, rank};

/// The lists of entities; of two that claim an alias the first has it.
const LISTS: &[&str] = &[
    "countries",
    "places",
    "currencies",
    "commodities",
    "things",
    "people",
    "organisations",
    "companies",
    "forbidden",
];

pub(crate) fn add(build: &mut Build, folder: &Path) -> Result<()> {
    // What is forbidden gives way to what names something.
    for forbidden in [false, true] {
        for list in LISTS {
            let path = folder.join(format!("{list}.tsv"));
            for (number, line) in lines(&path)?.iter().enumerate() {
                entity(build, line, forbidden)
                    .with_context(|| format!("{}:{}", path.display(), number + 1))?;
            }
        }
    }
    for line in lines(&folder.join("capitals.tsv"))? {
        let (country, city) = line.split_once('\t').context("capitals.tsv: no tab")?;
        build.builder.capital(&format!("city/{}", claimdex::tag::gazetteer::slug(city)), country);
    }
    for line in lines(&folder.join("titles.tsv"))? {
        let (title, sort) = line.split_once('\t').context("titles.tsv: no tab")?;
        let flags = match sort {
            "name" => Flags::TITLE,
            "full" => Flags::POST,
            "prefix" => Flags::BEFORE_TITLE,
            _ => bail!("titles.tsv: {sort} is none of name, full, prefix"),
        };
        for title in cases(title.trim_end_matches('?')) {
            build.builder.word(&title, flags);
        }
    }
    for (file, sure, unsure) in [
        ("given-names.txt", Flags::GIVEN, Flags::MAYBE_GIVEN),
        ("surnames.txt", Flags::FAMILY, Flags::MAYBE_FAMILY),
        ("surnames-zh.txt", Flags::FAMILY, Flags::MAYBE_FAMILY),
        ("titles-zh.txt", Flags::TITLE, Flags::POST),
    ] {
        for line in lines(&folder.join(file))? {
            let (word, flags) = match line.strip_suffix('?') {
                Some(word) => (word, unsure),
                None => (line.as_str(), sure),
            };
            build.builder.word(word, flags);
        }
    }
    Ok(())
}

/// One line: type, name, aliases.
fn entity(build: &mut Build, line: &str, forbidden: bool) -> Result<()> {
    let mut columns = line.split('\t');
    let mut column = || columns.next().unwrap_or_default().trim();
    let (kind, name, aliases) = (column(), column(), column());
    if (kind == "-") != forbidden {
        return Ok(());
    }
    let kind = match kind {
        "-" => None,
        _ => Some(EntityType::from_name(kind).with_context(|| format!("no type {kind}"))?),
    };
    let aliases: Vec<&str> = aliases.split('|').map(str::trim).filter(|a| !a.is_empty()).collect();
    let trust = if kind.is_some() { rank::LISTS } else { rank::FORBIDDEN };
    let coded = matches!(kind, Some(EntityType::Country | EntityType::Currency));
    let display = match aliases.first() {
        Some(first) if coded => first.trim_end_matches('?').trim_start_matches('='),
        _ => name,
    };
    let id = build.builder.entity(kind, display, coded.then_some(name));
    let own = if coded { format!("={name}") } else { name.to_owned() };
    // A name that is also listed as a weak alias counts as that.
    let weak = aliases.iter().any(|alias| alias.strip_suffix('?') == Some(name));
    let named = aliases.contains(&name);
    let own = (!weak && !named).then_some(own);
    for alias in own.as_deref().into_iter().chain(aliases.iter().copied()) {
        let (alias, flags) = match (alias.strip_prefix('='), alias.strip_suffix('?')) {
            (Some(alias), _) => (alias, Flags::LOOKUP),
            (_, Some(alias)) => (alias, Flags::WEAK),
            _ => (alias, Flags::default()),
        };
        // Of `Cushing, Oklahoma` a text names both.
        let place = matches!(kind, Some(EntityType::City | EntityType::Region));
        let pair = place && alias.contains(", ") && !alias.ends_with("D.C.");
        let flags = if pair { Flags::LOOKUP } else { flags };
        let forms = match kind {
            Some(EntityType::Commodity | EntityType::Event | EntityType::Currency) => cases(alias),
            _ => vec![alias.to_owned()],
        };
        for form in forms {
            let before = build.builder.alias(&form, &id, flags, trust);
            if !before.is_empty() {
                eprintln!("{form}: {id} and {}", before.join(" "));
            }
        }
    }
    Ok(())
}

/// A name in lower case, with its first letter large, and with every word's.
fn cases(name: &str) -> Vec<String> {
    let large = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
    };
    let all: Vec<String> = name.split(' ').map(large).collect();
    let mut forms = vec![name.to_owned(), large(name), all.join(" ")];
    forms.dedup();
    forms
}
