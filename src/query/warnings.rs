//! Warnings as they are gathered.

use crate::model::{Span, Warning};

/// The most warnings of one query; the last then tells how many more there are.
const MAX_WARNINGS: usize = 64;

/// The warnings so far, in any order.
#[derive(Debug, Default)]
pub(super) struct Warnings(Vec<Warning>);

impl Warnings {
    pub(super) fn add(&mut self, span: Span, message: impl Into<String>) {
        self.0.push(Warning::new(message, span));
    }

    /// The warnings in order of place; equal ones that touch become one, and a flood is cut to
    /// one warning that spans the rest, so that an answer stays small.
    pub(super) fn finish(mut self) -> Vec<Warning> {
        self.0.sort_by_key(|warning| warning.span);
        let mut out: Vec<Warning> = Vec::new();
        let mut more: Option<(usize, Span)> = None;
        for warning in self.0 {
            let last = out.last_mut().filter(|_| more.is_none());
            if let Some(last) = last
                && last.message == warning.message
                && last.span.end >= warning.span.start
            {
                last.span.end = last.span.end.max(warning.span.end);
            } else if out.len() < MAX_WARNINGS {
                out.push(warning);
            } else {
                let (count, span) = more.get_or_insert((0, warning.span));
                *count += 1;
                span.end = span.end.max(warning.span.end);
            }
        }
        if let Some((count, span)) = more {
            out.push(Warning::new(format!("{count} more warnings were left out"), span));
        }
        out
    }
}
