//! What a claim is tagged with, a line for each tag.

use std::io::{self, Write};

use super::{ShowText, View};
use crate::model::{Claim, Quantity, When};
use crate::output::style::Style;
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
        for entity in &claim.entities {
            self.note("entity", &format!("{} ({})", entity.name, entity.id), out)?;
        }
        for quantity in &claim.quantities {
            self.note("figure", &figure(quantity), out)?;
        }
        for when in &claim.when {
            self.note("when", &period(when), out)?;
        }
        Ok(())
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

/// `$5-6 billion = about USD 5000000000..6000000000`.
fn figure(quantity: &Quantity) -> String {
    let mut out = format!("{} = ", quantity.text);
    for word in
        [quantity.approx.then_some("about"), quantity.bound.as_deref()].into_iter().flatten()
    {
        out.push_str(word);
        out.push(' ');
    }
    if quantity.kind == "money" {
        out.extend(quantity.unit.iter().flat_map(|unit| [unit.as_str(), " "]));
    }
    out.push_str(&quantity.min.to_string());
    if quantity.max.to_bits() != quantity.min.to_bits() {
        out.push_str(&format!("..{}", quantity.max));
    }
    match (quantity.kind.as_str(), &quantity.unit) {
        ("money", _) => {}
        ("percent", _) => out.push('%'),
        (_, Some(unit)) => out.push_str(&format!(" {unit}")),
        ("multiple", None) => out.push_str(" times"),
        (_, None) => {}
    }
    if let Some(per) = &quantity.per {
        out.push_str(&format!(" per {per}"));
    }
    out
}

/// `December 19-20 = 2025-12-19..2025-12-20`.
fn period(when: &When) -> String {
    let bound = when.bound.as_deref().map(|bound| format!("{bound} ")).unwrap_or_default();
    let value = match (&when.from, &when.to, &when.duration) {
        (Some(from), Some(to), _) if from == to => from.clone(),
        (Some(from), Some(to), _) => format!("{from}..{to}"),
        (Some(one), None, _) | (None, Some(one), _) | (None, None, Some(one)) => one.clone(),
        (None, None, None) => return when.text.clone(),
    };
    format!("{} = {bound}{value}", when.text)
}
