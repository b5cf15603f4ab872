//! The index as a whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tantivy::collector::TopDocs;
use tantivy::postings::Postings;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use super::samples::{Sample, meta, tagged_claim};
use super::*;
use crate::model::Claim;

fn put(writer: &mut Writer, id: &str, lines: &[&str]) {
    writer.put(&Sample::new(id, lines).record()).unwrap();
}

fn fill(index: &Index, articles: &[(&str, &[&str])]) {
    let mut writer = index.writer().unwrap();
    for (id, lines) in articles {
        put(&mut writer, id, lines);
    }
    writer.finish().unwrap();
}

/// Every claim and article finds the other; what is indexed is what `want` lists.
fn check(reader: &Reader, want: &[(&str, usize)]) {
    let mut found = Vec::new();
    for address in reader.article_addresses().unwrap() {
        let article = reader.article_at(address).unwrap();
        let claims = reader.claims_of(address).unwrap();
        for (position, (claim, stored)) in claims.iter().enumerate() {
            assert_eq!(claim.doc_id, address.doc_id + 1 + position as u32);
            assert_eq!(stored.position as usize, position);
            assert_eq!(reader.article_of(*claim).unwrap(), address);
            assert!(stored.is_text(&article.text[stored.span.range()]));
            let id = stored.id(&article.meta.id);
            assert_eq!(reader.claim_address(&id).unwrap(), Some(*claim));
        }
        assert_eq!(reader.article(&article.meta.id).unwrap().unwrap(), article);
        found.push((article.meta.id.clone(), claims.len()));
    }
    found.sort();
    let want: Vec<_> = want.iter().map(|(id, claims)| ((*id).to_owned(), *claims)).collect();
    assert_eq!(found, want);
    assert_eq!(
        reader.addresses(DocKind::Claim).unwrap().len(),
        want.iter().map(|w| w.1).sum::<usize>()
    );
}

fn any_of(field: Field, terms: &[&str]) -> Box<dyn Query> {
    let one = |term: &&str| -> Box<dyn Query> {
        let term = Term::from_field_text(field, term);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    };
    Box::new(BooleanQuery::union(terms.iter().map(one).collect()))
}

/// Score and id of what matches, by id.
fn scores(reader: &Reader, granularity: Granularity, query: &dyn Query) -> Vec<(String, f32)> {
    let top = TopDocs::with_limit(100).order_by_score();
    let hits = reader
        .searcher()
        .search_with_statistics_provider(query, &top, &reader.statistics(granularity))
        .unwrap();
    let id = |address: DocAddress| match granularity {
        Granularity::Article => reader.article_at(address).unwrap().meta.id.clone(),
        Granularity::Claim => {
            let article = reader.article_at(reader.article_of(address).unwrap()).unwrap();
            reader.claim_at(address).unwrap().id(&article.meta.id)
        }
    };
    let mut scores: Vec<_> = hits.into_iter().map(|(score, at)| (id(at), score)).collect();
    scores.sort_by(|a, b| a.0.cmp(&b.0));
    scores
}

#[test]
fn a_place_is_made_opened_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("a/b");
    let error = Index::open(&missing).unwrap_err();
    assert!(error.is_user());
    assert_eq!(
        error.to_string(),
        format!("{}: no index here; build one with `claimdex index PATH…`", missing.display())
    );
    assert!(!missing.exists() && !Index::is_index(&missing));

    let readme = dir.path().join("readme");
    fs::create_dir(&readme).unwrap();
    fs::write(readme.join("README.md"), "here").unwrap();
    fs::write(readme.join(".gitignore"), "*").unwrap();
    assert!(Index::open(&readme).unwrap_err().to_string().contains("no index here"));
    for place in [&missing, &readme] {
        let index = Index::create_or_open(place).unwrap();
        assert_eq!(index.dir(), Some(&**place));
        assert!(Index::is_index(place));
        fill(&index, &[("a", &["Gold rose."])]);
        drop(index);
        check(&Index::create_or_open(place).unwrap().reader().unwrap(), &[("a", 1)]);
        check(&Index::open(place).unwrap().reader().unwrap(), &[("a", 1)]);
    }

    let foreign = dir.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("thesis.txt"), "mine").unwrap();
    for result in [Index::open(&foreign), Index::create_or_open(&foreign)] {
        let error = result.unwrap_err();
        assert!(error.is_user());
        assert!(
            error.to_string().ends_with(
                "foreign: not an index and not empty; choose another place with --index"
            )
        );
    }
    assert_eq!(fs::read_dir(&foreign).unwrap().count(), 1);
    let file = foreign.join("thesis.txt");
    assert!(Index::create_or_open(&file).unwrap_err().to_string().contains("not a folder"));
}

