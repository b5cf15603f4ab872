//! The same article in every format.

use std::io::Write;
use std::path::Path;

use claimdex::ingest::{Found, Options, split};
use claimdex::model::Claim;
use serde_json::{Value, json};

use super::env::{TestEnv, files, fixtures, shown};

/// What a reader sees of claims: text, group, citations and what they point to, and the article's
/// metadata; those that a format has no place for are left out.
fn seen(path: &Path, without: &[&str]) -> Vec<Value> {
    let mut claims: Vec<Claim> = Vec::new();
    let summary = split(&[path.to_owned()], &Options::default(), &mut |found| {
        if let Found::Claim(claim) = found {
            claims.push(*claim);
        }
        Ok(())
    })
    .unwrap();
    assert!(summary.skipped.is_empty(), "{}: {:?}", path.display(), summary.skipped);
    let show = |claim: &Claim| {
        let meta = &claim.article;
        let published = meta.published.as_ref().map(|day| day.as_str().trim_end_matches('Z'));
        let mut article = json!({
            "title": meta.title, "source": meta.source, "published": published,
            "url": meta.url, "lang": meta.lang,
        });
        for field in without {
            article[*field] = Value::Null;
        }
        json!({
            "kind": claim.kind, "group": claim.group, "text": claim.text,
            "citations": claim.citations, "article": article,
        })
    };
    claims
        .iter()
        .filter(|claim| claim.article.title.as_deref() != Some("Zinc is dull"))
        .map(show)
        .collect()
}

fn sample(name: &str) -> std::path::PathBuf {
    fixtures().join("formats").join(name)
}

#[test]
fn one_article_in_every_format() {
    let wanted = seen(&sample("copper.md"), &[]);
    assert_eq!(wanted.len(), 6);
    for file in files(&fixtures().join("formats")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        // Briefs, documents and mail have no place for an address.
        let without: &[&str] =
            if [".txt", ".docx", ".pdf", ".mbox"].iter().any(|kind| name.ends_with(kind))
                || name.contains("eml")
            {
                &["url"]
            } else {
                &[]
            };
        let wanted = seen(&sample("copper.md"), without);
        let found = seen(&file, without);
        let pretty = |claims: &[Value]| serde_json::to_string_pretty(claims).unwrap();
        assert_eq!(pretty(&found), pretty(&wanted), "{name}");
    }
}

#[test]
fn one_article_in_every_wrapping() {
    let place = tempfile::TempDir::new().unwrap();
    let text = std::fs::read(sample("copper.md")).unwrap();
    let page = std::fs::read(sample("copper.json")).unwrap();
    let brief = std::fs::read_to_string(sample("copper.txt")).unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(place.path().join(name), bytes).unwrap();
    let gzip = |bytes: &[u8]| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    let tar = |name: &str, bytes: &[u8]| {
        let mut out = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        out.append_data(&mut header, name, bytes).unwrap();
        out.into_inner().unwrap()
    };
    let zip = |name: &str, bytes: &[u8]| {
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
        out.finish().unwrap().into_inner()
    };
    put("a.md.gz", &gzip(&text));
    put("a.md.zst", &zstd::encode_all(&text[..], 0).unwrap());
    put("a.json.gz", &gzip(&page));
    put("a.tar", &tar("notes/a.md", &text));
    put("a.tgz", &gzip(&tar("notes/a.json", &page)));
    put("a.zip", &zip("notes/a.md", &text));
    put("b.zip", &zip("notes/a.tgz", &gzip(&tar("a.md.gz", &gzip(&text)))));
    let wanted = seen(&sample("copper.md"), &[]);
    for file in files(place.path()) {
        assert_eq!(seen(&file, &[]), wanted, "{}", file.display());
    }
    for (name, encoding) in [("c.txt", encoding_rs::GB18030), ("d.txt", encoding_rs::WINDOWS_1252)]
    {
        // A text of ASCII alone is UTF-8 too: one sign makes the difference.
        let written = brief.replace("Smelters in Zambia", "Smelters in Zambia·");
        let (bytes, ..) = encoding.encode(&written);
        put(name, &bytes);
        put("e.txt", written.as_bytes());
        assert_eq!(
            seen(&place.path().join(name), &[]),
            seen(&place.path().join("e.txt"), &[]),
            "{}",
            encoding.name()
        );
    }
}

#[test]
fn every_byte_of_a_file_is_accounted_for() {
    for file in files(&fixtures().join("formats")) {
        let mut bytes = 0;
        split(std::slice::from_ref(&file), &Options::default(), &mut |found| {
            match found {
                Found::Coverage(ledger) => {
                    assert_eq!(ledger.bytes, ledger.sum(), "{}", file.display());
                    bytes += ledger.bytes;
                }
                Found::Skipped(skipped) => bytes += skipped.bytes,
                _ => {}
            }
            Ok(())
        })
        .unwrap();
        let size = std::fs::metadata(&file).unwrap().len();
        // The line `From …` before a mail message is the mailbox's.
        let slack = if file.extension().is_some_and(|kind| kind == "mbox") { 200 } else { 0 };
        assert!(bytes <= size && bytes + slack >= size, "{}: {bytes} of {size}", file.display());
    }
}

#[test]
fn records_take_other_names_and_say_what_is_wrong() {
    let env = TestEnv::new()
        .with_file("a.csv", "Body text,When\nTin fell 2%.,2025-11-03\n")
        .with_file("b.json", "[{\"text\": \"Lead rose.\"},\n {\"text\": 7},\n {\"text\": \"Zinc\" ")
        .with_file(
            "l.json",
            "{\"title\":\"All\",\"items\":[{\"text\":\"Lead rose.\"},{\"text\":\"Zinc fell.\"}]}",
        )
        .with_file("c.csv", "title,text\none\nTwo,Nickel fell.\n\"never closed,x\n")
        .with_file(
            "e.jsonl",
            &format!("{{\"text\":\"Tin.\"}}\n{{\"text\":\"{}\"}}\n{{\"text\": 7}}", "x".repeat(60)),
        )
        .with_file("d.eml", "Subject: Gas\nMIME-Version: 1.0\nFrom: a@b.org\n\nGas rose 3%.\n");
    insta::assert_snapshot!(env.sessions(&[
        &["split", "a.csv"],
        &["split", "a.csv", "--map", "text=Body text", "--map", "published=When"],
        &["split", "a.csv", "--map", "words=Body"],
        &["split", "b.json"],
        &["split", "l.json"],
        &["split", "c.csv"],
        &["split", "d.eml"],
        &["split", "e.jsonl", "--max-article-size", "40", "--coverage"],
    ]));
}

#[test]
fn standard_input_is_a_file_without_a_name() {
    let env = TestEnv::new();
    let output = env.run_with(&["index", "-"], "Tin fell 2% in Mali.");
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    let output =
        env.run_with(&["index", "-"], "{\"title\":\"Lead\",\"body\":\"Lead rose in Mali.\"}\n");
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    let output = env.run(&["search", "Mali", "--count"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "2");
    let output = env.run_with(&["split", "-"], "");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{}", shown(&output));
}

#[test]
fn claims_of_a_document_with_pages_say_theirs() {
    let env = TestEnv::new();
    std::fs::copy(sample("copper.pdf"), env.path("copper.pdf")).unwrap();
    let output = env.run(&["index", "copper.pdf"]);
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    insta::assert_snapshot!(
        env.sessions(&[&["search", "smelters"], &["search", "smelters", "--format", "jsonl"],])
    );
}
