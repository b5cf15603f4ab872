//! What holds for any text whatever.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use claimdex::model::{Article, Kind};
use claimdex::read::{self, Identities, Origin};
use claimdex::split::{claim_text, claims, ledger};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

/// What briefs, prose and Markdown are made of, and what they break off in.
const FRAGMENTS: &[&str] = &[
    "Core Viewpoint - ",
    "Group 2: Trade and Investment - ",
    "Group 3 - ",
    "1. Timing",
    "3.1 Risks",
    "核心观点",
    "一、市场回顾\n",
    "Summary by Sections\n",
    "Market Trends - ",
    "**Crude Oil**: ",
    " - ",
    "- ",
    "\n- ",
    "\n  - **X**: - ",
    "• ",
    "* ",
    "1) ",
    "2. **Margin**: it widened",
    "Sugar slips Port Gazette·2025-07-29 13:02 ",
    "to the last claim, which says more than a word or two about cane and what it costs [8]. ",
    ". . .",
    "yuan Macro - The",
    "[2][11]",
    "[1",
    "[",
    "]",
    "[4](index=4&type=chunk)",
    "[Title](index=1&type=section)",
    ".[6][7] ",
    "earlier5",
    "impairments78",
    "。[3]",
    "The U.S. trade grew 3.5% to $5-6 billion. ",
    "short - term rates of 0 - 1% held",
    "A(01828) - 2025 - 中期业绩",
    "Gov. Lee met J. R. Smith at 5 p.m. ",
    "“走吧！”他说。",
    "稀土出口大幅增长。",
    "\u{3000}",
    "？",
    "…",
    "\n\n",
    "\n",
    "\r\n",
    "\t",
    " ",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "|",
    "||",
    "|---|",
    "| 3 ",
    "# Heading\n",
    "## ",
    "Title\n=====\n",
    "> quote\n",
    "Xin Cai Jing·2025-12-21 07:18\n",
    "2025-12-21\n",
    "NAME(HK:09992)2025-11-20 02:16\n",
    "Workflow\n",
    "icon\n",
    "搜索文档\n",
    "Seoul looks beyond\n",
    "\u{feff}",
    "*",
    "**",
    "_",
    "`",
    "\"",
    "(",
    ")",
    "\u{0}",
    "é",
    "e\u{301}",
    "😀",
    "\u{202e}",
    "\u{200b}",
];

fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        6 => select(FRAGMENTS).prop_map(str::to_owned),
        2 => "[a-zA-Z]{1,9}[ .,:]",
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    vec(fragment, 0..60).prop_map(|parts| parts.concat())
}

/// Whether a line holds none of an article's words.
fn is_furniture(line: &str) -> bool {
    ["Workflow", "icon", "搜索文档"].contains(&line.trim()) || !line.contains(char::is_alphanumeric)
}