#[test]
fn other_versions_and_broken_manifests_are_told() {
    let dir = tempfile::tempdir().unwrap();
    Index::create_or_open(dir.path()).unwrap();
    let manifest = dir.path().join("claimdex.json");
    let written = fs::read_to_string(&manifest).unwrap();
    assert_eq!(
        written,
        "{\n  \"format\": 7,\n  \"analyzer\": 2,\n  \"product\": \"0.1.0\"\n}\n"
            .replace("0.1.0", env!("CARGO_PKG_VERSION"))
    );
    let told = |json: &str| {
        fs::write(&manifest, json).unwrap();
        let error = Index::open(dir.path()).unwrap_err();
        assert!(Index::create_or_open(dir.path()).is_err());
        let text = error.to_string();
        (error.is_user(), text[dir.path().to_string_lossy().len()..].to_owned())
    };
    let (user, text) = told(r#"{"format":9,"product":"0.9"}"#);
    assert!(user);
    assert_eq!(
        text,
        ": index of format 9 (claimdex 0.9), this program reads format 7; build it again with \
         `claimdex index` into a new place"
    );
    let (user, text) = told(r#"{"format":7,"analyzer":7,"product":"0.9"}"#);
    assert!(user && text.contains("with analyzer 7 (claimdex 0.9), this program has analyzer 2"));
    let (user, text) = told("{");
    assert!(!user && text.contains("damaged"));
    fs::write(&manifest, written).unwrap();
    fs::remove_file(dir.path().join("data/meta.json")).unwrap();
    fs::write(dir.path().join("data/x.store"), "").unwrap();
    assert!(Index::open(dir.path()).unwrap_err().is_corrupt());
}

#[test]
fn an_interrupted_creation_is_no_index_and_can_be_done_again() {
    let dir = tempfile::tempdir().unwrap();
    place::write_manifest(dir.path()).unwrap();
    fs::create_dir(dir.path().join("data")).unwrap();
    assert!(Index::open(dir.path()).unwrap_err().to_string().contains("no index here"));
    fill(&Index::create_or_open(dir.path()).unwrap(), &[("a", &["Gold rose."])]);
    check(&Index::open(dir.path()).unwrap().reader().unwrap(), &[("a", 1)]);
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_or_open(dir.path()).unwrap();
    let writer = index.writer().unwrap();
    let again = Index::open(dir.path()).unwrap();
    let error = again.writer().unwrap_err();
    assert!(error.is_user());
    let pid = std::process::id();
    assert!(error.to_string().contains(&format!("(pid {pid}) is writing to this index")));
    again.reader().unwrap();
    drop(writer);
    again.writer().unwrap();

    let memory = Index::in_memory();
    let _writer = memory.writer().unwrap();
    assert!(memory.writer().unwrap_err().is_user());
}

#[test]
fn another_process_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_or_open(dir.path()).unwrap();
    let _writer = index.writer().unwrap();
    fs::write(dir.path().join("writer.lock"), "123").unwrap();
    let error = index.writer().unwrap_err().to_string();
    assert!(
        error.ends_with(": another process (pid 123) is writing to this index; wait for it to end")
    );
}

fn upserts(index: &Index) {
    fill(index, &[("a", &["Gold rose.", "Silver fell."]), ("b", &["Copper held."]), ("c", &[])]);
    check(&index.reader().unwrap(), &[("a", 2), ("b", 1), ("c", 0)]);

    let mut writer = index.writer().unwrap();
    put(&mut writer, "a", &["Gold fell."]);
    put(&mut writer, "d", &["New.", "Newer."]);
    put(&mut writer, "d", &["Newest.", "Of.", "All."]);
    writer.remove_article("b").unwrap();
    let before = index.reader().unwrap();
    check(&before, &[("a", 2), ("b", 1), ("c", 0)]);
    writer.commit().unwrap();
    check(&before, &[("a", 2), ("b", 1), ("c", 0)]);
    let after = [("a", 1), ("c", 0), ("d", 3)];
    check(&index.reader().unwrap(), &after);
    assert_eq!(index.reader().unwrap().article("a").unwrap().unwrap().text, "Gold fell.");

    put(&mut writer, "e", &["Lost."]);
    drop(writer);
    check(&index.reader().unwrap(), &after);

    let mut writer = index.writer().unwrap();
    writer.compact().unwrap();
    let stats = index.reader().unwrap().stats().unwrap();
    assert_eq!((stats.segments, stats.deleted), (1, 0));
    check(&index.reader().unwrap(), &after);
    put(&mut writer, "f", &["After compacting."]);
    writer.compact().unwrap();
    check(&index.reader().unwrap(), &[("a", 1), ("c", 0), ("d", 3), ("f", 1)]);
    for id in ["a", "c", "d", "f"] {
        writer.remove_article(id).unwrap();
    }
    writer.compact().unwrap();
    check(&index.reader().unwrap(), &[]);
    assert_eq!(index.reader().unwrap().stats().unwrap().segments, 0);
}

#[test]
fn articles_are_replaced_whole_on_disk() {
    let dir = tempfile::tempdir().unwrap();
    upserts(&Index::create_or_open(dir.path()).unwrap());
}

#[test]
fn articles_are_replaced_whole_in_memory() {
    upserts(&Index::in_memory());
}

#[test]
fn neighbours_hold_through_many_commits_and_merges() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_or_open(dir.path()).unwrap();
    let mut writer = index.writer().unwrap();
    let mut want = BTreeMap::new();
    let mut seed = 7_u32;
    for round in 0..12 {
        for _ in 0..20 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let id = format!("id{:02}", (seed >> 8) % 60);
            if seed >> 30 == 0 {
                writer.remove_article(&id).unwrap();
                want.remove(&id);
            } else {
                let lines = vec!["One claim of many."; (seed >> 16) as usize % 5];
                put(&mut writer, &id, &lines);
                want.insert(id, lines.len());
            }
        }
        writer.commit().unwrap();
        let want: Vec<_> = want.iter().map(|(id, claims)| (&**id, *claims)).collect();
        check(&index.reader().unwrap(), &want);
        if round % 5 == 4 {
            writer.compact().unwrap();
            check(&index.reader().unwrap(), &want);
        }
    }
    writer.finish().unwrap();
    let reader = Index::open(dir.path()).unwrap().reader().unwrap();
    check(&reader, &want.iter().map(|(id, claims)| (&**id, *claims)).collect::<Vec<_>>());
    let stats = reader.stats().unwrap();
    assert!(stats.segments < 10, "merges run: {}", stats.segments);
    assert!(stats.deleted * 2 < stats.articles + stats.claims, "{stats:?}");
}

