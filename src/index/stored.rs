//! What is read back of articles and claims.
//!
//! Every document stores one blob: postcard, and a CRC-32 behind it, of a claim's blob and its text
//! together. Postcard knows neither skipped nor flattened fields, so the types of the model that skip
//! some ([`ArticleMeta`], [`When`]) have a form of their own here. The words of a figure or a date are
//! cut from the claim's text again.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::DocAddress;

use crate::model::{
    ArticleMeta, Citation, Claim, Entity, EntityType, Group, Kind, Published, Quantity, Span, When,
};

const CHECK_BYTES: usize = 4;

/// An article as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArticle {
    /// Where it stands; its claims follow.
    pub address: DocAddress,
    /// What is known of it.
    pub meta: Arc<ArticleMeta>,
    /// Its text.
    pub text: String,
    /// Line and column, from 1, at which the text starts in its file.
    pub start: Option<(u32, u32)>,
    /// How many claims it has.
    pub claims: u32,
    /// The fingerprint given when it was written.
    pub hash: u64,
    /// The files given when it was written.
    pub files: Vec<String>,
}

/// What an article's claims are shown with, of which only what they refer to is copied.
#[derive(Debug)]
pub struct ArticleParts<'d> {
    /// What is known of the article.
    pub meta: Arc<ArticleMeta>,
    /// Its text.
    pub text: &'d str,
    /// Line and column, from 1, at which the text starts in its file.
    pub start: Option<(u32, u32)>,
    groups: Vec<(Option<&'d str>, Option<&'d str>)>,
    names: Vec<(&'d str, &'d str)>,
}

impl ArticleParts<'_> {
    fn group(&self, place: usize) -> Option<Group> {
        let (number, title) = self.groups.get(place)?;
        Some(Group { number: number.map(str::to_owned), title: title.map(str::to_owned) })
    }
}

/// A claim as stored: its text is cut from its article, but for rows.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredClaim {
    /// What sort of claim it is.
    pub kind: Kind,
    /// Its place in the article, from 0.
    pub position: u32,
    /// The 8 hexadecimal digits of its id as a number.
    pub digits: u32,
    /// Where it stands in the article's text.
    pub span: Span,
    /// Its group, as an index into those of its article.
    pub group: Option<usize>,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// The things that it names.
    pub entities: Vec<Named>,
    quantities: Vec<QuantityBlob<'static>>,
    when: Vec<WhenBlob<'static>>,
    /// The text of a row, which is written and not cut.
    pub row: Option<String>,
    /// Its page.
    pub page: Option<u32>,
    /// The checksum of its blob and its text, and of the blob alone.
    check: [u32; 2],
}

/// What a stored claim names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its place among those of its article.
    pub(super) name: u32,
    metonym: bool,
    mentions: Vec<Span>,
}

impl Named {
    pub(super) fn new(name: u32, entity: &Entity) -> Self {
        Self { name, metonym: entity.metonym, mentions: entity.mentions.clone() }
    }

    fn into_entity(self, names: &[(&str, &str)]) -> Option<Entity> {
        let (id, name) = *names.get(self.name as usize)?;
        Some(Entity {
            kind: EntityType::of_id(id)?,
            id: id.into(),
            name: name.into(),
            metonym: self.metonym,
            mentions: self.mentions,
        })
    }
}

impl StoredClaim {
    /// The claim's id.
    pub fn id(&self, article_id: &str) -> String {
        format!("{article_id}.{:08x}", self.digits)
    }

    /// Whether a text is the one that was indexed.
    pub fn is_text(&self, text: &str) -> bool {
        let [both, blob] = self.check;
        checksum(blob, text.as_bytes()) == both
    }

    /// The claim with its text, and with its line and column where they are known.
    pub fn into_claim(
        self,
        article: &ArticleParts<'_>,
        text: String,
        place: Option<(u32, u32)>,
    ) -> Claim {
        Claim {
            id: self.id(&article.meta.id),
            kind: self.kind,
            position: self.position,
            group: self.group.and_then(|group| article.group(group)).map(Arc::new),
            citations: self.citations,
            entities: self
                .entities
                .into_iter()
                .filter_map(|named| named.into_entity(&article.names))
                .collect(),
            quantities: self.quantities.into_iter().map(|blob| blob.into_quantity(&text)).collect(),
            when: self.when.into_iter().map(|blob| blob.into_when(&text)).collect(),
            text,
            span: self.span,
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            page: self.page,
            article: Arc::clone(&article.meta),
        }
    }
}

/// The checksum of some bytes behind others that have one.
fn checksum(before: u32, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(before);
    hasher.update(bytes);
    hasher.finalize()
}

