//! A walk over the leaves of a query.

use super::{Field, Group, Node, Occur, Query};

/// A leaf of a query: a word, phrase, prefix, fuzzy word or range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf<'q> {
    /// The leaf itself.
    pub node: &'q Node,
    /// The innermost field that it is asked of.
    pub field: Option<Field>,
    /// Whether hits must be without it.
    pub negated: bool,
}

impl Query {
    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.root.clauses.is_empty()
    }

    /// The leaves in the order typed.
    pub fn leaves(&self) -> Leaves<'_> {
        let mut leaves = Leaves { rest: Vec::new() };
        leaves.push_group(&self.root, None, false);
        leaves
    }
}

/// The leaves of a query; see [`Query::leaves`].
#[derive(Debug, Clone)]
pub struct Leaves<'q> {
    rest: Vec<Leaf<'q>>,
}

impl<'q> Leaves<'q> {
    fn push_group(&mut self, group: &'q Group, field: Option<Field>, negated: bool) {
        self.rest.extend(group.clauses.iter().rev().map(|clause| Leaf {
            node: &clause.node,
            field,
            negated: negated != (clause.occur == Occur::Not),
        }));
    }
}

impl<'q> Iterator for Leaves<'q> {
    type Item = Leaf<'q>;

    fn next(&mut self) -> Option<Leaf<'q>> {
        loop {
            let leaf = self.rest.pop()?;
            let Leaf { node, field, negated } = leaf;
            match node {
                Node::Field { field, node, .. } => {
                    self.rest.push(Leaf { node, field: Some(*field), negated });
                }
                Node::Or(nodes) | Node::And(nodes) => {
                    let inner = nodes.iter().rev();
                    self.rest.extend(inner.map(|node| Leaf { node, field, negated }));
                }
                Node::Group(group) => self.push_group(group, field, negated),
                Node::Not(node) => self.rest.push(Leaf { node, field, negated: !negated }),
                Node::Range { field, .. } => return Some(Leaf { field: Some(*field), ..leaf }),
                Node::Word { .. }
                | Node::Phrase { .. }
                | Node::Prefix { .. }
                | Node::Fuzzy { .. } => return Some(leaf),
            }
        }
    }
}
