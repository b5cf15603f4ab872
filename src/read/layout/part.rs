//! One article's part of a text.

use crate::model::{Published, Span};

/// What a line outside the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Mark {
    /// Title, source, date.
    Metadata,
    /// A label of the page.
    Furniture,
}

/// One article's part of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::read) struct Part {
    pub(in crate::read) span: Span,
    pub(in crate::read) title: Option<String>,
    pub(in crate::read) source: Option<String>,
    pub(in crate::read) published: Option<Published>,
    /// Lines outside the body.
    pub(in crate::read) marks: Vec<(Span, Mark)>,
    /// Ranges of whole lines that make up the body.
    pub(in crate::read) body: Vec<Span>,
}

impl Part {
    /// The part with spans that count from its own start.
    pub(in crate::read) fn relative(&self) -> Self {
        let by = self.span.start;
        let back = |span: Span| Span::new(span.start - by, span.end - by);
        Self {
            span: back(self.span),
            marks: self.marks.iter().map(|(span, mark)| (back(*span), *mark)).collect(),
            body: self.body.iter().map(|span| back(*span)).collect(),
            ..self.clone()
        }
    }
}
