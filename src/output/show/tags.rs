//! What a claim is tagged with, a line for each tag.

use std::io::{self, Write};

use super::{ShowText, View};
use crate::model::Claim;
use crate::output::style::Style;
use crate::output::tags;
use crate::output::wrap::Styled;

impl ShowText {
    pub(super) fn tags(
        &self,
        view: &View<'_>,
        claim: &Claim,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let place = format!("{} of {}", claim.position + 1, view.claims.len());
        self.note(claim.kind.as_str(), &format!("{place} · {}", claim.id), out)?;
        for citation in &claim.citations {
            let what = match &citation.resolved {
                None => "unresolved".to_owned(),
                Some(to) => [Some(to.text.as_str()), to.url.as_deref()]
                    .into_iter()
                    .flatten()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" "),
            };
            self.note(&format!("[{}]", citation.label), &what, out)?;
        }
        tags::of(claim).iter().try_for_each(|(name, tag)| self.note(name, tag, out))
    }

    /// A line of a dim name and what it names.
    pub(super) fn note(&self, name: &str, what: &str, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Styled::default();
        if !name.is_empty() {
            line.push(Style::Dim, &format!("{name:<7} "));
        }
        line.push(if name.is_empty() { Style::Dim } else { Style::Plain }, what);
        line.write(
            out,
            self.palette,
            self.width,
            ("", if name.is_empty() { "" } else { "        " }),
        )
    }
}