#[test]
fn everything_comes_back() {
    let index = Index::in_memory();
    let mut sample = Sample::new("x.y", &["Gold rose 5%.", "A | B"]);
    sample.claims[0] = Claim {
        id: "x.y.00c0ffee".into(),
        span: crate::model::Span::new(0, 13),
        ..tagged_claim(&sample.meta, 0, "Gold rose 5%.")
    };
    sample.claims[1].kind = crate::model::Kind::Row;
    sample.claims[1].group = Some(samples::group("9", "Not listed").into());
    let mut writer = index.writer().unwrap();
    writer.put(&sample.record()).unwrap();
    writer.finish().unwrap();

    let reader = index.reader().unwrap();
    let address = reader.claim_address("x.y.00c0ffee").unwrap().unwrap();
    let article = reader.article_at(reader.article_of(address).unwrap()).unwrap();
    assert_eq!(*article.meta, *sample.meta);
    assert_eq!((article.start, article.claims), (Some((1, 1)), 2));
    let claims = reader.claims_of(article.address).unwrap();
    assert_eq!(claims[1].1.row.as_deref(), Some("A | B"));
    let shown = reader.with_article(article.address, |parts| {
        assert_eq!(
            (&parts.meta, parts.text, parts.start),
            (&article.meta, &*article.text, article.start)
        );
        let shown = |((_, stored), claim): ((_, StoredClaim), &Claim)| {
            stored.into_claim(parts, claim.text.clone(), claim.line.zip(claim.column))
        };
        Ok(claims.into_iter().zip(&sample.claims).map(shown).collect::<Vec<_>>())
    });
    assert_eq!(shown.unwrap(), sample.claims);
    assert_eq!(
        reader.article_hash("x.y").unwrap(),
        Some(u64::from(crc32fast::hash(sample.text.as_bytes())))
    );
    for path in ["articles/x.y.txt", "copies/x.y.txt"] {
        let want = [("x.y".to_owned(), u64::from(crc32fast::hash(sample.text.as_bytes())))];
        assert_eq!(reader.articles_of_file(path).unwrap(), want);
    }
    assert_eq!(reader.articles_of_file("articles").unwrap(), []);
    for unknown in ["x", "x.y", "x.y.00c0ffef", "x.y.c0ffee", "", "."] {
        assert_eq!(reader.claim_address(unknown).unwrap(), None, "{unknown}");
    }
    assert!(reader.article("x").unwrap().is_none());
    assert!(reader.claim_at(article.address).unwrap_err().is_corrupt());
    assert!(reader.article_at(address).unwrap_err().is_corrupt());
    assert!(reader.with_article(address, |_| Ok(())).unwrap_err().is_corrupt());
}

