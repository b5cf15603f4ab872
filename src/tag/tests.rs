//! Quantities as a reader would write them down.

use super::quantity::quantities;
use crate::model::Quantity;

fn show(text: &str) -> String {
    let one = |q: &Quantity| {
        let value =
            if q.min == q.max { format!("{}", q.min) } else { format!("{}..{}", q.min, q.max) };
        let mut out = format!("{}:{value}", q.text);
        for part in [
            q.unit.as_deref(),
            q.per.as_deref().map(|_| "per"),
            q.per.as_deref(),
            q.bound.as_deref(),
        ]
        .into_iter()
        .flatten()
        {
            out.push(' ');
            out.push_str(part);
        }
        if q.approx {
            out.push('~');
        }
        match &*q.kind {
            "percent" => out.push('%'),
            "multiple" => out.push('×'),
            _ => {}
        }
        out
    };
    quantities(text, &[]).iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[test]
fn figures() {
    for (text, wanted) in [
        ("exports of around $5-6 billion", "$5-6 billion:5000000000..6000000000 USD~"),
        ("RMB 3.2bn and HK$1.2bn", "RMB 3.2bn:3200000000 CNY | HK$1.2bn:1200000000 HKD"),
        ("3万亿日元", "3万亿日元:3000000000000 JPY"),
        (
            "A$0.12, USD 110 million, 30 MUSD",
            "A$0.12:0.12 AUD | USD 110 million:110000000 USD | 30 MUSD:30000000 USD",
        ),
        ("$64.89 a barrel", "$64.89 a barrel:64.89 USD per barrel"),
        ("92,360 yuan per ton", "92,360 yuan per ton:92360 CNY per ton"),
        ("14 yuan starting + 2.7 yuan/km", "14 yuan:14 CNY | 2.7 yuan/km:2.7 CNY per kilometre"),
        ("rose 25 basis points to 3.75%-4.00%", "25 basis points:0.25% | 3.75%-4.00%:3.75..4%"),
        ("up 24 percentage points, 0 - 1%", "24 percentage points:24% | 0 - 1%:0..1%"),
        ("more than $20bn, less than 15%", "$20bn:20000000000 USD over | 15%:15 under%"),
        (
            "2.7 million tonnes, 20 million barrels per day",
            "2.7 million tonnes:2700000 tonne | 20 million barrels per day:20000000 barrel/day",
        ),
        ("141GB of memory and 3x faster", "141GB:141 gigabyte | 3x:3×"),
        (
            "100,000 vehicles; eight companies",
            "100,000 vehicles:100000 vehicle | eight companies:8 company",
        ),
        ("150bps and Group 5, HBM4, AL2601", "150bps:1.5%"),
        ("三千万美元，百分之十二，增长3倍", "三千万美元:30000000 USD | 百分之十二:12% | 3倍:3×"),
        (
            "232.92亿元，超过500万人，约增5.3%",
            "232.92亿元:23292000000 CNY | 500万人:5000000 person over | 5.3%:5.3~%",
        ),
        ("2.5 crore rupees and Rs 900", "2.5 crore rupees:25000000 INR | Rs 900:900 INR"),
        ("gold was weakest at -3.9% and +2.28%", "-3.9%:-3.9% | +2.28%:2.28%"),
        (
            "between $3 and $4 trillion and 20 trillion won",
            "$3 and $4 trillion:3000000000000..4000000000000 USD | 20 trillion won:20000000000000 KRW",
        ),
        ("one of the firms won 3 of 5", ""),
        ("the 5 April deal, room 12, 3.14", ""),
        (
            "RMB 0.61 cents and 12.5 cents a share",
            "RMB 0.61 cents:0.0061 CNY | 12.5 cents a share:0.125 USD per share",
        ),
        (
            "RMB304.5 million, 304,528 thousand yuan",
            "RMB304.5 million:304500000 CNY | 304,528 thousand yuan:304528000 CNY",
        ),
        (
            "50 billion cubic meters; 5 km² in area",
            "50 billion cubic meters:50000000000 cubic metre | 5 km²:5 km2",
        ),
        (
            "half a million people, a dozen ships",
            "half a million people:500000 person | a dozen ships:12 ship",
        ),
        ("a 5-year plan against COVID-19", ""),
        ("COVID-19 cases, Boeing 737 jets and 221B Baker Street", ""),
        (
            "100万千瓦，80千瓦时，50兆瓦",
            "100万千瓦:1000000 kilowatt | 80千瓦时:80 kilowatt-hour | 50兆瓦:50 megawatt",
        ),
        ("同比下降-1.5%，零下5摄氏度", "-1.5%:-1.5% | 零下5摄氏度:-5 degree Celsius"),
        (
            "minus 12%, .5 percent, 七成五, 百分之百",
            "minus 12%:-12% | .5 percent:0.5% | 七成五:75% | 百分之百:100%",
        ),
        (
            "a loan of 60m euros, 新台币3000万元",
            "60m euros:60000000 EUR | 新台币3000万元:30000000 TWD",
        ),
        ("1.5亿元到1.8亿元", "1.5亿元到1.8亿元:150000000..180000000 CNY"),
        ("单位:百万元，一家老牌企业", ""),
        (
            "500,000 b/d, 1.2 mb/d, 5 Mt, 30 kt, 12 bcm and 4 mb",
            "500,000 b/d:500000 barrel/day | 1.2 mb/d:1200000 barrel/day | 5 Mt:5000000 tonne | 30 kt:30000 tonne | 12 bcm:12000000000 cubic metre | 4 mb:4 megabyte",
        ),
        (
            "5 1/2 percent, 6¾%, $5 1/4 and 3/4 done by 5/16",
            "5 1/2 percent:5.5% | 6¾%:6.75% | $5 1/4:5.25 USD",
        ),
    ] {
        assert_eq!(show(text), wanted, "{text}");
    }
}

fn show_dates(published: &str, text: &str) -> String {
    let published = crate::model::Published::parse(published);
    let one = |when: &crate::model::When| {
        let value = match (&when.from, &when.to, &when.duration) {
            (_, _, Some(duration)) => duration.clone(),
            (Some(from), Some(to), _) if from == to => from.clone(),
            (Some(from), Some(to), _) => format!("{from}..{to}"),
            _ => "?".into(),
        };
        format!(
            "{}:{value}{}",
            when.text,
            when.bound.as_deref().map(|bound| format!(" {bound}")).unwrap_or_default()
        )
    };
    super::date::dates(text, published.as_ref()).iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[test]
fn ranges_of_dates() {
    for (text, wanted) in [
        ("2024年1月1日至3月31日", "2024年1月1日至3月31日:2024-01-01..2024-03-31"),
        ("2024年11月至2月", "2024年11月至2月:2024-11-01..2025-02-28"),
        ("from Q1 2025 to Q3 2025", "Q1 2025 to Q3 2025:2025-01-01..2025-09-30"),
        (
            "between January 2024 and March 2025",
            "January 2024 and March 2025:2024-01-01..2025-03-31",
        ),
        ("2024-12-01 to 2024-12-05", "2024-12-01 to 2024-12-05:2024-12-01..2024-12-05"),
        ("from 3 March to 5 June 2024", "3 March to 5 June 2024:2024-03-03..2024-06-05"),
        ("from 2020 to last year", "2020 to last year:2020-01-01..2024-12-31"),
        ("from Monday to Wednesday", "Monday to Wednesday:2025-12-15..2025-12-17"),
        (
            "in June 2025 and in May 2024 to come",
            "June 2025:2025-06-01..2025-06-30 | May 2024:2024-05-01..2024-05-31",
        ),
        (
            "from May 2025 to March 2024",
            "May 2025:2025-05-01..2025-05-31 | March 2024:2024-03-01..2024-03-31",
        ),
        ("2025年H1，25Q3", "2025年H1:2025-01-01..2025-06-30 | 25Q3:2025-07-01..2025-09-30"),
        (
            "the past year or the last decade",
            "past year:2024-12-21..2025-12-21 | last decade:2015-12-21..2025-12-21",
        ),
        ("一年半后成立两周年", "一年半:P1Y6M"),
        ("5 1/2 years on", ""),
        ("Sales from June 3 to 5 rose", "June 3 to 5:2025-06-03..2025-06-05"),
        ("open from June 3 to 5", "June 3 to 5:2026-06-03..2026-06-05"),
        (
            "stocks rose by end-March, said this morning and last night",
            "March:2025-03-01..2025-03-31 by | this morning:2025-12-21 | last night:2025-12-20",
        ),
    ] {
        assert_eq!(show_dates("2025-12-21", text), wanted, "{text}");
    }
}

#[test]
fn times() {
    for (published, text, wanted) in [
        ("2025-12-21", "held on December 19-20", "December 19-20:2025-12-19..2025-12-20"),
        (
            "2025-10-10",
            "curbs take effect from November 8, set on October 9",
            "November 8:2025-11-08 | October 9:2025-10-09",
        ),
        (
            "2025-10-30",
            "may cut in December or in 2026",
            "December:2025-12-01..2025-12-31 | 2026:2026-01-01..2026-12-31",
        ),
        (
            "2025-08-29",
            "H1 2025 sales; Q2 profit; the first half",
            "H1 2025:2025-01-01..2025-06-30 | Q2:2025-04-01..2025-06-30 | the first half:2025-01-01..2025-06-30",
        ),
        (
            "2025-11-14",
            "third-quarter profit, the first half of 2025",
            "third-quarter:2025-07-01..2025-09-30 | the first half of 2025:2025-01-01..2025-06-30",
        ),
        (
            "2025-12-03",
            "next year and this year, last quarter",
            "next year:2026-01-01..2026-12-31 | this year:2025-01-01..2025-12-31 | last quarter:2025-07-01..2025-09-30",
        ),
        (
            "2025-07-28",
            "on Sunday, for three years, since 1995",
            "Sunday:2025-07-27 | three years:P3Y | 1995:1995-01-01..1995-12-31 since",
        ),
        (
            "2025-09-02",
            "the plan for 2026-2035, by 2030",
            "2026-2035:2026-01-01..2035-12-31 | 2030:2030-01-01..2030-12-31 by",
        ),
        (
            "2025-06-26",
            "FY25Q3 revenue, CY26 output, within 6-12 months",
            "FY25Q3:? | CY26:2026-01-01..2026-12-31 | 6-12 months:?",
        ),
        (
            "2025-11-30",
            "first 11 months of 2025, from June 3 to 5",
            "first 11 months of 2025:2025-01-01..2025-11-30 | June 3 to 5:2025-06-03..2025-06-05",
        ),
        (
            "2025-08-28",
            "by the end of the decade, the past five years",
            "the end of the decade:2029-01-01..2029-12-31 by | the past five years:2020-08-28..2025-08-28",
        ),
        (
            "2025-08-15",
            "上半年增长，去年下半年下降，今年前三季度，2025年7月15日",
            "上半年:2025-01-01..2025-06-30 | 去年下半年:2024-07-01..2024-12-31 | 今年前三季度:2025-01-01..2025-09-30 | 2025年7月15日:2025-07-15",
        ),
        (
            "2026-01-22",
            "1月19日消息，上周五，五年，2030年前",
            "1月19日:2026-01-19 | 上周五:2026-01-16 | 五年:P5Y | 2030年:2030-01-01..2030-12-31 by",
        ),
        (
            "",
            "on Monday, last year, December 19, 2025",
            "Monday:? | last year:? | December 19, 2025:2025-12-19",
        ),
        ("2025-12-21", "May I ask; we march on; 2025 tons; 1,995 cars; AL2601; Group 5", ""),
        (
            "2025-12-21",
            "19 December 2025, 2025-12-19, the 27th of May, 90 days",
            "19 December 2025:2025-12-19 | 2025-12-19:2025-12-19 | 27th of May:2025-05-27 | 90 days:P90D",
        ),
    ] {
        assert_eq!(show_dates(published, text), wanted, "{text}");
    }
}

mod any_text {
    use std::time::{Duration, Instant};

    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::{date::dates, quantity::quantities};
    use crate::model::Published;

    const FRAGMENTS: &[&str] = &[
        "$",
        "US$",
        "RMB",
        "€",
        "￥",
        "5",
        "-6",
        " - ",
        "1,234.5",
        "３．５",
        "%",
        "％",
        " billion",
        "bn",
        "m",
        "k",
        "万",
        "亿",
        "万亿",
        "元",
        "美元",
        "吨",
        " tonnes",
        " per day",
        "/km",
        " a barrel",
        "百分之",
        "十二",
        "三千万",
        "成",
        "个基点",
        " to ",
        "至",
        "between ",
        " and ",
        "twenty-five",
        "half a ",
        "a ",
        "dozen",
        "December",
        " 19",
        "th",
        "-20",
        ", ",
        "2025",
        "年",
        "7月",
        "15日",
        "上半年",
        "去年",
        "第三季度",
        "Q1",
        "H2",
        "FY25",
        "3Q25",
        "first ",
        "half",
        "last ",
        "two ",
        "quarters",
        "Monday",
        "May",
        "next ",
        "year",
        "周五",
        "近",
        "五年",
        "the end of ",
        "decade",
        "'",
        "(",
        ")",
        ".",
        " ",
        "é",
        "\u{0}",
        "９",
        "约",
        "超过",
        "more than ",
        "x",
        "倍",
    ];

    proptest! {
        #[test]
        fn tags_stand_where_they_say(parts in vec(select(FRAGMENTS), 0..40), known in any::<bool>()) {
            let text = parts.concat();
            let published = Published::parse("2025-12-21").filter(|_| known);
            let mut end = 0;
            for when in dates(&text, published.as_ref()) {
                prop_assert_eq!(&text[when.mention.range()], &when.text);
                prop_assert!(when.mention.start >= end && !when.text.is_empty());
                end = when.mention.end;
                if let (Some(from), Some(to)) = (&when.from, &when.to) {
                    prop_assert!(from <= to, "{}", when.text);
                }
            }
            let mut end = 0;
            for quantity in quantities(&text, &[]) {
                prop_assert_eq!(&text[quantity.mention.range()], &quantity.text);
                prop_assert!(quantity.mention.start >= end && quantity.min <= quantity.max);
                end = quantity.mention.end;
            }
        }
    }

    #[test]
    fn long_texts_take_linear_time() {
        for unit in [
            "1",
            "1,234",
            "5-",
            "$5-6 ",
            "三千",
            "十",
            "two and ",
            "twenty-",
            "December ",
            "Q1-",
            "2025-",
            "last ",
            "7月",
            "in 2025 5% ",
            "去年5万元Q3May5jets",
            "5 m ",
        ] {
            let time = |bytes: usize| {
                let text = unit.repeat(bytes / unit.len());
                let started = Instant::now();
                let dates = dates(&text, None);
                let taken: Vec<_> = dates.iter().map(|when| when.mention).collect();
                assert!(dates.len() + quantities(&text, &taken).len() <= text.len());
                started.elapsed()
            };
            let slow = (0..3).all(|_| time(64_000) > time(8_000) * 16 + Duration::from_millis(40));
            assert!(!slow, "{unit:?}");
        }
    }
}

mod any_name {
    use std::time::{Duration, Instant};

    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::entity::{Passage, tag_article};
    use super::super::starts::Starts;
    use crate::model::{Entity, EntityType};

    const FRAGMENTS: &[&str] = &[
        "Japan",
        "Central Asia",
        "summit",
        "Tengri",
        "Copper",
        "Holdings",
        "Co",
        ".",
        ", ",
        "Ltd",
        "Bank",
        "of",
        "Ministry",
        " and ",
        "'s",
        "’s",
        "-",
        "–",
        "President",
        "Trump",
        "said",
        "U.S.",
        "John",
        "Smith",
        "He",
        "Lifeng",
        "(",
        ")",
        "600111.SH",
        "中",
        "美",
        "经贸",
        "发言人",
        "何咏前",
        "表示",
        "：",
        "证券",
        "有限公司",
        "稀土",
        "·",
        "理查德",
        "布森",
        "峰会",
        "台積電",
        "董事長",
        "won",
        "lead",
        "the",
        "oil",
        "\u{301}",
        "🦀",
        "É",
        "é",
        "\n",
        "7",
        "%",
        "Nikkei 225",
        "plus",
        "dialogue",
        "mine",
        "Lake",
        "a maker of",
        "Washington",
        "accused",
        "Beijing",
        "\u{a0}",
        "\u{3000}",
    ];

    fn entities(text: &str) -> Vec<Entity> {
        let starts = Starts::of(text);
        let mut passages = [0; 2].map(|_| Passage::new(text, &starts, Vec::new()));
        tag_article(&mut passages, None);
        let [first, second] = passages;
        assert_eq!(first.entities.len(), second.entities.len(), "{text:?}");
        first.entities
    }

    proptest! {
        #[test]
        fn mentions_are_places_of_the_text(
            parts in vec((select(FRAGMENTS), select(&["", " ", " ", " "][..])), 0..24),
        ) {
            let text: String = parts.iter().flat_map(|(a, b)| [*a, *b]).collect();
            let found = entities(&text);
            let mut ids: Vec<&str> = found.iter().map(|entity| &*entity.id).collect();
            ids.sort_unstable();
            let distinct = ids.len();
            ids.dedup();
            prop_assert_eq!(ids.len(), distinct, "{:?}", text);
            for entity in &found {
                prop_assert_eq!(EntityType::of_id(&entity.id), Some(entity.kind));
                prop_assert!(!entity.name.is_empty() && !entity.mentions.is_empty());
                prop_assert!(entity.mentions.is_sorted());
                for mention in &entity.mentions {
                    let words = text.get(mention.range());
                    prop_assert!(words.is_some_and(|words| words.trim() == words), "{:?}", text);
                }
            }
        }
    }

    #[test]
    fn long_texts_take_linear_time() {
        for unit in [
            "Tengri Copper Holdings ",
            "Japan",
            "John Smith said ",
            "Co., ",
            "Bank of ",
            "of ",
            "A",
            "中美",
            "张三表示",
            "理·",
            "a：",
            "证券",
            "lead ",
            "Russia-Ukraine war ",
            "President ",
            "Summit-",
            "and Nice ",
        ] {
            let time = |bytes: usize| {
                // A number in between makes each name another one.
                let count = bytes / (unit.len() + 3);
                let text: String = (0..count).map(|i| format!("{unit}{} ", i % 97)).collect();
                let started = Instant::now();
                assert!(entities(&text).len() <= text.len());
                started.elapsed()
            };
            let slow = (0..3).all(|_| time(64_000) > time(8_000) * 16 + Duration::from_millis(60));
            assert!(!slow, "{unit:?}");
            let plain = |bytes: usize| {
                let text = unit.repeat(bytes / unit.len());
                let started = Instant::now();
                assert!(entities(&text).len() <= text.len());
                started.elapsed()
            };
            let slow =
                (0..3).all(|_| plain(64_000) > plain(8_000) * 16 + Duration::from_millis(60));
            assert!(!slow, "{unit:?} without numbers");
        }
    }
}
