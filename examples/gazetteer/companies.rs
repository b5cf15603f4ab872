//! Companies: members of stock indices, and those that file with the American regulator.

use std::path::Path;

use anyhow::{Context, Result};
use claimdex::model::EntityType;
use claimdex::tag::gazetteer::{Flags, slug};

use crate::{Build, lines, rank};

/// What says of which legal form a company is; no part of its name.
const LEGAL: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "llc",
    "lp",
    "plc",
    "ag",
    "se",
    "sa",
    "s.a",
    "nv",
    "n.v",
    "ab",
    "asa",
    "oyj",
    "kgaa",
    "spa",
    "s.p.a",
    "adr",
    "de",
    "md",
    "trust",
    "a/s",
    "tbk",
    "bhd",
    "berhad",
    "pjsc",
    "the",
    "&",
    "new",
    "pt",
];

/// What may be left out of a name.
const LOOSE: &[&str] = &["group", "holdings", "holding", "enterprises", "international"];

pub(crate) fn add(build: &mut Build, folder: &Path) -> Result<()> {
    for line in lines(&folder.join("indices.tsv"))? {
        let mut columns = line.split('\t');
        let (name, ticker) =
            (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        company(build, name, ticker, rank::INDICES);
    }
    for line in lines(&folder.join("sec.tsv"))? {
        let (name, ticker) = line.split_once('\t').context("sec.tsv: no tab")?;
        company(build, name, ticker, rank::SEC);
    }
    Ok(())
}

fn company(build: &mut Build, name: &str, ticker: &str, trust: u8) {
    let name = without_legal_form(name.split('/').next().unwrap_or_default());
    let name = name.split(" (").next().unwrap_or_default().trim_matches([' ', ',', '.']);
    let name = readable(name);
    if name.chars().count() < 3 || slug(&name).is_empty() || name.contains('|') {
        return;
    }
    let mut forms = vec![name.clone()];
    if let Some((front, last)) = name.rsplit_once(' ')
        && LOOSE.contains(&last.to_lowercase().as_str())
    {
        forms.push(front.trim_end_matches([',', '&', ' ']).to_owned());
    }
    // One that the lists hold under any of its forms is that one.
    let known = forms.iter().any(|form| build.builder.is_alias(form));
    if known {
        return;
    }
    let id = build.builder.entity(Some(EntityType::Org), &name, None);
    for form in &forms {
        let words: Vec<&str> =
            form.split([' ', '-', '&']).filter(|word| !word.is_empty()).collect();
        let ordinary = |word: &&str| {
            build.is_word(word.trim_end_matches("'s"))
                || word.chars().count() < 3
                || build.builder.flags_of(word).is_some()
        };
        let flags = build.builder.flags_of(form).unwrap_or_default();
        let short = form.len() <= 4 && trust == rank::SEC;
        if form.chars().count() < 3 || flags != Flags::default() {
            continue;
        }
        let single = words.len() == 1 && trust == rank::SEC;
        let weak = words.iter().all(ordinary) || short || single;
        let flags = if weak { Flags::WEAK } else { Flags::default() };
        build.builder.alias(form, &id, flags, trust);
    }
    let ticker = ticker.trim();
    if ticker.len() > 1 && !build.builder.is_alias(ticker) {
        build.builder.alias(ticker, &id, Flags::LOOKUP, trust);
    }
}

/// The name without what says of which legal form the company is.
fn without_legal_form(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 {
        let last = words[words.len() - 1].trim_matches([',', '.', '\\']).to_lowercase();
        if !last.is_empty() && !LEGAL.contains(&last.as_str()) {
            break;
        }
        words.pop();
    }
    words.join(" ").trim_end_matches([',', ' ']).to_owned()
}

/// A name that is all capitals as news writes it.
fn readable(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.len() <= 4 {
        return name.to_owned();
    }
    let word = |word: &str| {
        let small = matches!(word, "OF" | "AND" | "THE" | "FOR" | "IN" | "DE");
        let mut chars = word.chars();
        match chars.next() {
            _ if small => word.to_lowercase(),
            Some(first) if word.len() > 2 => first.to_string() + &chars.as_str().to_lowercase(),
            _ => word.to_owned(),
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