#[test]
fn keywords_and_surfaces_are_found() {
    let index = Index::in_memory();
    fill(&index, &[("a", &["Minerals of the U.S. rose", "日本外交"])]);
    let reader = index.reader().unwrap();
    let schema = *reader.schema();
    let count = |field, term: &str| {
        reader.searcher().doc_freq(&Term::from_field_text(field, term)).unwrap()
    };
    assert_eq!((count(schema.text, "miner"), count(schema.surface, "minerals")), (1, 1));
    assert_eq!((count(schema.surface, "rose"), count(schema.text, "us")), (0, 1));
    assert_eq!((count(schema.text, "外交"), count(schema.text, "本外")), (1, 1));
    assert_eq!(count(schema.source, "xin lang cai jing"), 1);
    assert_eq!((count(schema.lang, "en"), count(schema.lang, "en-gb")), (1, 1));
    assert_eq!((count(schema.group, "summit"), count(schema.title, "titl")), (2, 1));
    assert_eq!((count(schema.kind, "claim"), count(schema.doc, "article")), (2, 1));
}

#[test]
fn the_ledger_is_kept() {
    let index = Index::in_memory();
    let record = SourceRecord {
        name: "a.txt".into(),
        size: 12,
        modified: (1_766_000_000, 5),
        changed: (1_766_000_001, 6),
        skipped: 3,
        rules: 7,
        articles: 2,
        conflicts: vec!["a".into()],
    };
    let mut writer = index.writer().unwrap();
    writer.put_source("b.txt", &SourceRecord::default()).unwrap();
    writer.put_source("a.txt", &record).unwrap();
    writer.put_source("c.txt", &record).unwrap();
    writer.put_source("b.txt", &record).unwrap();
    put(&mut writer, "a", &["Gold rose."]);
    writer.commit().unwrap();
    writer.remove_source("c.txt").unwrap();
    writer.finish().unwrap();
    let reader = index.reader().unwrap();
    let want = [("a.txt".to_owned(), record.clone()), ("b.txt".to_owned(), record.clone())];
    assert_eq!(reader.sources().unwrap(), want);
    assert_eq!(reader.source("a.txt").unwrap(), Some(record));
    assert_eq!(reader.source("c.txt").unwrap(), None);
    check(&reader, &[("a", 1)]);
}