/// The blob of an article.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ArticleBlob<'a> {
    id: &'a str,
    title: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<&'a str>,
    lang: Option<&'a str>,
    url: Option<&'a str>,
    path: &'a str,
    #[serde(borrow)]
    also_in: Vec<&'a str>,
    offset: Option<u64>,
    start: Option<(u32, u32)>,
    /// Number and title of each.
    groups: Vec<(Option<&'a str>, Option<&'a str>)>,
    /// Id and name of everything that its claims name.
    names: Vec<(&'a str, &'a str)>,
    /// As bytes: a random number is longer in postcard's variable length.
    text_check: [u8; 4],
    files: Vec<&'a str>,
}

fn lent(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

impl<'a> ArticleBlob<'a> {
    pub(super) fn new(
        meta: &'a ArticleMeta,
        text: &str,
        start: Option<(u32, u32)>,
        groups: &'a [Group],
        names: &'a [(Arc<str>, Arc<str>)],
        files: &'a [String],
    ) -> Self {
        Self {
            id: &meta.id,
            title: meta.title.as_deref(),
            source: meta.source.as_deref(),
            published: meta.published.as_ref().map(Published::as_str),
            lang: meta.lang.as_deref(),
            url: meta.url.as_deref(),
            path: &meta.path,
            also_in: lent(&meta.also_in),
            offset: meta.offset,
            start,
            groups: groups
                .iter()
                .map(|group| (group.number.as_deref(), group.title.as_deref()))
                .collect(),
            names: names.iter().map(|(id, name)| (&**id, &**name)).collect(),
            text_check: checksum(0, text.as_bytes()).to_le_bytes(),
            files: lent(files),
        }
    }

    /// What is known of the article; `None` when that or the text is not what was written.
    fn meta(&self, text: &str) -> Option<Arc<ArticleMeta>> {
        if checksum(0, text.as_bytes()).to_le_bytes() != self.text_check {
            return None;
        }
        let published = match self.published {
            Some(at) => Some(Published::parse(at)?),
            None => None,
        };
        Some(Arc::new(ArticleMeta {
            id: self.id.to_owned(),
            title: self.title.map(str::to_owned),
            source: self.source.map(str::to_owned),
            published,
            lang: self.lang.map(str::to_owned),
            url: self.url.map(str::to_owned),
            path: self.path.to_owned(),
            also_in: owned(&self.also_in),
            offset: self.offset,
        }))
    }

    /// The article; `None` when the text or a part of the blob is not what was written.
    pub(super) fn into_article(
        self,
        address: DocAddress,
        text: &str,
        claims: u32,
        hash: u64,
    ) -> Option<StoredArticle> {
        let meta = self.meta(text)?;
        let (text, start, files) = (text.to_owned(), self.start, owned(&self.files));
        Some(StoredArticle { address, meta, text, start, claims, hash, files })
    }

    /// Likewise what its claims are shown with.
    pub(super) fn into_parts(self, text: &'a str) -> Option<ArticleParts<'a>> {
        let meta = self.meta(text)?;
        let Self { start, groups, names, .. } = self;
        Some(ArticleParts { meta, text, start, groups, names })
    }
}

/// The blob of a claim.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClaimBlob<'a> {
    kind: Kind,
    span: Span,
    group: Option<u32>,
    citations: Cow<'a, [Citation]>,
    entities: Vec<Named>,
    quantities: Vec<QuantityBlob<'a>>,
    when: Vec<WhenBlob<'a>>,
    row: Option<Cow<'a, str>>,
    page: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct QuantityBlob<'a> {
    kind: Cow<'a, str>,
    unit: Option<Cow<'a, str>>,
    min: f64,
    /// `None` where it is the least value too.
    max: Option<f64>,
    approx: bool,
    bound: Option<Cow<'a, str>>,
    per: Option<Cow<'a, str>>,
    words: Option<Cow<'a, str>>,
    mention: Span,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct WhenBlob<'a> {
    from: Option<Cow<'a, str>>,
    to: Option<Cow<'a, str>>,
    duration: Option<Cow<'a, str>>,
    bound: Option<Cow<'a, str>>,
    words: Option<Cow<'a, str>>,
    mention: Span,
}

/// The words of a tag where they are not those of the claim's text at the mention.
fn other_words<'a>(words: &'a str, mention: Span, text: &str) -> Option<Cow<'a, str>> {
    (text.get(mention.range()) != Some(words)).then_some(Cow::Borrowed(words))
}

fn words_of(other: Option<Cow<'_, str>>, mention: Span, text: &str) -> String {
    match other {
        Some(words) => words.into_owned(),
        None => text.get(mention.range()).unwrap_or_default().to_owned(),
    }
}

