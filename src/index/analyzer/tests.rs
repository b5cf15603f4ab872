//! What the analysis makes of text, as a table.

use super::*;

/// `term@position`, one after another.
fn terms(text: &str) -> String {
    let mut out = Vec::new();
    analyze(text, |token| out.push(format!("{}@{}", token.text, token.position)));
    out.join(" ")
}

fn surfaces(text: &str) -> String {
    fold(text)
}

#[test]
fn words() {
    for (text, want) in [
        ("", ""),
        (" \n—…", ""),
        ("The minerals", "the@0 miner@1"),
        ("mineral MINERALS", "miner@0 miner@1"),
        ("gold-silver and/or", "gold@0 silver@1 goldsilv@1 and@2 or@3"),
        ("snake_case a|b", "snake@0 case@1 a@2 b@3"),
        ("Łódź Ørsted façade", "lodz@0 orst@1 facad@2"),
        ("cafe\u{301} caf\u{e9}", "cafe@0 cafe@1"),
        ("Straße STRASSE", "strass@0 strass@1"),
        ("ﬁnance ＴＲＡＤＥ", "financ@0 trade@1"),
        ("co\u{AD}op\u{200B}x", "coop@0 x@1"),
        ("Ёлка йод", "елка@0 иод@1"),
        ("ΛΌΓΟΣ λόγος", "λογοσ@0 λογοσ@1"),
        ("مُحَمَّد", "محمد@0"),
        ("हिन्दी", "हिन्दी@0"),
    ] {
        assert_eq!(terms(text), want, "{text:?}");
    }
}

#[test]
fn apostrophes() {
    for (text, want) in [
        ("don't Don’t", "dont@0 dont@1"),
        ("Japan's Japan’s JAPAN'S", "japan@0 japan@1 japan@2"),
        ("it's.", "it@0"),
        ("the workers' 'pay' rises'", "the@0 worker@1 pay@2 rise@3"),
        ("O'Neil rock'n'roll", "oneil@0 rocknrol@1"),
        ("Macy'ss", "macyss@0"),
        ("1990's 6'2 '90s", "1990@0 6@1 2@2 90s@3"),
        ("'s s's", "s@0 s@1"),
    ] {
        assert_eq!(terms(text), want, "{text:?}");
    }
}

#[test]
fn acronyms() {
    for (text, want) in [
        ("the U.S. and U.K.", "the@0 us@1 and@2 uk@3"),
        ("U.S.A., u.s", "usa@0 us@1"),
        ("U.S.'s U.S.-led", "us@0 us@1 led@2"),
        ("J.P. Morgan", "jp@0 morgan@1"),
        ("plan B. A new", "plan@0 b@1 a@2 new@3"),
        ("e.g.this example.com", "eg@0 this@1 exampl@2 com@3"),
        ("A.B.Corp x.5", "ab@0 corp@1 x@2 5@3"),
        ("U.Said", "u@0 said@1"),
    ] {
        assert_eq!(terms(text), want, "{text:?}");
    }
}

#[test]
fn numbers() {
    for (text, want) in [
        ("13,300 tons", "13300@0 ton@1"),
        ("726.6% 3,000.5", "726.6@0 3000.5@1"),
        ("in 2025. Then", "in@0 2025@1 then@2"),
        ("1,234,567.89", "1234567.89@0"),
        ("2024,2025 1,23 1,2345", "2024@0 2025@1 1@2 23@3 1@4 2345@5"),
        ("1234,567", "1234@0 567@1"),
        ("$5-6 billion", "5@0 6@1 billion@2"),
        ("2025.12.21 10.0.0.1", "2025@0 12@1 21@2 10@3 0@4 0@5 1@6"),
        ("１３,３００ １３，３００", "13@0 300@1 13300@2"),
        ("10，100", "10@0 100@1"),
        ("12:30 1/2 ½", "12@0 30@1 1@2 2@3 ½@4"),
        (".5 5.", "5@0 5@1"),
    ] {
        assert_eq!(terms(text), want, "{text:?}");
    }
}

#[test]
fn letters_and_digits() {
    for (text, want) in [
        ("FY25Q4 up", "fy25q4@0 fy25@0 q4@0 up@1"),
        ("1H25", "1h25@0 1@0 h25@0"),
        ("GPT4o GPT-4o", "gpt4o@0 gpt4@0 o@0 gpt@1 4o@2 gpt4o@2"),
        ("HBM4 Q4 5G 3D COVID", "hbm4@0 q4@1 5g@2 3d@3 covid@4"),
        ("19th 20bn 3.5bn", "19th@0 19@0 th@0 20bn@1 20@1 bn@1 3.5bn@2 3.5@2 bn@2"),
        ("20millions", "20millions@0 20@0 million@0"),
        ("Qwen2.5 v1.2.3", "qwen2.5@0 v1@1 2@2 3@3"),
        ("CO₂ km²", "co2@0 km2@1"),
        ("13,300km", "13300km@0 13300@0 km@0"),
    ] {
        assert_eq!(terms(text), want, "{text:?}");
    }
}

