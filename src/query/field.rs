//! The fields that a query can name.

use std::fmt;

/// A field of a claim or of its article, as named in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The words of the claim.
    Text,
    /// The heading that the claim stands under.
    Group,
    /// The title of the article.
    Title,
    /// Who published the article.
    Source,
    /// A thing that the claim names, by id, name or alias; `person/*` is any of a type.
    Entity,
    /// The kind of claim.
    Kind,
    /// The label of a citation.
    Cite,
    /// The language of the article.
    Lang,
    /// The id of the article.
    Article,
    /// The path of the article; a glob.
    Path,
    /// The address of the article.
    Url,
    /// When the article was published.
    Published,
    /// A date that the claim speaks of.
    When,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// Any other quantity.
    Qty,
}

impl Field {
    /// Every field, in the order of the manual.
    pub const ALL: [Self; 16] = [
        Self::Text,
        Self::Group,
        Self::Title,
        Self::Source,
        Self::Entity,
        Self::Kind,
        Self::Cite,
        Self::Lang,
        Self::Article,
        Self::Path,
        Self::Url,
        Self::Published,
        Self::When,
        Self::Money,
        Self::Percent,
        Self::Qty,
    ];

    /// The name used in queries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Group => "group",
            Self::Title => "title",
            Self::Source => "source",
            Self::Entity => "entity",
            Self::Kind => "kind",
            Self::Cite => "cite",
            Self::Lang => "lang",
            Self::Article => "article",
            Self::Path => "path",
            Self::Url => "url",
            Self::Published => "published",
            Self::When => "when",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Qty => "qty",
        }
    }

    /// The field of that name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str().eq_ignore_ascii_case(name))
    }

    /// The field whose name is nearest to a misspelt one: one edit away for names of up to five
    /// letters, two for longer ones. A swap of neighbours is one edit.
    pub fn nearest(name: &str) -> Option<Self> {
        if name.len() > 16 {
            return None;
        }
        let name = name.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .map(|field| (distance(name.as_bytes(), field.as_str().as_bytes()), field))
            .filter(|(edits, field)| *edits <= if field.as_str().len() <= 5 { 1 } else { 2 })
            .min_by_key(|(edits, _)| *edits)
            .map(|(_, field)| field)
    }

    /// Whether `*` may stand anywhere in a value, so that the value is kept as typed.
    pub const fn takes_globs(self) -> bool {
        matches!(self, Self::Entity | Self::Article | Self::Path | Self::Url)
    }

    /// Whether values are numbers or dates, which can be compared.
    pub const fn takes_ranges(self) -> bool {
        matches!(self, Self::Published | Self::When | Self::Money | Self::Percent | Self::Qty)
    }

    /// Whether a value may begin with a unit and a colon: `USD:5bn`.
    pub const fn takes_unit(self) -> bool {
        matches!(self, Self::Money | Self::Qty)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two names.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for field in Field::ALL {
            assert_eq!(Field::from_name(field.as_str()), Some(field));
            assert_eq!(Field::from_name(&field.as_str().to_uppercase()), Some(field));
        }
        assert_eq!(Field::from_name(""), None);
        assert_eq!(Field::from_name("sorce"), None);
    }

    #[test]
    fn a_misspelt_name_has_a_nearest_field() {
        let cases = [
            ("sorce", Some(Field::Source)),
            ("soruce", Some(Field::Source)),
            ("Publised", Some(Field::Published)),
            ("publshd", Some(Field::Published)),
            ("tilte", Some(Field::Title)),
            ("knid", Some(Field::Kind)),
            ("entitys", Some(Field::Entity)),
            ("Oil", None),
            ("https", None),
            ("note", None),
            ("x", None),
            ("", None),
            ("sourcesourcesource", None),
        ];
        for (name, field) in cases {
            assert_eq!(Field::nearest(name), field, "{name}");
        }
    }
}
