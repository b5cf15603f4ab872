//! Reads the text layer of a PDF as headings, paragraphs, bullets and table rows.
//!
//! The steps, one module each: `glyphs` runs the page's drawing operators, `lines` puts the
//! characters into words and line fragments, `furniture` drops running heads, `columns` finds
//! the reading order, `tables` and `paragraphs` make blocks, `join` mends what page and column
//! breaks cut in two.

mod blocks;
mod bombs;
mod columns;
mod composite;
mod encoding;
mod font;
mod furniture;
mod glyphs;
mod join;
mod limits;
mod lines;
mod meta;
mod names;
mod page;
mod paragraphs;
mod state;
mod tables;
mod words;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Block, Document};

/// Reads a whole document.
///
/// The work is done on a thread of its own, since the parser may nest deeper than the caller's
/// stack allows, and a panic there is an error here.
pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    if bytes.len() > limits::FILE {
        return Err(format!("a PDF of more than {} MB", limits::FILE >> 20));
    }
    let owned = bytes.to_vec();
    std::thread::Builder::new()
        .stack_size(limits::STACK)
        .spawn(move || document(owned))
        .map_err(|error| error.to_string())?
        .join()
        .unwrap_or_else(|_| Err("a damaged PDF; print it to a new one".into()))
}

fn document(bytes: Vec<u8>) -> Result<Document, String> {
    if !bombs::sound_file(&bytes) {
        return Err("a PDF that would unpack to more than it may".into());
    }
    let pdf = Pdf::new(bytes).map_err(refusal)?;
    let mut budget = limits::Budget::default();
    let mut fonts = font::Cache::default();
    let mut laid = Vec::new();
    let mut scanned = Vec::new();
    for page in pdf.pages().iter() {
        if laid.len() >= limits::PAGES || budget.spent() {
            budget.cut = true;
            break;
        }
        let sheet = glyphs::collect(page, &mut fonts, &mut budget);
        if sheet.glyphs.is_empty() && sheet.images > 0 {
            scanned.push(laid.len() + 1);
        }
        laid.push(page::Layout::new(&sheet));
    }
    if laid.iter().all(|page| page.fragments.is_empty()) {
        return Err(if scanned.is_empty() {
            "a PDF without any text".into()
        } else {
            "a scanned PDF without a text layer; run OCR first, such as ocrmypdf".into()
        });
    }
    Ok(Document {
        title: meta::title(&pdf),
        made: meta::created(&pdf),
        notices: notices(&scanned, budget.cut, laid.len()),
        blocks: blocks::of(laid),
    })
}

/// What of the document was not read.
fn notices(scanned: &[usize], cut: bool, pages: usize) -> Vec<String> {
    let mut notices = Vec::new();
    if let [first, rest @ ..] = scanned {
        let more =
            if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        notices.push(format!(
            "page {first}{more}: scanned, without a text layer; run OCR, such as ocrmypdf"
        ));
    }
    if cut {
        notices.push(format!("too large or too intricate; read up to page {pages}"));
    }
    notices
}

fn refusal(error: LoadPdfError) -> String {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "an encrypted PDF that needs a password".into()
        }
        LoadPdfError::Decryption(_) => "an encrypted PDF whose encryption is not supported".into(),
        LoadPdfError::Invalid => "not a PDF, or one too damaged to read".into(),
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
