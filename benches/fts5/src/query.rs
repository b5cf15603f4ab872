//! The queries in FTS5's language.

use crate::asked::{Class, Query};

impl Query {
    /// The query as FTS5 takes it, without the span of time.
    ///
    /// Words are searched in the text alone. An entity is searched as a phrase, since FTS5 has no
    /// keywords: the name is also found within a longer one.
    pub(crate) fn compile(&self) -> String {
        match self.class {
            Class::Rare | Class::Common | Class::Phrase | Class::Dated => {
                format!("text : {}", quoted(&self.words.join(" ")))
            }
            Class::Or => format!("text : ({})", self.joined(" OR ")),
            Class::And => format!("text : ({})", self.joined(" AND ")),
            Class::Entity => {
                format!(
                    "text : {} AND entities : {}",
                    quoted(&self.words.join(" ")),
                    quoted(&self.entity)
                )
            }
        }
    }

    /// The first moment of the span and the first one after it. Times are all of one form, so that
    /// they sort as text does.
    pub(crate) fn span(&self) -> Option<(&str, &str)> {
        (self.class == Class::Dated).then_some((&self.since, &self.before))
    }

    fn joined(&self, operator: &str) -> String {
        self.words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(operator)
    }
}

/// A string of FTS5's language: its words stand in a row.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_its_expression() {
        for (line, expression) in [
            ("rare\tmusk\t\t\t", r#"text : "musk""#),
            ("or2\toil gas\t\t\t", r#"text : ("oil" OR "gas")"#),
            ("and2\toil gas\t\t\t", r#"text : ("oil" AND "gas")"#),
            ("phrase\tof the market\t\t\t", r#"text : "of the market""#),
            ("entterm\toil\tThe \"A\" Co\t\t", r#"text : "oil" AND entities : "The ""A"" Co""#),
            ("dateterm\toil\t\t2025-01-01T00:00:00Z\t2025-01-31T00:00:00Z", r#"text : "oil""#),
        ] {
            let compiled = Query::parse(line).map(|query| query.compile());
            assert_eq!(compiled.as_deref(), Some(expression));
        }
    }
}
