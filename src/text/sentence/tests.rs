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