impl<'a> ClaimBlob<'a> {
    pub(super) fn new(claim: &'a Claim, group: Option<u32>, entities: Vec<Named>) -> Self {
        Self {
            kind: claim.kind,
            span: claim.span,
            group,
            citations: Cow::Borrowed(&claim.citations),
            entities,
            quantities: claim
                .quantities
                .iter()
                .map(|quantity| QuantityBlob::new(quantity, &claim.text))
                .collect(),
            when: claim.when.iter().map(|when| WhenBlob::new(when, &claim.text)).collect(),
            row: (claim.kind == Kind::Row).then_some(Cow::Borrowed(&*claim.text)),
            page: claim.page,
        }
    }

    pub(super) fn into_claim(self, position: u32, digits: u32, check: [u32; 2]) -> StoredClaim {
        StoredClaim {
            kind: self.kind,
            position,
            digits,
            span: self.span,
            group: self.group.map(|group| group as usize),
            citations: self.citations.into_owned(),
            entities: self.entities,
            quantities: self.quantities.into_iter().map(QuantityBlob::own).collect(),
            when: self.when.into_iter().map(WhenBlob::own).collect(),
            row: self.row.map(Cow::into_owned),
            page: self.page,
            check,
        }
    }
}

/// What is borrowed, owned.
fn own(text: Option<Cow<'_, str>>) -> Option<Cow<'static, str>> {
    text.map(|text| Cow::Owned(text.into_owned()))
}

impl<'a> QuantityBlob<'a> {
    fn new(quantity: &'a Quantity, text: &str) -> Self {
        let Quantity { min, max, approx, mention, .. } = *quantity;
        let borrow = |text: Option<&'a str>| text.map(Cow::Borrowed);
        Self {
            kind: Cow::Borrowed(&quantity.kind),
            unit: borrow(quantity.unit.as_deref()),
            min,
            max: (max.to_bits() != min.to_bits()).then_some(max),
            approx,
            bound: borrow(quantity.bound.as_deref()),
            per: borrow(quantity.per.as_deref()),
            words: other_words(&quantity.text, mention, text),
            mention,
        }
    }

    fn own(self) -> QuantityBlob<'static> {
        let Self { min, max, approx, mention, .. } = self;
        QuantityBlob {
            kind: Cow::Owned(self.kind.into_owned()),
            unit: own(self.unit),
            min,
            max,
            approx,
            bound: own(self.bound),
            per: own(self.per),
            words: own(self.words),
            mention,
        }
    }
}

impl QuantityBlob<'static> {
    fn into_quantity(self, text: &str) -> Quantity {
        let Self { kind, unit, min, max, approx, bound, per, words, mention } = self;
        let (max, text) = (max.unwrap_or(min), words_of(words, mention, text));
        Quantity { kind, unit, min, max, approx, bound, per, text, mention }
    }
}

impl<'a> WhenBlob<'a> {
    fn new(when: &'a When, text: &str) -> Self {
        let borrow = |text: Option<&'a str>| text.map(Cow::Borrowed);
        Self {
            from: borrow(when.from.as_deref()),
            to: borrow(when.to.as_deref()),
            duration: borrow(when.duration.as_deref()),
            bound: borrow(when.bound.as_deref()),
            words: other_words(&when.text, when.mention, text),
            mention: when.mention,
        }
    }

    fn own(self) -> WhenBlob<'static> {
        WhenBlob {
            from: own(self.from),
            to: own(self.to),
            duration: own(self.duration),
            bound: own(self.bound),
            words: own(self.words),
            mention: self.mention,
        }
    }
}

impl WhenBlob<'static> {
    fn into_when(self, text: &str) -> When {
        When {
            from: self.from.map(Cow::into_owned),
            to: self.to.map(Cow::into_owned),
            duration: self.duration.map(Cow::into_owned),
            bound: self.bound,
            text: words_of(self.words, self.mention, text),
            mention: self.mention,
        }
    }
}

/// Writes a blob behind what is there; its checksum is that of a text behind it too.
pub(super) fn encode_into(
    out: Vec<u8>,
    blob: &impl Serialize,
    text: &str,
) -> postcard::Result<Vec<u8>> {
    let start = out.len();
    let mut bytes = postcard::to_extend(blob, out)?;
    let check = checksum(checksum(0, &bytes[start..]), text.as_bytes());
    bytes.extend(check.to_le_bytes());
    Ok(bytes)
}

/// Likewise a blob alone.
pub(super) fn encode(blob: &impl Serialize, text: &str) -> postcard::Result<Vec<u8>> {
    encode_into(Vec::new(), blob, text)
}

