//! Articles and claims for tests.

use std::sync::Arc;

use super::ArticleRecord;
use crate::model::{
    ArticleMeta, Citation, Claim, Entity, EntityType, Group, Kind, Ledger, Published, Quantity,
    Reference, Span, When,
};

pub(super) fn meta(id: &str) -> ArticleMeta {
    ArticleMeta {
        id: id.into(),
        title: Some(format!("Title of {id}")),
        source: Some("Xin Lang Cai Jing".into()),
        published: Published::parse("2025-12-21T07:18+08:00"),
        lang: Some("en-GB".into()),
        url: Some(format!("https://example.org/{id}")),
        path: format!("articles/{id}.txt"),
        also_in: vec![format!("copies/{id}.txt")],
        offset: Some(12),
    }
}

pub(super) fn group(number: &str, title: &str) -> Group {
    Group { number: Some(number.into()), title: Some(title.into()) }
}

/// A claim with nothing that may be left out.
pub(super) fn claim(meta: &Arc<ArticleMeta>, position: u32, text: &str) -> Claim {
    Claim {
        id: format!("{}.{:08x}", meta.id, 0xabcd_0000_u32 + position),
        kind: Kind::Claim,
        position,
        text: text.into(),
        group: None,
        citations: Vec::new(),
        entities: Vec::new(),
        quantities: Vec::new(),
        when: Vec::new(),
        span: Span::new(0, text.len()),
        line: None,
        column: None,
        page: None,
        article: Arc::clone(meta),
    }
}

/// A claim with everything.
pub(super) fn tagged_claim(meta: &Arc<ArticleMeta>, position: u32, text: &str) -> Claim {
    let reference = Reference { text: "A note".into(), url: None };
    let when = When {
        from: Some("2025-05-01".into()),
        to: Some("2025-05-31".into()),
        duration: None,
        bound: Some("by".into()),
        text: "May".into(),
        mention: Span::new(0, 3),
    };
    let span =
        When { from: None, to: None, duration: Some("P5Y".into()), bound: None, ..when.clone() };
    Claim {
        citations: vec![
            Citation { label: "2".into(), resolved: None },
            Citation { label: "3".into(), resolved: Some(reference) },
        ],
        entities: vec![Entity {
            id: "country/KZ".into(),
            name: "Kazakhstan".into(),
            kind: EntityType::Country,
            metonym: false,
            mentions: vec![Span::new(0, 4)],
        }],
        quantities: vec![Quantity {
            kind: "money".into(),
            unit: Some("USD".into()),
            min: 5e9,
            max: 6e9,
            approx: true,
            bound: None,
            per: Some("barrel".into()),
            text: "$5-6 billion".into(),
            mention: Span::new(1, 2),
        }],
        when: vec![when, span],
        line: Some(3),
        column: Some(9),
        page: Some(2),
        ..claim(meta, position, text)
    }
}

/// An article whose claims are the lines of its text.
pub(super) struct Sample {
    pub(super) meta: Arc<ArticleMeta>,
    pub(super) text: String,
    pub(super) groups: Vec<Group>,
    pub(super) claims: Vec<Claim>,
    pub(super) files: Vec<String>,
}

impl Sample {
    pub(super) fn new(id: &str, lines: &[&str]) -> Self {
        let meta = Arc::new(meta(id));
        let groups = vec![group("1", "Timing of the Summit")];
        let mut claims = Vec::new();
        let mut start = 0;
        for (position, line) in lines.iter().enumerate() {
            let mut claim = claim(&meta, position as u32, line);
            claim.span = Span::new(start, start + line.len());
            claim.group = Some(groups[0].clone().into());
            start += line.len() + 1;
            claims.push(claim);
        }
        let files = std::iter::once(&meta.path).chain(&meta.also_in).cloned().collect();
        Self { meta, text: lines.join("\n"), groups, claims, files }
    }

    pub(super) fn record(&self) -> ArticleRecord<'_> {
        ArticleRecord {
            meta: &self.meta,
            text: &self.text,
            start: Some((1, 1)),
            groups: &self.groups,
            claims: &self.claims,
            about: &[],
            hash: u64::from(crc32fast::hash(self.text.as_bytes())),
            ledger: Ledger::of_counts([self.text.len() as u64, 1, 2, 3, 4, 5, 6]),
            files: &self.files,
        }
    }
}