#[test]
fn stats_add_up() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_or_open(dir.path()).unwrap();
    let empty = index.reader().unwrap().stats().unwrap();
    assert_eq!((empty.articles, empty.oldest), (0, None));
    let mut writer = index.writer().unwrap();
    for (id, source, published) in [
        ("a", Some("Reuters"), "2024-01-02"),
        ("b", None, "2025-03-04"),
        ("c", Some("Reuters"), "2023-09-09"),
    ] {
        let mut sample = Sample::new(id, &["Gold rose.", "Silver fell."]);
        let mut known = meta(id);
        known.source = source.map(str::to_owned);
        known.published = crate::model::Published::parse(published);
        sample.meta = known.into();
        writer.put(&sample.record()).unwrap();
        writer.commit().unwrap();
    }
    writer.remove_article("c").unwrap();
    writer.put_source("a.txt", &SourceRecord::default()).unwrap();
    writer.finish().unwrap();
    let stats = index.reader().unwrap().stats().unwrap();
    assert_eq!((stats.articles, stats.claims, stats.sources), (2, 4, 1));
    assert_eq!((stats.text_bytes, stats.coverage.counts()), (46, [46, 2, 4, 6, 8, 10, 12]));
    assert!(stats.bytes > 1000);
    let count = |value: Option<&str>, count| KeyCount { value: value.map(str::to_owned), count };
    assert_eq!(stats.langs, [count(Some("en-GB"), 2)]);
    assert_eq!(stats.by_source, [count(None, 1), count(Some("Reuters"), 1)]);
    assert_eq!(stats.oldest.unwrap().as_str(), "2024-01-02");
    assert_eq!(stats.newest.unwrap().as_str(), "2025-03-04");
}

const CORPUS: &[(&str, &[&str])] = &[
    ("a", &["Gold rose on demand from Asia.", "Silver rose too."]),
    ("b", &["Gold and gold again.", "Copper fell as stocks of copper grew.", "Tin held."]),
    ("c", &["The central bank bought gold in May, in June and once more in the summer."]),
];

#[test]
fn articles_leave_the_scores_of_claims_alone() {
    let score = |long: bool| {
        let index = Index::in_memory();
        let mut writer = index.writer().unwrap();
        for (id, lines) in CORPUS {
            let mut sample = Sample::new(id, lines);
            if long {
                sample.text += &"\nGold, silver, copper and what else there is.".repeat(200);
            }
            writer.put(&sample.record()).unwrap();
        }
        writer.finish().unwrap();
        let reader = index.reader().unwrap();
        let schema = reader.schema();
        scores(&reader, Granularity::Claim, &*any_of(schema.text, &["gold", "rose"]))
    };
    let (short, long) = (score(false), score(true));
    assert_eq!(short.len(), 4);
    assert_eq!(short, long);
}

#[test]
fn scores_are_those_of_bm25() {
    let index = Index::in_memory();
    fill(&index, CORPUS);
    let reader = index.reader().unwrap();
    let schema = reader.schema();
    let found = scores(&reader, Granularity::Claim, &*any_of(schema.text, &["tin"]));
    let tokens: u64 = CORPUS
        .iter()
        .flat_map(|(_, l)| *l)
        .map(|line| {
            let mut count = 0;
            analyzer::analyze(line, |_| count += 1);
            count
        })
        .sum();
    let (n, df, len, average) = (6.0_f32, 1.0, 2.0, tokens as f32 / 6.0);
    let idf = (1.0 + (n - df + 0.5) / (df + 0.5)).ln();
    let want = idf * 2.2 / (1.0 + 1.2 * (0.25 + 0.75 * len / average));
    assert_eq!(found[0].0, "b.abcd0002");
    assert!((found[0].1 - want).abs() < 1e-4, "{} {want}", found[0].1);
}

