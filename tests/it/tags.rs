//! Tags from the user's side: what a text's entities are, and searches by tags.

use super::env::{TestEnv, shown};

/// An article of which each line is a claim.
fn article(claims: &[&str]) -> String {
    let mut text = String::from("Core Viewpoint\n");
    for claim in claims {
        text.push_str(&format!("- {claim} [1]\n"));
    }
    text + "\nA title\n\nMorning Ledger\u{b7}2025-12-21 07:18\n"
}

/// The entities of such an article, one line a claim: `id=words` with a star on a metonym.
fn entities(claims: &[&str]) -> String {
    let env = TestEnv::new().with_file("a.txt", &article(claims));
    let output = env.run(&["split", "a.txt"]);
    assert!(output.status.success(), "{}", shown(&output));
    let mut lines = String::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let claim: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = claim["text"].as_str().unwrap();
        if text == "A title" {
            continue;
        }
        let named = claim["entities"].as_array().unwrap().iter().map(|entity| {
            let words = entity["mentions"].as_array().unwrap().iter().map(|mention| {
                let at = |i: usize| mention[i].as_u64().unwrap() as usize;
                &text[at(0)..at(1)]
            });
            let star = if entity["metonym"] == true { "*" } else { "" };
            format!(
                "{}{star}={}",
                entity["id"].as_str().unwrap(),
                words.collect::<Vec<_>>().join("|")
            )
        });
        lines.push_str(&named.collect::<Vec<_>>().join("  "));
        lines.push('\n');
    }
    lines
}

#[test]
fn one_id_whatever_the_wording_and_language() {
    insta::assert_snapshot!(entities(&[
        "Kazakhstan's exports to Japan rose, while Kazakh and Japanese firms talked",
        "哈萨克斯坦向日本出口稀土",
        "臺灣的台積電與美國談判",
        "U.S. officials met the Philippine delegation in Kuala Lumpur",
        "The greenback fell against the yen as gold climbed",
    ]));
}

#[test]
fn names_within_names_and_capitals_that_act() {
    insta::assert_snapshot!(entities(&[
        "The Russia-Ukraine war raised the price of oil",
        "Washington accused Beijing of dumping, and talks go on in Beijing",
        "Germany's Volkswagen AG and Sumitomo Corp. built a plant in Kyushu",
        "Power of Siberia 2 would carry gas via Mongolia",
        "中美经贸磋商在吉隆坡举行，俄乌冲突升级，其中国内消费下滑",
    ]));
}

#[test]
fn names_that_no_list_holds_and_their_short_forms() {
    insta::assert_snapshot!(entities(&[
        "Erkin Sadykov, chief executive of Tengri Copper Holdings, plans a mine",
        "Sadykov said that Tengri would borrow, and Tengri has a bank",
        "China's Ministry of Pearls and Indonesia's Ministry of Pearls signed a paper",
        "According to Jane Qwerty, an analyst at Blorf Securities, prices will rise",
        "商务部发言人何咏前表示，云岭锂业股份有限公司获得许可",
        "何咏前说，云岭将扩产",
    ]));
}

#[test]
fn what_is_in_doubt_is_not_tagged() {
    insta::assert_snapshot!(entities(&[
        "Target prices were raised as the lead over rivals grew",
        "Shell companies in march lead to more tin pots",
        "Strategic Interests And Long-Term Objectives Of The Summit",
        "Analysts Said Markets Would Rise",
        "发展中国家的股东完美地参加了集中培训",
    ]));
}

const OWN: &str = r#"never = ["Gold Coast", "commodity/copper"]

[[entity]]
type = "org"
name = "Tengri Copper"
aliases = ["Tengri", "天力铜业", "=TGC.KZ"]

[[entity]]
name = "Kazakh Copper"
same_as = "org/tengri-copper"
"#;

