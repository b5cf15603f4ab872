//! The ids of articles.

use std::collections::HashMap;

use crate::model::Article;

/// How many of a text's first characters tell it from the others of its file.
const OPENING: usize = 80;

/// Gives the articles of one file their ids, in order.
#[derive(Debug, Default)]
pub struct Identities {
    seen: HashMap<[u8; 16], u32>,
}

impl Identities {
    /// Starts a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives an article its id unless the input gave one: a hash of the url; else of title, source
    /// and date when all three are known; else of the path, the text's opening and how many times
    /// that has come before in the file.
    pub fn assign(&mut self, article: &mut Article) {
        if !article.meta.id.is_empty() {
            return;
        }
        let meta = &article.meta;
        let id = if let Some(url) = &meta.url {
            digits(&[url])
        } else if let (Some(title), Some(source), Some(published)) =
            (&meta.title, &meta.source, &meta.published)
        {
            digits(&[title, source, published.as_str()])
        } else if meta.path == super::walk::STANDARD_INPUT {
            digits(&[&article.text])
        } else {
            let opening: String = article.text.chars().take(OPENING).collect();
            let mut key = [0; 16];
            let mut hasher = blake3::Hasher::new();
            hasher.update(opening.as_bytes()).update(b"\0").update(meta.path.as_bytes());
            key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
            let times = self.seen.entry(key).or_default();
            let occurrence = times.to_string();
            *times += 1;
            digits(&[&meta.path, &opening, &occurrence])
        };
        article.meta.id = id;
    }
}

/// The first 16 hexadecimal digits of the hash of some parts.
fn digits(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(b"\0");
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