#[test]
fn a_compacted_index_scores_like_a_fresh_one() {
    // Lengths that tantivy's one byte cannot tell apart.
    let long: Vec<String> =
        (0..40).map(|n| format!("Gold {}", "rose and fell ".repeat(30 + n))).collect();
    let dir = tempfile::tempdir().unwrap();
    let aged = Index::create_or_open(dir.path()).unwrap();
    let mut writer = aged.writer().unwrap();
    for round in 0..3 {
        for (n, line) in long.iter().enumerate() {
            put(
                &mut writer,
                &format!("l{n}"),
                &[line, "Gold of an old round.", "More of it."][round..],
            );
            if n % 7 == 0 {
                writer.commit().unwrap();
            }
        }
        for (id, lines) in CORPUS {
            put(&mut writer, id, if round < 2 { &lines[..1] } else { lines });
        }
    }
    put(&mut writer, "gone", &["Gold that is gone."]);
    for (n, line) in long.iter().enumerate() {
        put(&mut writer, &format!("l{n}"), &[line]);
    }
    writer.commit().unwrap();
    writer.remove_article("gone").unwrap();
    writer.compact().unwrap();

    let fresh = Index::in_memory();
    let mut writer = fresh.writer().unwrap();
    for (n, line) in long.iter().enumerate() {
        put(&mut writer, &format!("l{n}"), &[line]);
    }
    for (id, lines) in CORPUS {
        put(&mut writer, id, lines);
    }
    writer.finish().unwrap();

    let (aged, fresh) = (aged.reader().unwrap(), fresh.reader().unwrap());
    let schema = *aged.schema();
    for (granularity, field) in [
        (Granularity::Claim, schema.text),
        (Granularity::Claim, schema.group),
        (Granularity::Article, schema.title),
    ] {
        let query = any_of(field, &["gold", "rose", "copper", "titl", "a", "summit"]);
        let (a, b) = (scores(&aged, granularity, &*query), scores(&fresh, granularity, &*query));
        assert!(!a.is_empty());
        // Sums may differ in their last bit: the order of their parts is that of the documents.
        let near = |(a, b): (&(String, f32), &(String, f32))| {
            a.0 == b.0 && (a.1 - b.1).abs() <= 2.0 * f32::EPSILON * a.1
        };
        assert!(a.len() == b.len() && a.iter().zip(&b).all(near), "{field:?} {a:?} {b:?}");
    }
}

#[test]
fn keywords_of_both_kinds_can_be_ranked_without_a_panic() {
    let index = Index::in_memory();
    fill(&index, CORPUS);
    let reader = index.reader().unwrap();
    let query = any_of(reader.schema().article_id, &["a", "b", "c"]);
    for granularity in [Granularity::Claim, Granularity::Article] {
        let top = TopDocs::with_limit(20).order_by_score();
        let statistics = reader.statistics(granularity);
        let hits =
            reader.searcher().search_with_statistics_provider(&*query, &top, &statistics).unwrap();
        assert_eq!(hits.len(), 9);
        assert!(hits.iter().all(|(score, _)| score.is_finite()));
    }
}

#[test]
fn ids_that_cannot_be_kept_are_refused() {
    let index = Index::in_memory();
    let mut writer = index.writer().unwrap();
    for id in [String::new(), "x".repeat(5000)] {
        let sample = Sample::new(&id, &["Gold rose."]);
        assert!(writer.put(&sample.record()).unwrap_err().is_user());
    }
    let mut sample = Sample::new("a", &["Gold rose."]);
    sample.claims[0].id = "a.xyz".into();
    assert!(writer.put(&sample.record()).unwrap_err().is_internal());
}