/// Reads a blob without a text; `None` when it is not as written.
pub(super) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    let (blob, [both, alone]) = decode_with_text(bytes)?;
    (both == alone).then_some(blob)
}

/// Reads a blob, with its checksum and that of the blob alone: whether it is as written shows with its
/// text.
pub(super) fn decode_with_text<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<(T, [u32; 2])> {
    let (blob, check) = bytes.split_last_chunk::<CHECK_BYTES>()?;
    let check = [u32::from_le_bytes(*check), checksum(0, blob)];
    Some((postcard::from_bytes(blob).ok()?, check))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn articles_come_back() {
        for meta in [samples::meta("a"), ArticleMeta { id: "b".into(), ..ArticleMeta::default() }] {
            let groups = [samples::group("1", "Timing"), Group { number: None, title: None }];
            let files = ["/a/a.txt".to_owned()];
            let names = [("country/KZ".into(), "Kazakhstan".into())];
            let blob = ArticleBlob::new(&meta, "text", Some((3, 7)), &groups, &names, &files);
            let bytes = encode(&blob, "").unwrap();
            let read: ArticleBlob<'_> = decode(&bytes).unwrap();
            let address = DocAddress::new(0, 0);
            let article = read.into_article(address, "text", 2, 9).unwrap();
            assert_eq!((&*article.meta, &*article.files), (&meta, &files[..]));
            let read: ArticleBlob<'_> = decode(&bytes).unwrap();
            let parts = read.into_parts("text").unwrap();
            assert_eq!((&*parts.meta, parts.start), (&meta, Some((3, 7))));
            let given: Vec<Option<Group>> = (0..3).map(|place| parts.group(place)).collect();
            assert_eq!(given, [Some(groups[0].clone()), Some(groups[1].clone()), None]);
            assert_eq!(parts.names, [("country/KZ", "Kazakhstan")]);
            let read: ArticleBlob<'_> = decode(&bytes).unwrap();
            assert_eq!(read.into_article(address, "test", 2, 9), None);
            let read: ArticleBlob<'_> = decode(&bytes).unwrap();
            assert!(read.into_parts("test").is_none());
        }
    }

    #[test]
    fn claims_come_back() {
        let meta = Arc::new(samples::meta("a"));
        let groups = [samples::group("1", "Timing")];
        let names = [("country/KZ".into(), "Kazakhstan".into())];
        let article =
            ArticleBlob::new(&meta, "text", None, &groups, &names, &[]).into_parts("text").unwrap();
        let plain = samples::claim(&meta, 0, "Gold rose.");
        let mut full = samples::tagged_claim(&meta, 7, "Gold rose 5% in May, over $3bn.");
        full.group = Some(groups[0].clone().into());
        let row = Claim { kind: Kind::Row, ..plain.clone() };
        for (claim, group) in [(plain, None), (full, Some(0)), (row, None)] {
            let named = claim.entities.iter().map(|entity| Named::new(0, entity)).collect();
            let bytes = encode(&ClaimBlob::new(&claim, group, named), &claim.text).unwrap();
            let digits = u32::from_str_radix(&claim.id[2..], 16).unwrap();
            let (blob, check): (ClaimBlob<'_>, _) = decode_with_text(&bytes).unwrap();
            let stored = blob.into_claim(claim.position, digits, check);
            assert!(stored.is_text(&claim.text) && !stored.is_text("Gold fell."));
            assert_eq!(stored.row.is_some(), claim.kind == Kind::Row);
            let place = claim.line.zip(claim.column);
            assert_eq!(stored.into_claim(&article, claim.text.clone(), place), claim);
        }
    }

    #[test]
    fn any_flipped_bit_is_noticed() {
        let meta = Arc::new(samples::meta("a"));
        let claim = samples::tagged_claim(&meta, 0, "Gold rose 5%.");
        let bytes = encode(&ClaimBlob::new(&claim, None, Vec::new()), &claim.text).unwrap();
        let is_whole = |bytes: &[u8]| {
            decode_with_text::<ClaimBlob<'_>>(bytes).is_some_and(|(blob, check)| {
                let stored = blob.into_claim(0, 0, check);
                stored.is_text(&claim.text)
            })
        };
        assert!(is_whole(&bytes));
        for bit in 0..bytes.len() * 8 {
            let mut bad = bytes.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(!is_whole(&bad));
        }
        assert!(decode_with_text::<ClaimBlob<'_>>(&[]).is_none());
        let bytes = encode(&"an entry", "").unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut bad = bytes.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(decode::<String>(&bad).is_none());
        }
    }
}
