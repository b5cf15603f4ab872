//! The written form of a query that was read, for tests and explanations.

use std::fmt;

use super::{Bound, Group, Node, Occur, Query, Range};

/// The query as an S-expression, for tests and explanations: `a +b -(or c d)`.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, clause) in self.clauses.iter().enumerate() {
            let space = if i > 0 { " " } else { "" };
            let sign = match clause.occur {
                Occur::Wanted => "",
                Occur::Must => "+",
                Occur::Not => "-",
            };
            write!(f, "{space}{sign}{}", clause.node)?;
        }
        Ok(())
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, name: &str, nodes: &[Self]| {
            write!(f, "({name}")?;
            nodes.iter().try_for_each(|node| write!(f, " {node}"))?;
            f.write_str(")")
        };
        match self {
            Self::Word { text, .. } => f.write_str(text),
            Self::Phrase { text, slop: None, .. } => write!(f, "\"{text}\""),
            Self::Phrase { text, slop: Some(slop), .. } => write!(f, "\"{text}\"~{slop}"),
            Self::Prefix { text, .. } => write!(f, "(prefix {text})"),
            Self::Fuzzy { text, distance: None, .. } => write!(f, "(fuzzy {text})"),
            Self::Fuzzy { text, distance: Some(n), .. } => write!(f, "(fuzzy {text} {n})"),
            Self::Field { field, node, .. } => write!(f, "({field} {node})"),
            Self::Range { field, range, .. } => write!(f, "({field} {range})"),
            Self::Or(nodes) => list(f, "or", nodes),
            Self::And(nodes) => list(f, "and", nodes),
            Self::Group(group) => write!(f, "(group {group})"),
            Self::Not(node) => write!(f, "(not {node})"),
        }
    }
}

/// `USD:[5bn 6bn]`, with braces where a bound is left out of the range and `*` for an open end.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(prefix) = &self.prefix {
            write!(f, "{prefix}:")?;
        }
        let text = |bound: &Option<Bound>| bound.as_ref().map_or("*".into(), |b| b.text.clone());
        let inclusive = |bound: &Option<Bound>| bound.as_ref().is_none_or(|b| b.inclusive);
        let open = if inclusive(&self.min) { '[' } else { '{' };
        let close = if inclusive(&self.max) { ']' } else { '}' };
        write!(f, "{open}{} {}{close}", text(&self.min), text(&self.max))
    }
}
