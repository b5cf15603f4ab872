use super::*;
use crate::output::samples;

const SHOW: ShowText = ShowText { palette: Palette::OFF, width: 80 };

fn shown(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_claim_is_marked_in_its_article() {
    let (article, text, claims) = samples::article();
    let view = View { article: &article, text: &text, claims: &claims };
    insta::assert_snapshot!(shown(|out| SHOW.claim(&view, &claims[1], out)), @"
    日本的中亚外交：期望与现实
    Morning Ledger · 2025-12-21 07:18 · articles/a.txt · 9f2c41d07b3a5e68

    3. Challenges and Limitations
      Group 1: Aims - Japan wants uranium and rare earths [2]
      Group 3: Challenges and Limitations -
    > Trade between Japan and Central Asia is at an early stage, with Japan's
    > exports to Kazakhstan put at around $5-6 billion, against some $44 billion for
    > China [6][7]
      Source: Morning Ledger

    claim   2 of 2 · 9f2c41d07b3a5e68.4b1d09ce
    [6]     unresolved
    [7]     Customs yearbook https://example.org/y
    entity  Kazakhstan (country/KZ)
    figure  $5-6 billion = about USD 5,000,000,000..6,000,000,000
    when    December 19-20 = 2025-12-19..2025-12-20
    ");
}

#[test]
fn an_article_is_its_claims_by_group() {
    let (article, text, claims) = samples::article();
    let view = View { article: &article, text: &text, claims: &claims };
    insta::assert_snapshot!(shown(|out| SHOW.article(&view, out)), @"
    日本的中亚外交：期望与现实
    Morning Ledger · 2025-12-21 07:18 · articles/a.txt · 9f2c41d07b3a5e68

    1. Aims
    • Japan wants uranium and rare earths [2] core 9f2c41d07b3a5e68.77aa0011

    3. Challenges and Limitations
    • Trade between Japan and Central Asia is at an early stage, with Japan's
      exports to Kazakhstan put at around $5-6 billion, against some $44 billion for
      China [6][7] 9f2c41d07b3a5e68.4b1d09ce
    ");
}

#[test]
fn json_carries_the_text_that_spans_count_in() {
    let (article, text, claims) = samples::article();
    let view = View { article: &article, text: &text, claims: &claims };
    let json = shown(|out| view.write_claim_json(&claims[1], out));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["id"], claims[1].id);
    assert_eq!(value["article_text"], text);
    let json = shown(|out| view.write_json(out));
    assert!(json.starts_with(r#"{"article":{"id":"9f2c41d07b3a5e68","#), "{json}");
}

#[test]
fn the_passage_is_cut_between_characters() {
    let text = "日".repeat(3000);
    let range = around(&text, 4500..4530);
    assert!(text.get(range.clone()).is_some());
    assert!(range.start >= 4500 - AROUND - 3 && range.end <= 4530 + AROUND);
    assert_eq!(around("short", 1..2), 0..5);
    assert_eq!(around("short", 9..20), 0..5);
}
