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
    // Two members, and zeros behind them.
    let (one, two) = text.split_at(text.len() / 2);
    put("a.md.gz", &[gzip(one), gzip(two), vec![0; 512]].concat());
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

/// What each of these files once gave was not what a reader would say of it.
#[test]
fn what_readers_objected_to() {
    let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Desk</title><id>x</id>\
        <updated>2025-11-04T08:00:00+08:00</updated><entry><id>1</id>\
        <title type=\"html\">&lt;b&gt;Solar&lt;/b&gt; &amp;amp; wind</title>\
        <published>2025-11-04T06:30:00+08:00</published><content>Copper rose 2%.</content></entry></feed>";
    let page = "<html><body><article><h1>Live</h1><h2>A roadmap</h2><p>14:05 update</p><p>By Ann Lee</p>\
        <p>Delegates of forty countries agreed to a roadmap for copper on Monday evening.</p>\
        <p>Scroll down to continue</p>\
        <p>The talks go on until Friday, and the desk expects no other result than this one.</p>\
        </article></body></html>";
    let saved = "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nSubject: A\n\
        MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><head><title>Tin</title>\
        <meta property=\"og:site_name\" content=\"Metal Desk\"></head><body><article><p>Tin fell by a tenth \
        in the week to Friday, its steepest fall since the spring of last year, said the desk.</p>\
        </article></body></html>\n";
    let files: &[(&str, &str)] = &[
        ("page.html", page),
        (
            "lead.md",
            "## Costs\n\nThe desk names two:\n\n- Ore\n- Power\n\nPrices will fall, it said.\n",
        ),
        (
            "posts.json",
            "[{\"title\":{\"rendered\":\"Ore &#8211; dear\"},\"author\":7,\"content\":{\"rendered\":\"<p>Ore is dear.</p>\"}}]",
        ),
        ("nested.json", "{\"response\":{\"docs\":[{\"title\":\"Tin\",\"text\":\"Tin fell.\"}]}}"),
        (
            "found.json",
            "{\"hits\":{\"hits\":[{\"_id\":\"1\",\"_source\":{\"title\":\"Lead\",\"body\":\"Lead rose.\"}}]}}",
        ),
        ("names.csv", "标题,正文,来源,发布时间\n铜价,铜价上涨2%。,铜报,2025-11-04\n"),
        ("feed.xml", feed),
        ("saved.mht", saved),
        ("open.csv", "title,text\nTin,Tin fell.\nLead,\"Lead rose.\nZinc,Zinc is dull.\n"),
    ];
    let mut told = String::new();
    for (name, content) in files {
        let env = TestEnv::new().with_file(name, content);
        let output = env.run(&["split", name]);
        told.push_str(&format!("== {name}\n"));
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            let claim: Claim = serde_json::from_str(line).unwrap();
            let group = claim.group.and_then(|group| group.title.clone());
            let meta = &claim.article;
            let published = meta.published.as_ref().map(|day| day.as_str().to_owned());
            let about = (&meta.title, &meta.source, published, &meta.lang, &meta.url);
            told.push_str(&format!("{} {group:?} {about:?}\n", claim.text));
        }
        told.push_str(&String::from_utf8(output.stderr).unwrap());
    }
    insta::assert_snapshot!(told);
}

/// Names that differ in bytes that are no UTF-8 are those of different files.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_stay_apart() {
    use std::os::unix::ffi::OsStrExt;
    let env = TestEnv::new().with_file("notes/a.txt", "Tin fell.");
    for (byte, text) in [(b'\xfe', "Lead rose."), (b'\xff', "Zinc was flat.")] {
        let name = [b'r', byte, b'.', b't', b'x', b't'];
        std::fs::write(env.path("notes").join(std::ffi::OsStr::from_bytes(&name)), text).unwrap();
    }
    let output = env.run(&["index", "notes"]);
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("3 articles added"),
        "{}",
        shown(&output)
    );
}