fn articles(text: &str) -> Vec<Article> {
    let mut articles = read::articles(text, Origin { path: "a.txt", offset: Some(0) });
    let mut identities = Identities::new();
    for article in &mut articles {
        identities.assign(article);
    }
    articles
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn articles_make_up_their_file(text in text()) {
        let articles = articles(&text);
        let whole: String = articles.iter().map(|article| article.text.as_str()).collect();
        // A text of nothing but white space and furniture is no article.
        prop_assert_eq!(&whole, if articles.is_empty() { "" } else { &text });
        prop_assert!(!articles.is_empty() || text.lines().all(is_furniture));
        let mut offset = 0;
        for article in &articles {
            prop_assert_eq!(article.meta.offset, Some(offset));
            offset += article.text.len() as u64;
        }
    }

    #[test]
    fn blocks_stand_in_order(text in text()) {
        for article in articles(&text) {
            let mut end = 0;
            for block in &article.blocks {
                prop_assert!(block.span.start >= end && block.span.end >= block.span.start);
                prop_assert!(article.text.get(block.span.range()).is_some(), "{:?}", block);
                prop_assert!(block.group.is_none_or(|group| group < article.groups.len()));
                end = block.span.end;
            }
        }
    }

    #[test]
    fn spans_give_the_text(text in text()) {
        for article in articles(&text) {
            let mut end = 0;
            for (position, claim) in claims(&article).iter().enumerate() {
                prop_assert_eq!(claim.position as usize, position);
                let slice = article.text.get(claim.span.range());
                prop_assert!(slice.is_some() && claim.span.start >= end, "{:?}", claim.span);
                end = claim.span.end;
                if claim.kind != Kind::Row {
                    prop_assert_eq!(&claim_text(slice.unwrap_or_default()), &claim.text);
                }
                prop_assert!(!claim.text.trim().is_empty());
            }
        }
    }

    #[test]
    fn ledgers_add_up(text in text()) {
        for article in articles(&text) {
            let claims = claims(&article);
            let (ledger, drops) = ledger(&article, &claims);
            prop_assert_eq!(ledger.bytes, article.text.len() as u64);
            prop_assert_eq!(ledger.sum(), ledger.bytes, "{:?}", ledger);
            let dropped: usize = drops.iter().map(|drop| drop.span.len()).sum();
            prop_assert_eq!(dropped as u64, ledger.dropped);
            prop_assert!(drops.iter().all(|drop| article.text.get(drop.span.range()).is_some()));
            let title = claims.iter().any(|claim| claim.kind == Kind::Title);
            prop_assert!(ledger.claims > 0 || title || claims.is_empty());
        }
    }

    #[test]
    fn no_words_are_lost(text in text()) {
        for article in articles(&text) {
            let claims = claims(&article);
            let (_, drops) = ledger(&article, &claims);
            for drop in drops.iter().filter(|drop| drop.reason == "no words") {
                // A citation of nothing is none, and so is an item's number.
                let lost = claim_text(&article.text[drop.span.range()]);
                prop_assert!(!lost.chars().any(char::is_alphabetic), "{lost:?}");
            }
        }
    }

    #[test]
    fn ids_are_unique_and_repeatable(text in text()) {
        let ids = |text: &str| -> Vec<String> {
            articles(text).iter().flat_map(claims).map(|claim| claim.id).collect()
        };
        let once = ids(&text);
        prop_assert_eq!(&once, &ids(&text));
        for article in articles(&text) {
            let claims = claims(&article);
            let distinct: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
            prop_assert_eq!(distinct.len(), claims.len());
        }
    }

    #[test]
    fn inserting_a_claim_leaves_other_ids_alone(
        words in btree_set("[a-z]{5,9}", 3..12),
        at in any::<prop::sample::Index>(),
        bullets in any::<bool>(),
    ) {
        let mut lines: Vec<String> = words
            .iter()
            .map(|word| format!("The price of {word} rose by a tenth last week."))
            .collect();
        let join = |lines: &[String]| {
            let mark = if bullets { "\n- " } else { "\n\n" };
            format!("Core Viewpoint - Metals are dear.{mark}{}", lines.join(mark))
        };
        let ids = |text: String| -> BTreeSet<String> {
            let meta = claimdex::model::ArticleMeta { id: "a".into(), ..Default::default() };
            claims(&read::article_with(text, meta)).into_iter().map(|claim| claim.id).collect()
        };
        let before = ids(join(&lines));
        lines.insert(at.index(lines.len() + 1), "Nobody at the exchange knew why.".to_owned());
        let after = ids(join(&lines));
        prop_assert!(before.is_subset(&after), "{before:?} {after:?}");
        prop_assert_eq!(after.len(), before.len() + 1);
    }
}

