//! Saved web pages.

use super::{Decoded, Reading, decode, record};
use record::{Field, Values};

pub(super) fn read(bytes: Vec<u8>, path: &str) -> Result<Reading, String> {
    let declared = charset(&bytes);
    let size = bytes.len();
    let Decoded { text, .. } = decode(bytes, declared.as_deref())?;
    let mut values = Values::default();
    values.set((Field::Text, 0), fragment(&text).into());
    let record = record::article(values, path, size)?;
    Ok(Reading { articles: vec![record.article], notices: Vec::new() })
}

fn charset(_: &[u8]) -> Option<String> {
    None
}

pub(super) fn fragment(html: &str) -> String {
    html.to_owned()
}
