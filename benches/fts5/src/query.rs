//! The seven classes of queries, as lines of a file and in FTS5's language.

use std::fs;
use std::path::Path;

use crate::Result;

/// What a query asks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Class {
    /// A word of few claims.
    Rare,
    /// A word of at least one claim in a hundred.
    Common,
    /// Either of two words.
    Or,
    /// Both of two words.
    And,
    /// Two or three words in a row.
    Phrase,
    /// A word in claims that name an entity.
    Entity,
    /// A word in claims published in a span of thirty days.
    Dated,
}

impl Class {
    const ALL: [Self; 7] =
        [Self::Rare, Self::Common, Self::Or, Self::And, Self::Phrase, Self::Entity, Self::Dated];

    /// The name in files and reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rare => "rare",
            Self::Common => "common",
            Self::Or => "or2",
            Self::And => "and2",
            Self::Phrase => "phrase",
            Self::Entity => "entterm",
            Self::Dated => "dateterm",
        }
    }
}

/// A line of the file of queries; what its class does not need is empty.
#[derive(Debug)]
pub(crate) struct Query {
    pub(crate) class: Class,
    words: String,
    entity: String,
    since: String,
    before: String,
}

impl Query {
    /// Reads the file of queries, one a line.
    pub(crate) fn read(path: &Path) -> Result<Vec<Self>> {
        let text =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let wrong = |line: usize| format!("{}: line {}: no query", path.display(), line + 1);
        let lines = text.lines().enumerate();
        lines.map(|(number, line)| Ok(Self::parse(line).ok_or_else(|| wrong(number))?)).collect()
    }

    pub(crate) fn parse(line: &str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[class, words, entity, since, before] = columns.as_slice() else { return None };
        Some(Self {
            class: Class::ALL.into_iter().find(|known| known.name() == class)?,
            words: words.to_owned(),
            entity: entity.to_owned(),
            since: since.to_owned(),
            before: before.to_owned(),
        })
    }

    /// The query as FTS5 takes it, without the span of time.
    ///
    /// Words are searched in the text alone. An entity is searched as a phrase, since FTS5 has no
    /// keywords: the name is also found within a longer one.
    pub(crate) fn compile(&self) -> String {
        match self.class {
            Class::Rare | Class::Common | Class::Phrase | Class::Dated => {
                format!("text : {}", quoted(&self.words))
            }
            Class::Or => format!("text : ({})", self.joined(" OR ")),
            Class::And => format!("text : ({})", self.joined(" AND ")),
            Class::Entity => {
                format!("text : {} AND entities : {}", quoted(&self.words), quoted(&self.entity))
            }
        }
    }

    /// The first moment of the span and the first one after it. Times are all of one form, so that
    /// they sort as text does.
    pub(crate) fn span(&self) -> Option<(&str, &str)> {
        (self.class == Class::Dated).then_some((&self.since, &self.before))
    }

    fn joined(&self, operator: &str) -> String {
        self.words.split(' ').map(quoted).collect::<Vec<_>>().join(operator)
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
        assert!(Query::parse("rare\tmusk").is_none());
        assert!(Query::parse("odd\tmusk\t\t\t").is_none());
    }
}
