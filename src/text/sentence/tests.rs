use super::ends;

/// The text with `|` after each sentence.
fn cut(text: &str) -> String {
    let mut out = String::new();
    let mut start = 0;
    for end in ends(text) {
        if !out.is_empty() {
            out.push('|');
        }
        out.push_str(text[start..end].trim());
        start = end;
    }
    out
}

#[test]
fn marks() {
    for wanted in [
        "Exports to the U.S. rose 5% in Q3 [2][3].|Apple Inc. said sales in the U.S.|The growth slowed [4].",
        "Revenue was $5.6 billion.|Exports are $5-6 billion, i.e. about 3.5% of the total vs. 4.1% in 2024.",
        "Gov. Kazuo Ueda spoke.|Mr. J. P. Morgan Jr. disagreed.|Honda Motor Co. Ltd. fell at 3 p.m. Tokyo time.",
        "The summit was cancelled.[6][7]|Talks resumed on Dec. 5 at 10 a.m. in Tokyo.",
        "He asked: \"Will the U.S. act?\"|Nobody knew.|See www.sec.gov.|No. 1 producer Vale S.A. rose.",
        "日本央行加息25个基点。|植田和男称将继续加息！|市场反应如何？|“我们将继续。”他说；美元下跌…",
        "我们明天看《摔跤吧！爸爸》好吗？|好！",
        "\"Stop!\" she cried.|It did not.",
        "(This one stands alone.)|So does this.",
        "Is it 3.5?|It rose 3.5.|The rest fell.",
    ] {
        assert_eq!(cut(&wanted.replace('|', if wanted.contains('。') { "" } else { " " })), wanted);
    }
}

#[test]
fn spaced_points() {
    for wanted in [
        "I was not . . . sure what . . . He never said.|So I left.",
        "It came to an end . . . .|Next came the rest.",
        "\u{201c}The laws will appear less complex. . . .\u{201d}",
        "They joined words into compounds.|. . . The practice went on. . . .",
    ] {
        assert_eq!(cut(&wanted.replace('|', " ")), wanted);
    }
}

#[test]
fn speakers_and_notes() {
    for wanted in [
        "\"Will it hold?\" Mr. Ostrow asked.|Nobody knew.",
        "\"Stop!\" Dr. Anna B. Lind shouted.|It did not.",
        "At 5 a.m. Mr. Smith rose.|He left at 6 p.m.|Mr. Brown stayed.",
        "On Jan. 5, at 6 a.m. Mr. Smith arrived.|At 11:58 p.m. P.D.T. the lights went out.",
        "She earned her Ph.D. in 1999.|He has a Ph.D.|Tom has none.|The shelf is 3 ft.|Tom sold it.",
        "Rome was founded in 753 B.C.|Augustus came later.|In 44 B.C. Caesar was killed.",
        "It was founded in 1904.[citation needed]|The site is lost.[4\u{2013}6]|It burned.",
    ] {
        assert_eq!(cut(&wanted.replace('|', " ")), wanted);
    }
}