/// Everything that can be read of an index, or the first error.
fn read_all(dir: &Path) -> Result<Vec<(String, String, usize)>> {
    let reader = Index::open(dir)?.reader()?;
    let mut out = Vec::new();
    for address in reader.article_addresses()? {
        let article = reader.article_at(address)?;
        for (claim, stored) in reader.claims_of(address)? {
            reader.article_of(claim)?;
            reader.claim_address(&stored.id(&article.meta.id))?;
        }
        reader.article_hash(&article.meta.id)?;
        reader.articles_of_file(&article.meta.path)?;
        out.push((article.meta.id.clone(), article.text.clone(), article.claims as usize));
    }
    reader.stats()?;
    reader.sources()?;
    Ok(out)
}

#[test]
fn damaged_files_are_an_error_and_never_another_text() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_or_open(dir.path()).unwrap();
    let mut writer = index.writer().unwrap();
    for (id, lines) in CORPUS {
        put(&mut writer, id, lines);
    }
    writer.compact().unwrap();
    drop((writer, index));
    let texts: Vec<_> =
        read_all(dir.path()).unwrap().into_iter().map(|(_, text, _)| text).collect();
    let mut errors = 0;
    for entry in fs::read_dir(dir.path().join("data")).unwrap() {
        let path = entry.unwrap().path();
        let good = fs::read(&path).unwrap();
        // A damaged store made tantivy ask for more memory than there is.
        let store = path.extension().is_some_and(|kind| kind == "store");
        for at in (0..good.len()).step_by(if store { 1 } else { 5 }) {
            let mut bad = good.clone();
            bad[at] ^= [0x21, 0xff, 0x80, 1][at / 5 % 4];
            fs::write(&path, bad).unwrap();
            match read_all(dir.path()) {
                Ok(found) => assert!(found.iter().all(|(_, text, _)| texts.contains(text))),
                Err(error) => {
                    errors += 1;
                    assert!(!error.is_user(), "{error}");
                }
            }
        }
        fs::write(&path, good).unwrap();
    }
    assert!(errors > 50, "{errors}");
    read_all(dir.path()).unwrap();
}

/// Document, count and positions of a term, as they were written.
type Posting = (u32, u32, Vec<u32>);

fn postings(reader: &Reader, field: Field, term: &str) -> Vec<Posting> {
    let [segment] = reader.searcher().segment_readers() else { panic!("not one segment") };
    let index = segment.inverted_index(field).unwrap();
    let option = IndexRecordOption::WithFreqsAndPositions;
    let Some(mut postings) =
        index.read_postings(&Term::from_field_text(field, term), option).unwrap()
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    while postings.doc() != TERMINATED {
        let mut positions = Vec::new();
        postings.positions(&mut positions);
        found.push((postings.doc(), postings.term_freq(), positions));
        postings.advance();
    }
    found
}

#[test]
fn terms_stand_where_the_analysis_puts_them() {
    let mut lines: Vec<String> = (0..400)
        .map(|n| {
            format!("Gold {n} rose and gold fell, said the U.S. co-operation's head; AT&T's {n}G")
        })
        .collect();
    lines.extend(["日本的外交 rose 5G in FY25Q4".into(), "…".into(), "a-b-c-d x, 13,300".into()]);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let index = Index::in_memory();
    fill(&index, &[("a", &lines)]);
    let reader = index.reader().unwrap();
    let schema = reader.schema();
    let mut wanted: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    let mut lengths = vec![0];
    for (doc, line) in (1..).zip(&lines) {
        let mut count = 0;
        analyzer::analyze(line, |token| {
            count += 1;
            let postings = wanted.entry(token.text.to_owned()).or_default();
            match postings.last_mut().filter(|(last, ..)| *last == doc) {
                Some((_, freq, positions)) => {
                    *freq += 1;
                    positions.push(token.position);
                }
                None => postings.push((doc, 1, vec![token.position])),
            }
        });
        lengths.push(count);
    }
    for (term, wanted) in &wanted {
        assert_eq!(postings(&reader, schema.text, term), *wanted, "{term}");
    }
    let segment = reader.searcher().segment_reader(0);
    assert_eq!(segment.inverted_index(schema.text).unwrap().terms().num_terms(), wanted.len());
    let norms = segment.get_fieldnorms_reader(schema.text).unwrap();
    // Exact below 40.
    let found: Vec<u32> = (0..segment.max_doc()).map(|doc| norms.fieldnorm(doc)).collect();
    assert_eq!(found, lengths);
}

