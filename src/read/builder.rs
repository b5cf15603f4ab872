//! Collects the blocks of one article.

use super::body;
use super::heading::{Heading, Rank};
use super::layout::{Mark, Part};
use crate::model::{Article, ArticleMeta, Block, BlockKind, Group, Span, Table};

/// What an article's text is like as a whole; decides how doubtful places are read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Features {
    /// Its claims carry citations.
    pub(super) cited: bool,
    /// It has headings of the top rank besides the core's.
    pub(super) top: bool,
    /// It is cited prose without a single bullet.
    pub(super) flat: bool,
    /// It holds bullets, in a line or at the start of one.
    pub(super) bulleted: bool,
    /// Its headings are marked as such: `## Costs`.
    pub(super) marked: bool,
    /// Its headings are links to sections.
    pub(super) linked: bool,
    /// Its bullets end in glued digits.
    pub(super) glued: bool,
    /// It is written as companies report: sections by links or glued citations, and tables.
    pub(super) filing: bool,
}

/// The blocks of an article as they are found.
pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    pub(super) features: Features,
    part: &'a Part,
    blocks: Vec<Block>,
    groups: Vec<Group>,
    tables: Vec<Table>,
    group: Option<usize>,
    /// Whether some heading was the core's.
    cored: bool,
    /// The rank of the core's heading while it is in force.
    core: Option<Rank>,
    /// Whether the core's heading has a number, so that the next number ends it.
    core_is_counted: bool,
    headed: bool,
    /// Whether the last heading block is a line that sums up its section.
    last_is_lead: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, part: &'a Part) -> Self {
        Self {
            text,
            features: body::features(text, part),
            part,
            blocks: Vec::new(),
            groups: Vec::new(),
            tables: Vec::new(),
            group: None,
            cored: false,
            core: None,
            core_is_counted: false,
            headed: false,
            last_is_lead: false,
        }
    }

    /// The article with its blocks in order; the text is left to the caller.
    pub(super) fn finish(mut self, meta: ArticleMeta) -> Article {
        for (span, mark) in &self.part.marks {
            let kind = match mark {
                Mark::Metadata => BlockKind::Metadata,
                Mark::Furniture => BlockKind::Furniture,
            };
            self.blocks.push(Block { span: *span, kind, group: None, core: false });
        }
        for span in &self.part.body {
            body::read(&mut self, *span);
        }
        self.keep_bare_headings(meta.title.is_some());
        self.blocks.sort_by_key(|block| block.span);
        // Where two readings of one place overlap, the first has it.
        let mut end = 0;
        let text = self.text;
        self.blocks.retain_mut(|block| {
            block.span.start = block.span.start.max(end);
            if block.span.is_empty() {
                return false;
            }
            block.span = block.span.trimmed(text);
            end = block.span.end;
            !block.span.is_empty()
        });
        Article {
            meta,
            text: String::new(),
            bytes: 0,
            start: None,
            groups: self.groups,
            tables: self.tables,
            pages: Vec::new(),
            references: Vec::new(),
            blocks: self.blocks,
            glued_citations: self.features.glued,
        }
    }

    /// Where nothing but headings was found, their words are all that the article says.
    fn keep_bare_headings(&mut self, titled: bool) {
        let bare = |kind: &BlockKind| {
            matches!(kind, BlockKind::Heading | BlockKind::Metadata | BlockKind::Furniture)
        };
        if titled || !self.blocks.iter().all(|block| bare(&block.kind)) {
            return;
        }
        for block in self.blocks.iter_mut().filter(|block| block.kind == BlockKind::Heading) {
            (block.kind, block.group) = (BlockKind::Paragraph, None);
        }
    }

    /// Adds a block under the heading in force.
    pub(super) fn push(&mut self, span: Span, kind: BlockKind) {
        let span = span.trimmed(self.text);
        if !span.is_empty() {
            self.last_is_lead = true;
            self.blocks.push(Block { span, kind, group: self.group, core: self.core.is_some() });
        }
    }

    /// Adds a heading and puts it in force.
    pub(super) fn head(&mut self, span: Span, heading: &Heading) {
        let counted = heading.group.number.as_deref().is_some_and(|number| !number.contains('.'));
        if heading.core {
            self.cored = true;
            self.core = Some(heading.rank);
            self.core_is_counted = counted;
        } else if !self.is_inside_core(heading.rank) || counted && self.core_is_counted {
            self.core = None;
        }
        let known = heading.group.number.is_some() || heading.group.title.is_some();
        self.group = known.then(|| {
            self.groups.push(heading.group.clone());
            self.groups.len() - 1
        });
        self.headed = true;
        self.last_is_lead = false;
        let core = self.core.is_some();
        self.blocks.push(Block {
            span: span.trimmed(self.text),
            kind: BlockKind::Heading,
            group: self.group,
            core,
        });
    }

    /// Whether a heading of this rank only divides the core: one at the head of a bullet, or a
    /// plain one in a text whose sections have headings of a higher rank.
    fn is_inside_core(&self, rank: Rank) -> bool {
        self.core.is_some_and(|core| rank > core && (rank == Rank::Nested || self.features.top))
    }

    /// A table's caption: a heading's bytes; it heads a group only where nothing else does.
    pub(super) fn caption(&mut self, span: Span, title: String) {
        let under_heading =
            self.blocks.last().is_some_and(|block| block.kind == BlockKind::Heading)
                && !self.last_is_lead;
        if self.features.linked || (self.headed && (self.features.top || under_heading)) {
            self.push(span, BlockKind::Heading);
            return;
        }
        let group = Group { number: None, title: Some(title) };
        let heading = Heading {
            end: span.end,
            next: span.end,
            separated: false,
            group,
            core: false,
            rank: Rank::Plain,
        };
        self.head(span, &heading);
    }

    pub(super) fn table(&mut self, found: super::table::Found) {
        self.push(found.head, BlockKind::TableHead);
        let table = self.tables.len();
        self.tables.push(Table { heads: found.heads });
        for (span, cells) in found.rows {
            self.push(span, BlockKind::TableRow { table, cells });
        }
    }

    /// Whether the last block is a heading, not a line that sums up its section.
    pub(super) fn follows_heading(&self) -> bool {
        !self.last_is_lead
            && self.blocks.last().is_some_and(|block| block.kind == BlockKind::Heading)
    }

    pub(super) fn in_core(&self) -> bool {
        self.core.is_some()
    }

    /// Whether some heading was the core's.
    pub(super) fn has_core(&self) -> bool {
        self.cored
    }

    /// Whether words before a dash may be a heading at all: in plain prose a dash divides clauses.
    pub(super) fn admits(&self, at: usize, heading: &Heading) -> bool {
        let plain = heading.rank == Rank::Plain && heading.group.number.is_none();
        let unmarked = !self.text[at..].starts_with("**") && !heading.core;
        self.features.bulleted || !(plain && heading.separated && unmarked)
    }

    /// The heading in force.
    pub(super) fn group(&self) -> Option<usize> {
        self.group
    }

    /// Puts an outer heading in force again, where a nested list ends.
    pub(super) fn leave_nested(&mut self, group: Option<usize>) {
        self.group = group;
    }
}
