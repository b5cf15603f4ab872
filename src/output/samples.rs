//! Answers to test the formats with.

use std::sync::Arc;

use super::{Answer, Format};
use crate::model::*;

pub(super) fn written(format: &dyn Format, answer: &Answer<'_>) -> String {
    let mut out = Vec::new();
    format.write(answer, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

pub(super) fn response(hits: Vec<Hit>) -> Response {
    Response {
        query: "kazakhstan".into(),
        total: hits.iter().filter(|hit| hit.matched == Matched::All).count() as u64,
        hits,
        took_ms: 1.3,
        ..Response::default()
    }
}

pub(super) fn by_article() -> Response {
    let hit = trade();
    let article = ArticleHit {
        rank: 1,
        score: 9.5,
        matched: Matched::All,
        explanation: None,
        article: Arc::clone(&hit.claim.article),
        claims: vec![hit],
    };
    Response { articles: vec![article], total: 1, ..response(Vec::new()) }
}

/// A claim with everything that a claim can have.
pub(super) fn trade() -> Hit {
    let text = "Trade between Japan and Central Asia is at an early stage, with Japan's exports to \
                Kazakhstan put at around $5-6 billion, against some $44 billion for China";
    let span = |needle: &str| {
        let start = text.find(needle).unwrap();
        Span::new(start, start + needle.len())
    };
    let claim = Claim {
        id: "9f2c41d07b3a5e68.4b1d09ce".into(),
        kind: Kind::Claim,
        position: 1,
        text: text.into(),
        group: Some(
            Group { number: Some("3".into()), title: Some("Challenges and Limitations".into()) }
                .into(),
        ),
        citations: vec![
            Citation { label: "6".into(), resolved: None },
            Citation {
                label: "7".into(),
                resolved: Some(Reference {
                    text: "Customs yearbook".into(),
                    url: Some("https://example.org/y".into()),
                }),
            },
        ],
        entities: vec![Entity {
            id: "country/KZ".into(),
            name: "Kazakhstan".into(),
            kind: EntityType::Country,
            metonym: false,
            mentions: vec![span("Kazakhstan")],
        }],
        quantities: vec![Quantity {
            kind: "money".into(),
            unit: Some("USD".into()),
            min: 5e9,
            max: 6e9,
            approx: true,
            bound: None,
            per: None,
            text: "$5-6 billion".into(),
            mention: span("$5-6 billion"),
        }],
        when: vec![When {
            from: Some("2025-12-19".into()),
            to: Some("2025-12-20".into()),
            duration: None,
            bound: None,
            text: "December 19-20".into(),
            mention: Span::new(0, 0),
        }],
        span: Span::new(412, 610),
        line: Some(1),
        column: Some(413),
        page: None,
        article: Arc::new(ArticleMeta {
            id: "9f2c41d07b3a5e68".into(),
            title: Some("日本的中亚外交：期望与现实".into()),
            source: Some("Morning Ledger".into()),
            published: Published::parse("2025-12-21 07:18"),
            lang: Some("en".into()),
            url: None,
            path: "articles/a.txt".into(),
            also_in: Vec::new(),
            offset: Some(0),
        }),
    };
    Hit {
        rank: 1,
        score: 7.25,
        matched: Matched::All,
        highlights: vec![span("Kazakhstan")],
        explanation: None,
        also_in: Vec::new(),
        copies: 0,
        first_seen: None,
        claim,
    }
}

/// A Chinese claim of the core viewpoint, of which little more than its words is known.
pub(super) fn chinese() -> Hit {
    let text = "日本希望借助首次峰会扩大与中亚五国的经济往来，特别是在哈萨克斯坦的铀矿和稀土项目上寻找\
                新的合作机会，但是运输路线必须绕开邻国，成本因此居高不下。";
    let start = text.find("哈萨克斯坦").unwrap();
    Hit {
        rank: 2,
        score: 3.5,
        matched: Matched::Some,
        highlights: vec![Span::new(start, start + "哈萨克斯坦".len())],
        explanation: None,
        also_in: Vec::new(),
        copies: 0,
        first_seen: None,
        claim: Claim {
            id: "c3d4e5f60718293a.0a1b2c3d".into(),
            kind: Kind::Core,
            text: text.into(),
            group: None,
            citations: Vec::new(),
            entities: Vec::new(),
            quantities: Vec::new(),
            when: Vec::new(),
            line: None,
            column: None,
            article: Arc::new(ArticleMeta {
                id: "c3d4e5f60718293a".into(),
                path: "zh/b.jsonl".into(),
                ..ArticleMeta::default()
            }),
            ..trade().claim
        },
    }
}

/// An article of two groups, the second claim being that of [`trade`].
pub(super) fn article() -> (ArticleMeta, String, Vec<Claim>) {
    let mut claim = trade().claim;
    let first = "Japan wants uranium and rare earths [2]";
    let second = format!("{} [6][7]", claim.text);
    let text = format!(
        "Group 1: Aims - {first}\nGroup 3: Challenges and Limitations - {second}\nSource: Morning Ledger"
    );
    let start = text.find(&second).unwrap();
    claim.span = Span::new(start, start + second.len());
    let aims = Claim {
        id: "9f2c41d07b3a5e68.77aa0011".into(),
        kind: Kind::Core,
        position: 0,
        text: "Japan wants uranium and rare earths".into(),
        group: Some(Group { number: Some("1".into()), title: Some("Aims".into()) }.into()),
        citations: vec![Citation { label: "2".into(), resolved: None }],
        ..claim.clone()
    };
    ((*claim.article).clone(), text, vec![aims, claim])
}