#[test]
fn own_entities_win_and_stay_with_the_index() {
    let text = article(&["Kazakh Copper sold copper on the Gold Coast", "Tengri bought 天力铜业"]);
    let env = TestEnv::new().with_file("a/a.txt", &text).with_file("own.toml", OWN);
    let ids = |args: &[&str]| {
        let output = env.run(args);
        assert!(output.status.success(), "{}", shown(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        let list: serde_json::Value = serde_json::from_str(&text).unwrap();
        let entities = list["entities"].as_array().unwrap().iter();
        entities
            .map(|e| format!("{} {}", e["id"].as_str().unwrap(), e["claims"]))
            .collect::<Vec<_>>()
    };
    let list = ["entities", "--format", "json"];
    env.run(&["index", "--entities", "own.toml", "a"]);
    assert_eq!(ids(&list), ["org/tengri-copper 2"]);
    // Later runs know them too, and nothing has changed.
    let again = String::from_utf8(env.run(&["index", "a"]).stdout).unwrap();
    assert!(again.contains("0 updated, 1 unchanged"), "{again}");
    let found = env.run(&["search", "entity:TGC.KZ", "--count"]);
    assert_eq!(String::from_utf8(found.stdout).unwrap(), "2\n");
    // Forgotten, the article is tagged anew.
    let again = String::from_utf8(env.run(&["index", "--forget-entities", "a"]).stdout).unwrap();
    assert!(again.contains("1 updated"), "{again}");
    assert!(ids(&list).contains(&"commodity/copper 1".to_owned()));
}

#[test]
fn a_mistake_in_own_entities_is_told_with_its_line() {
    let mut told = String::new();
    for (name, own) in [
        ("no type", "[[entity]]\nname = \"X Corp\"\n"),
        ("bad type", "[[entity]]\ntype = \"firm\"\nname = \"X Corp\"\n"),
        ("no such target", "\n[[entity]]\nname = \"X Corp\"\nsame_as = \"org/no-such-thing\"\n"),
        ("unknown key", "[[entity]]\ntype = \"org\"\nnmae = \"X\"\n"),
        ("not closed", "[[entity]]\nname = \"X\n"),
        ("too short", "[[entity]]\ntype = \"org\"\nname = \"Xylo\"\naliases = [\n  \"X\",\n]\n"),
        ("nothing", "[[entity]]\ntype = \"org\"\n"),
        ("not there", "never = [\"org/no-such-thing\"]\n"),
    ] {
        let env =
            TestEnv::new().with_file("a.txt", &article(&["Oil rose"])).with_file("o.toml", own);
        let output = env.run(&["split", "--entities", "o.toml", "a.txt"]);
        assert_eq!(output.status.code(), Some(2));
        told.push_str(&format!("{name}: {}", String::from_utf8(output.stderr).unwrap()));
    }
    insta::assert_snapshot!(told);
}

fn tagged() -> TestEnv {
    let text = article(&[
        "Exports of about $5-6 billion and imports of $13 billion",
        "More than $20bn went to Kazakhstan in Q2 2025",
        "Sales of 3万亿日元, up 25 basis points",
        "Output hit 2.7 million tonnes, twice that of 1995",
        "Kazakh trade grew 12.5% since 2020",
        "哈萨克斯坦的贸易额下降3.9%",
    ]);
    TestEnv::new().with_file("a/a.txt", &text).indexed("a")
}

/// How many claims a query finds, with what it is told.
fn counted(env: &TestEnv, query: &str) -> String {
    let output = env.run(&["search", "--count", "--", query]);
    let told = String::from_utf8(output.stderr).unwrap();
    format!("{query}: {}{told}", String::from_utf8(output.stdout).unwrap())
}

#[test]
fn figures_are_asked_for_by_value_unit_and_range_of_one() {
    let env = tagged();
    let counts: String = [
        "money:>=5bn",
        "money:7bn..12bn",
        "money:5.5bn",
        "money:USD:5bn..6bn",
        "money:5..6bn",
        "money:EUR:>1",
        "money:>20bn",
        "money:<=20bn",
        "money:20bn",
        "money:JPY:>1万亿",
        "money:\"3万亿日元\"",
        "percent:>10",
        "percent:25bps",
        "percent:<0",
        "percent:-3.9",
        "qty:tonne:>1m",
        "qty:\"2.7 million tonnes\"",
        "qty:barrel:>1",
        "money:soon",
        "qty:$5",
    ]
    .iter()
    .map(|query| counted(&env, query))
    .collect();
    insta::assert_snapshot!(counts);
}

#[test]
fn dates_are_asked_for_by_periods_that_overlap() {
    let env = tagged();
    let counts: String = [
        "when:2025",
        "when:2025-05",
        "when:2025-Q3",
        "when:2022",
        "when:1995-06-01",
        "when:>=2026",
        "when:then",
    ]
    .iter()
    .map(|query| counted(&env, query))
    .collect();
    insta::assert_snapshot!(counts);
}

#[test]
fn entities_are_asked_for_by_any_name() {
    let env = tagged();
    let counts: String = [
        "entity:KZ",
        "entity:country/KZ",
        "entity:country/kz",
        "entity:哈萨克斯坦",
        "entity:KAZAKH",
        "entity:country/*",
        "entity:person/*",
        "entity:Atlantis",
        "trade",
        "哈萨克斯坦 trade",
        "Kazakhstan",
    ]
    .iter()
    .map(|query| counted(&env, query))
    .collect();
    insta::assert_snapshot!(counts);
    let exact = env.run(&["search", "--exact", "--count", "Kazakhstan"]);
    assert_eq!(String::from_utf8(exact.stdout).unwrap(), "1\n");
}

#[test]
fn entities_are_listed_and_counted() {
    let env = tagged();
    let list = env.run(&["entities"]);
    insta::assert_snapshot!(String::from_utf8(list.stdout).unwrap());
    let list = env.run(&["entities", "--format", "jsonl", "--type", "person"]);
    assert_eq!((list.status.code(), list.stdout.len()), (Some(1), 0));
    let facets = env.run(&["search", "billion", "--facet", "country", "--count"]);
    insta::assert_snapshot!(String::from_utf8(facets.stdout).unwrap());
}

#[test]
fn entities_are_counted_under_the_name_that_each_claim_has() {
    let brief =
        "- Minister Ana Luz Duarte backed the mine.\n- Minister Ana-Luz Duarte opened it.\n";
    let env = TestEnv::new().with_file("mine.txt", brief);
    assert!(env.run(&["index", "mine.txt"]).status.success());
    let list = env.run(&["entities", "--type", "person"]);
    assert_eq!(
        String::from_utf8(list.stdout).unwrap(),
        "1  Ana Luz Duarte  person/ana-luz-duarte\n\
         1  Ana-Luz Duarte  person/ana-luz-duarte\n\
         \n\
         2 entities\n"
    );
}
