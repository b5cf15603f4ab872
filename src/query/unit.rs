//! Operands and the operators between them, within one pair of parentheses.

use super::warnings::Warnings;
use super::{Clause, Group, Node, Occur};
use crate::model::Span;

/// What stands between two operands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Joiner {
    And,
    Or,
}

/// An operator without an operand. What becomes of it is settled at the end: it is read as a word
/// where the query has nothing else.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dangling {
    pub(super) span: Span,
    pub(super) lacks: &'static str,
}

/// The clauses of one level, and the unit at its end that the next operator may still extend.
///
/// A unit is what `AND` and `OR` hold together: `a AND b OR c`.
#[derive(Debug, Default)]
pub(super) struct Level {
    clauses: Vec<Clause>,
    /// Finished sides of `OR`.
    ors: Vec<Node>,
    /// Sides of the current `AND`; not empty as soon as the unit has begun.
    ands: Vec<Node>,
    /// Each `+` on an operand of the unit.
    plus: Vec<Span>,
    joiner: Option<(Joiner, Span)>,
    /// `NOT` and signs that wait for their operand.
    nots: Vec<Span>,
    sign: Option<(Occur, Span)>,
}

impl Level {
    pub(super) fn join(&mut self, joiner: Joiner, span: Span, dangling: &mut Vec<Dangling>) {
        self.drop_signs(dangling);
        if self.ands.is_empty() || self.joiner.is_some() {
            dangling.push(Dangling { span, lacks: "before" });
        } else {
            self.joiner = Some((joiner, span));
        }
    }

    pub(super) fn not(&mut self, span: Span) {
        self.nots.push(span);
    }

    pub(super) fn sign(&mut self, occur: Occur, span: Span) {
        self.sign = Some((occur, span));
    }

    pub(super) fn operand(&mut self, node: Node, warnings: &mut Warnings) {
        let sign = self.sign.take();
        let minus = sign.is_some_and(|(occur, _)| occur == Occur::Not);
        let negated = (self.nots.drain(..).count() + usize::from(minus)) % 2 == 1;
        let node = if negated { negate(node) } else { node };
        match self.joiner.take() {
            None => self.end_unit(warnings),
            Some((Joiner::And, _)) => {}
            Some((Joiner::Or, _)) => self.ors.extend(all(&mut self.ands)),
        }
        self.ands.push(node);
        if let Some((Occur::Must, span)) = sign {
            self.plus.push(span);
        }
    }

    /// Passes over an operand in which there is nothing to search for.
    pub(super) fn skip(&mut self, dangling: &mut Vec<Dangling>) {
        self.sign = None;
        self.drop_signs(dangling);
        let joiner = self.joiner.take();
        dangling.extend(joiner.map(|(_, span)| Dangling { span, lacks: "after" }));
    }

    /// The level as one node, when its parentheses close.
    pub(super) fn close(
        mut self,
        dangling: &mut Vec<Dangling>,
        warnings: &mut Warnings,
    ) -> Option<Node> {
        self.finish(dangling);
        if self.clauses.is_empty() {
            return self.unit(warnings).map(|(_, node)| node);
        }
        self.end_unit(warnings);
        Some(Node::Group(Group { clauses: self.clauses }))
    }

    /// The level as a whole query.
    pub(super) fn root(mut self, dangling: &mut Vec<Dangling>, warnings: &mut Warnings) -> Group {
        self.finish(dangling);
        self.end_unit(warnings);
        match <[Clause; 1]>::try_from(self.clauses) {
            Ok([Clause { occur: Occur::Wanted, node: Node::Group(group) }]) => group,
            Ok(clause) => Group { clauses: clause.into() },
            Err(clauses) => Group { clauses },
        }
    }

    fn finish(&mut self, dangling: &mut Vec<Dangling>) {
        self.drop_signs(dangling);
        self.skip(dangling);
    }

    fn drop_signs(&mut self, dangling: &mut Vec<Dangling>) {
        let sign = self.sign.take().map(|(_, span)| span);
        let spans = self.nots.drain(..).chain(sign);
        dangling.extend(spans.map(|span| Dangling { span, lacks: "after" }));
    }

    fn end_unit(&mut self, warnings: &mut Warnings) {
        if let Some((occur, node)) = self.unit(warnings) {
            self.push(occur, node);
        }
    }

    fn unit(&mut self, warnings: &mut Warnings) -> Option<(Occur, Node)> {
        let plus = std::mem::take(&mut self.plus);
        let last = all(&mut self.ands)?;
        if self.ors.is_empty() {
            let occur = if plus.is_empty() { Occur::Wanted } else { Occur::Must };
            return Some((occur, last));
        }
        for span in plus {
            warnings.add(span, "`+` beside OR was left out: put the OR in parentheses, +(a OR b)");
        }
        self.ors.push(last);
        Some((Occur::Wanted, Node::Or(std::mem::take(&mut self.ors))))
    }

    /// Adds a clause, so that no clause is an `AND` or a `NOT` that its occur could say as well.
    fn push(&mut self, occur: Occur, node: Node) {
        match node {
            Node::And(nodes) => nodes.into_iter().for_each(|node| self.push(Occur::Must, node)),
            Node::Not(node) => self.clauses.push(Clause { occur: Occur::Not, node: *node }),
            node => self.clauses.push(Clause { occur, node }),
        }
    }
}

/// The sides of an `AND` as one node.
fn all(sides: &mut Vec<Node>) -> Option<Node> {
    if sides.len() > 1 { Some(Node::And(std::mem::take(sides))) } else { sides.pop() }
}

fn negate(node: Node) -> Node {
    match node {
        Node::Not(node) => *node,
        node => Node::Not(Box::new(node)),
    }
}