/// Small texts that random ones were shrunk to.
#[test]
fn texts_that_once_failed() {
    for text in [
        "a.\u{3000}3.1 Risks",
        "Core Viewpoint - \u{3000}A.a ",
        "1. Timing.\u{3400}.[6][7] 0",
        "AA.核心观点Gov. Lee met J. R. Smith at 5 p.m. ",
        "earlier5Title\n=====\n:\n\nA,",
        "Xin Cai Jing·2025-12-21 07:18\na:2025-12-21\nCore Viewpoint - |",
        "\nTin fell.",
    ] {
        let articles = articles(text);
        assert_eq!(articles.iter().map(|article| article.text.len()).sum::<usize>(), text.len());
        for article in articles {
            let claims = claims(&article);
            let (ledger, _) = ledger(&article, &claims);
            assert_eq!(ledger.sum(), ledger.bytes, "{text:?}");
            for claim in claims {
                assert_eq!(claim_text(&article.text[claim.span.range()]), claim.text, "{text:?}");
            }
        }
    }
}

#[test]
fn work_grows_no_faster_than_the_text() {
    let units = [
        "The U.S. trade grew 3.5% to $5-6 billion [2][11]. ",
        "- Stocks fell by a tenth in May [1].\n",
        "Group 2: Trade and Investment - Stocks fell [2]. - Prices rose [3]. ",
        "Title of it all\nXin Cai Jing·2025-12-21 07:18\nStocks fell. Prices rose.\n",
        "| tin | 30,100 |\n",
        "稀土出口大幅增长。",
        "[1]",
        "[",
        "](",
        "**",
        "*a ",
        "_",
        "\"a ",
        "“",
        "(",
        " - ",
        "- ",
        "|",
        "| a ",
        "|---|",
        "1. ",
        "A. B. ",
        "#",
        "> ",
        "\n",
        " ",
        ". ",
        "...",
        "a",
        "A ",
        "汉",
        "\u{3000}",
        "\\",
        "1.1 ",
        "word5 ",
        "Ab Cd - ",
        "**X**: - ",
    ];
    let mut slow = Vec::new();
    for unit in units {
        // A busy machine may be slow once.
        let times: Vec<_> = (0..3)
            .map(|_| (time(unit, 8_000), time(unit, 32_000)))
            .take_while(|(short, long)| *long > *short * 10 + Duration::from_millis(30))
            .collect();
        if times.len() == 3 {
            slow.push(format!("{unit:?}: {:?} for 8 KB, {:?} for 32 KB", times[2].0, times[2].1));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// Words whose rules look around, one line of each mixture, and many lines: what is looked at must
/// have an end.
const MIXTURES: &[&[&str]] = &[
    &["oil", "Tesla", "fell", "-", "[2]", "year - on - year", "5%", "2750 - 2950", "Group", "."],
    &["1.", "2)", "a.", "b.", "The", "- ", "3.", "**", ":"],
    &["[Title](index=1&type=section)", "|", "---", "|", "x", "Group", "1:", "A"],
    &["油", "价", "。", "“", "”", "：", "\"", "- ", "[2]"],
    &[". . .", "...", "!", "?\"", "Mr.", "said", "U.S.", "The"],
    &["?\"", "Mr.", "Lee"],
    &["Go.", "\n\n"],
];

#[test]
fn one_long_line_takes_linear_time() {
    for words in MIXTURES {
        let mut seed = 7_u64;
        let mut line = String::new();
        while line.len() < 600_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            line.push_str(words[(seed >> 33) as usize % words.len()]);
            line.push(' ');
        }
        let short = &line[..line.floor_char_boundary(100_000)];
        // Once more where a busy machine held it up.
        let slow = (0..3).all(|_| time_of(&line) > time_of(short) * 12 + Duration::from_millis(50));
        assert!(!slow, "{words:?}");
    }
}

/// How long reading and splitting takes for a text of about this size.
fn time(unit: &str, bytes: usize) -> Duration {
    time_of(&unit.repeat(bytes / unit.len()))
}

fn time_of(text: &str) -> Duration {
    let started = Instant::now();
    let count: usize = articles(text).iter().map(|article| claims(article).len()).sum();
    assert!(count <= text.len());
    started.elapsed()
}
