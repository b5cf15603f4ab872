//! The seven classes of queries, as lines of a file.

use std::fmt;
use std::fs;
use std::path::Path;

use crate::Result;

/// What a query asks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
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

/// A query before it is compiled; what its class does not need is empty.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Query {
    pub(crate) class: Class,
    pub(crate) words: Vec<String>,
    pub(crate) entity: String,
    /// The first moment of the span.
    pub(crate) since: String,
    /// The first moment after it.
    pub(crate) before: String,
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
            words: words.split(' ').map(str::to_owned).collect(),
            entity: entity.to_owned(),
            since: since.to_owned(),
            before: before.to_owned(),
        })
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { class, words, entity, since, before } = self;
        write!(f, "{}\t{}\t{entity}\t{since}\t{before}", class.name(), words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back() {
        for line in [
            "rare\tmusk\t\t\t",
            "phrase\tof the market\t\t\t",
            "entterm\toil\tSaudi Arabia\t\t",
            "dateterm\toil\t\t2025-01-01T00:00:00Z\t2025-01-31T00:00:00Z",
        ] {
            assert_eq!(Query::parse(line).map(|query| query.to_string()).as_deref(), Some(line));
        }
        assert_eq!(Query::parse("rare\tmusk"), None);
        assert_eq!(Query::parse("odd\tmusk\t\t\t"), None);
    }
}