#[test]
fn what_is_replaced_before_a_commit_leaves_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_or_open(dir.path()).unwrap();
    let mut writer = index.writer().unwrap();
    let samples: Vec<Sample> =
        (0..200).map(|n| Sample::new(&format!("a{n:03}"), &["Gold rose.", "It fell."])).collect();
    let records: Vec<_> = samples.iter().map(Sample::record).collect();
    writer.put_all(&records).unwrap();
    // The same again for half of them, with another text, and twice at once for one.
    let changed: Vec<Sample> =
        (0..100).map(|n| Sample::new(&format!("a{n:03}"), &["Silver rose."])).collect();
    let mut again: Vec<_> = changed.iter().map(Sample::record).collect();
    let last = Sample::new("a007", &["Tin.", "Zinc.", "Lead."]);
    again.push(last.record());
    writer.put_all(&again).unwrap();
    writer.remove_article("a008").unwrap();
    writer.remove_article("a150").unwrap();
    writer.remove_article("unknown").unwrap();
    writer.commit().unwrap();
    let names: Vec<String> = (0..200).map(|n| format!("a{n:03}")).collect();
    let claims = |n: usize| match n {
        7 => 3,
        0..100 => 1,
        _ => 2,
    };
    let mut want: Vec<(&str, usize)> =
        names.iter().map(String::as_str).zip((0..200).map(claims)).collect();
    want.retain(|(id, _)| !["a008", "a150"].contains(id));
    check(&index.reader().unwrap(), &want);
    // Nothing that was deleted in the making comes back when it is written over once more.
    writer.put_all(&records[..20]).unwrap();
    writer.compact().unwrap();
    want.insert(8, ("a008", 2));
    want[..20].iter_mut().for_each(|(_, claims)| *claims = 2);
    let reader = index.reader().unwrap();
    check(&reader, &want);
    assert_eq!(
        reader.searcher().num_docs(),
        want.iter().map(|(_, claims)| *claims + 1).sum::<usize>() as u64
    );
}

#[test]
fn a_commit_that_failed_can_be_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_or_open(dir.path()).unwrap();
    fill(&index, &[("a", &["Gold rose."]), ("b", &["Tin fell."])]);
    // What is deleted is written, but the list of segments is not: a folder stands in its way.
    let block = dir.path().join("data/meta.json.tmp");
    fs::create_dir(&block).unwrap();
    let mut writer = index.writer().unwrap();
    put(&mut writer, "a", &["Gold fell.", "It rose."]);
    writer.commit().unwrap_err();
    drop(writer);
    check(&index.reader().unwrap(), &[("a", 1), ("b", 1)]);
    fs::remove_dir(&block).unwrap();
    let mut writer = index.writer().unwrap();
    put(&mut writer, "a", &["Gold fell.", "It rose."]);
    writer.commit().unwrap();
    check(&index.reader().unwrap(), &[("a", 2), ("b", 1)]);
}

#[test]
fn stop_words_do_not_count_in_the_length_of_an_article() {
    let index = Index::in_memory();
    // Three words and, of the title, one.
    fill(&index, &[("a", &["Minerals of the U.S. rose"])]);
    let reader = index.reader().unwrap();
    let segment = reader.searcher().segment_reader(0);
    let column = |field| segment.fast_fields().u64(reader.schema().name(field)).unwrap().first(0);
    let schema = reader.schema();
    assert_eq!((column(schema.text_len), column(schema.body_len)), (Some(5), Some(4)));
    let surfaces = segment.inverted_index(schema.surface).unwrap();
    assert_eq!(surfaces.terms().num_terms(), 1);
}
