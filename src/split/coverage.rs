//! Where every byte of an article went.

use crate::model::{Article, BlockKind, Claim, Kind, Ledger, Span};

/// A part of a text that is in no claim, heading, metadata or furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drop {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Why it was left out.
    pub reason: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Account {
    Claim,
    Heading,
    Metadata,
    Furniture,
    Dropped(&'static str),
}

/// The ledger of an article and what was dropped.
///
/// White space, bullets and separators belong to what follows them in a block's line of work: the
/// gap before a block is the block's, the gap behind the last is the last one's.
pub fn ledger(article: &Article, claims: &[Claim]) -> (Ledger, Vec<Drop>) {
    let text = article.text.len() as u64;
    let bytes = article.bytes.max(text);
    let mut ledger = Ledger { bytes, markup: bytes - text, ..Ledger::default() };
    let mut drops: Vec<Drop> = Vec::new();
    let accounts = accounts(article, claims);
    let mut at = 0;
    for (place, (span, account)) in accounts.iter().enumerate() {
        let end = if place + 1 == accounts.len() { article.text.len() } else { span.end.max(at) };
        let bytes = (end - at) as u64;
        match account {
            Account::Claim => ledger.claims += bytes,
            Account::Heading => ledger.headings += bytes,
            Account::Metadata => ledger.metadata += bytes,
            Account::Furniture => ledger.furniture += bytes,
            Account::Dropped(reason) => {
                ledger.dropped += bytes;
                drops.push(Drop { span: Span::new(at, end), reason });
            }
        }
        at = end;
    }
    if accounts.is_empty() && !article.text.is_empty() {
        ledger.dropped = text;
        drops.push(Drop { span: Span::new(0, article.text.len()), reason: "no words" });
    }
    (ledger, drops)
}

/// Spans in order with what they count as; those of claims without words are drops.
fn accounts(article: &Article, claims: &[Claim]) -> Vec<(Span, Account)> {
    let mut accounts: Vec<(Span, Account)> = Vec::new();
    let in_body = |claim: &&Claim| claim.kind != Kind::Title && !claim.span.is_empty();
    // The title of an article without a body stays metadata.
    let mut claims = claims.iter().filter(in_body).map(|claim| claim.span).peekable();
    for block in &article.blocks {
        let account = match &block.kind {
            BlockKind::Heading | BlockKind::TableHead => Account::Heading,
            BlockKind::Metadata => Account::Metadata,
            BlockKind::Furniture => Account::Furniture,
            BlockKind::Dropped(reason) => Account::Dropped(reason),
            BlockKind::Bullet | BlockKind::Paragraph | BlockKind::TableRow { .. } => {
                let mut any = false;
                while let Some(span) = claims.next_if(|span| span.start < block.span.end) {
                    accounts.push((span, Account::Claim));
                    any = true;
                }
                if any {
                    continue;
                }
                Account::Dropped("no words")
            }
        };
        accounts.push((block.span, account));
    }
    accounts
}
