//! An article and the blocks that it is made of.

use serde::{Deserialize, Serialize};

use super::{Published, Reference, Span};

/// The most bytes that an article's id may have: a longer one could not be looked up.
pub const MAX_ID_BYTES: usize = 4096;

/// What is known of an article besides its text; unknown is `None`, never a guess.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArticleMeta {
    /// The id given by the input, or the first 16 hexadecimal digits of a BLAKE3 hash.
    pub id: String,
    /// The title as written.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// When it was published, in the precision given.
    pub published: Option<Published>,
    /// The language of the body as a BCP 47 tag.
    pub lang: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// The file that it came from, relative to the path given, with `/` between its parts.
    pub path: String,
    /// Further files that hold the same article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<String>,
    /// Where the article's text starts in its file, in bytes; `None` when the file was decoded or
    /// converted.
    pub offset: Option<u64>,
}

/// The heading that a claim stands under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Group {
    /// The heading's number as written, without its final point.
    pub number: Option<String>,
    /// The heading's words, without number, emphasis marks and final colon.
    pub title: Option<String>,
}

/// One text, its metadata and its structure.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// What is known of it.
    pub meta: ArticleMeta,
    /// The stored text; every span counts from its start.
    pub text: String,
    /// How many bytes of decoded input it was made of: its text, and what a converted format
    /// carries beside that.
    pub bytes: u64,
    /// Line and column, both from 1 and in characters, at which `text` starts in its file.
    pub start: Option<(u32, u32)>,
    /// Headings in order of appearance.
    pub groups: Vec<Group>,
    /// Tables in order of appearance.
    pub tables: Vec<Table>,
    /// Where in the text which page starts, for formats that have pages.
    pub pages: Vec<(usize, u32)>,
    /// What its citations point to, by label.
    pub references: Vec<(String, Reference)>,
    /// The structure: in order, without overlap, with nothing but white space, bullets and
    /// separators between them.
    pub blocks: Vec<Block>,
    /// Whether digits glued to the last word of a bullet are citations in this text.
    pub glued_citations: bool,
}

impl Article {
    /// The page that a byte of the text stands on.
    pub fn page_at(&self, at: usize) -> Option<u32> {
        let behind = self.pages.partition_point(|(start, _)| *start <= at);
        Some(self.pages.get(behind.checked_sub(1)?)?.1)
    }
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns' heads.
    pub heads: Vec<String>,
}

/// A structural piece of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without the bullet or heading mark before it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The innermost heading above it, as an index into [`Article::groups`].
    pub group: Option<usize>,
    /// Whether it belongs to the core viewpoint.
    pub core: bool,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, a table's caption, or the line under a heading that sums it up.
    Heading,
    /// An item of a list: one claim.
    Bullet,
    /// Running text: each sentence a claim.
    Paragraph,
    /// The head and the rule of a table.
    TableHead,
    /// A data row of the table with this index in [`Article::tables`]: one claim.
    TableRow {
        /// The index into [`Article::tables`].
        table: usize,
        /// The row's cells.
        cells: Vec<String>,
    },
    /// Title, source, date.
    Metadata,
    /// What the page carries around the article: menus, buttons, tags.
    Furniture,
    /// What was left out, and why.
    Dropped(&'static str),
}