#[test]
fn joined() {
    for (text, want) in [
        ("COVID-19 A-share", "covid@0 19@1 covid19@1 a@2 share@3 ashar@3"),
        ("AT&T S&P 500", "at@0 t@1 at&t@1 s@2 p@3 s&p@3 500@4"),
        ("state-of-the-art", "state@0 of@1 the@2 art@3"),
        ("$5-6 2025-12-21", "5@0 6@1 2025@2 12@3 21@4"),
        ("US-led, so- called-", "us@0 led@1 usl@1 so@2 call@3"),
        ("FY25-Q4", "fy25@0 q4@1 fy25q4@1"),
        ("C++ and C#, F#1 c+", "c++@0 and@1 c#@2 f@3 1@4 c@5"),
        ("1H25-end", "1h25@0 1@0 h25@0 end@1 1h25end@1"),
        ("end-1H25", "end@0 1h25@1 1@1 h25@1 end1h25@1"),
    ] {
        assert_eq!(terms(text), want, "{text:?}");
    }
}

#[test]
fn han_and_kana() {
    for (text, want) in [
        ("日本", "日@0 日本@0 本@1"),
        ("日本外交", "日@0 日本@0 本@1 本外@1 外@2 外交@2 交@3"),
        ("A股 2025年", "a@0 股@1 2025@2 年@3"),
        ("ｶﾞｽ ガス", "ガ@0 ガス@0 ス@1 ガ@2 ガス@2 ス@3"),
        ("か\u{3099}", "が@0"),
        ("한국", "한@0 한국@0 국@1"),
        ("\u{1112}\u{1161}\u{11AB}", "한@0"),
        ("日，本", "日@0 本@1"),
        ("東ー々", "东@0 东ー@0 ー@1 ー々@1 々@2"),
    ] {
        assert_eq!(terms(text), want, "{text:?}");
    }
}

#[test]
fn offsets_point_into_the_text() {
    let spans = |text: &str| {
        let mut out = Vec::new();
        analyze(text, |token| out.push(text[token.start..token.end].to_owned()));
        out
    };
    assert_eq!(spans("Japan’s  13,300 FY25Q4."), ["Japan", "13,300", "FY25Q4", "FY25", "Q4"]);
    assert_eq!(spans("the U.S.'s don't"), ["the", "U.S", "don't"]);
    assert_eq!(spans("日本x"), ["日", "日本", "本", "x"]);
    assert_eq!(spans("cafe\u{301}!"), ["cafe\u{301}"]);
}

#[test]
fn tells_scripts_and_roles() {
    let mut seen = Vec::new();
    analyze("Façade 3.5 FY25Q4 日本 мир", |t| {
        seen.push((t.surface.to_owned(), t.script, t.role));
    });
    let want = [
        ("facade", Script::Latin, Role::Whole),
        ("3.5", Script::Number, Role::Whole),
        ("fy25q4", Script::Mixed, Role::Whole),
        ("fy25", Script::Mixed, Role::Part),
        ("q4", Script::Mixed, Role::Part),
        ("日", Script::Han, Role::Whole),
        ("日本", Script::Han, Role::Pair),
        ("本", Script::Han, Role::Whole),
        ("мир", Script::Other, Role::Whole),
    ];
    assert_eq!(seen, want.map(|(surface, script, role)| (surface.to_owned(), script, role)));
}

#[test]
fn folds_whole_texts() {
    assert_eq!(surfaces("  Rare-Earth MINERALS, FY25Q4! "), "rare earth minerals fy25q4");
    assert_eq!(surfaces("日本"), "日 本");
}

#[test]
fn long_words_are_cut_and_found_again() {
    let long = "é".repeat(50_000);
    let mut seen = Vec::new();
    analyze(&long, |token| seen.push((token.text.to_owned(), token.end)));
    assert_eq!(seen, [("e".repeat(64), long.len())]);
    let wide = "я".repeat(33);
    assert_eq!(terms(&wide), format!("{}@0", "я".repeat(32)));
    let mixed = "a1".repeat(50_000);
    let mut parts = 0;
    analyze(&mixed, |token| {
        assert!(token.text.len() <= MAX_TERM_BYTES && !token.text.is_empty());
        parts += usize::from(token.role == Role::Part);
    });
    assert_eq!(parts, 32);
}

#[test]
fn time_is_linear_in_the_text() {
    for unit in ["1.", "1,234", "a.", "1.1a", "'s", "か\u{3099}", "a\u{301}", "1,", "’", "한", "1a"]
    {
        let text = unit.repeat(400_000 / unit.len());
        let started = std::time::Instant::now();
        analyze(&text, |_| ());
        assert!(started.elapsed().as_secs() < 5, "{unit:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_taken(text in "\\PC{0,60}|[a-zA-Z0-9.,'’ \u{301}\u{AD}日ｶﾞ한\u{1161}½ŉİ-]{0,60}") {
        let mut last = 0;
        analyze(&text, |token| {
            assert!(!token.text.is_empty() && !token.surface.is_empty());
            assert!(token.start < token.end);
            assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
            assert!(token.position == last || token.position == last + 1);
            last = token.position;
        });
    }

    #[test]
    fn case_changes_nothing(text in "[a-zA-Z0-9.,' -]{0,60}") {
        proptest::prop_assert_eq!(terms(&text), terms(&text.to_uppercase()));
        proptest::prop_assert_eq!(terms(&text), terms(&text.to_lowercase()));
    }

    #[test]
    fn folded_text_is_found_by_the_same_terms(text in "[a-zA-Zé ]{0,60}") {
        proptest::prop_assert_eq!(terms(&fold(&text)), terms(&text));
    }
}
