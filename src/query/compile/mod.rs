//! The tree of a query → queries of tantivy, and what to mark in the answers.
//!
//! This is the only part of `query` that knows the index: its fields, its analysis of text and its
//! dictionaries.

mod correct;
mod dates;
mod dictionary;
mod filters;
mod plain;
mod runs;
mod synonyms;
mod tags;
mod thesaurus;
mod units;
mod weights;

use std::collections::{BTreeSet, HashMap};

use tantivy::schema::Field as Column;
use tantivy::{Score, Searcher, Term};

pub use dates::{day_range, days};
pub use units::{Mark, Unit};

use super::matching::{All, Tree};
use super::{Clause, Field, Group, Node, Occur, Query};
use crate::index::{DocKind, Granularity, Schema};
use crate::model::{Correction, Filters, Span, Warning};
use crate::tag::Names;

/// What a query asks of an index.
pub struct Plan {
    /// What is wanted, each as a query that scores.
    pub units: Vec<Unit>,
    /// What every hit must have; scores.
    musts: Vec<Unit>,
    /// What every hit must be like; does not score.
    filters: Vec<Tree>,
    /// What no hit may have.
    nots: Vec<Tree>,
    base: Tree,
    /// What adds to the score of a hit and is not asked for.
    bonus: Vec<Unit>,
    /// What to mark in a claim's text.
    pub marks: Vec<Mark>,
    /// What was not understood.
    pub warnings: Vec<Warning>,
    /// Words that nothing has, and what was looked for instead.
    pub corrections: Vec<Correction>,
    /// Words that nothing has.
    pub unmatched: Vec<String>,
}

impl Plan {
    /// Whether it asks for nothing at all.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
            && self.musts.is_empty()
            && self.filters.is_empty()
            && self.nots.is_empty()
    }

    /// Everything that scores, for explanations.
    pub fn scored(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().chain(&self.musts)
    }

    /// What only adds to a score, for explanations.
    pub fn bonus(&self) -> &[Unit] {
        &self.bonus
    }

    /// The query for what has everything that is wanted.
    pub fn all(&self) -> Tree {
        self.everything().into()
    }

    /// The same with all that adds to the score.
    pub fn ranked(&self) -> Tree {
        All { bonus: self.added(), ..self.everything() }.into()
    }

    fn everything(&self) -> All {
        self.bound(self.scored().map(|unit| unit.query.clone()).collect())
    }

    fn added(&self) -> Vec<Tree> {
        self.bonus.iter().map(|bonus| bonus.query.clone()).collect()
    }

    /// The query for what has something of what is wanted; `None` when that is the same as all.
    pub fn some(&self) -> Option<Tree> {
        (self.units.len() > 1 || self.units.iter().any(|unit| unit.parted)).then(|| self.any())
    }

    /// The query for what has anything that is wanted.
    pub fn any(&self) -> Tree {
        let mut wanted = Vec::new();
        if !self.units.is_empty() {
            let units = self.units.iter().map(|unit| unit.loose().clone()).collect();
            wanted.push(Tree::any(units));
        }
        wanted.extend(self.musts.iter().map(|unit| unit.query.clone()));
        All { bonus: self.added(), ..self.bound(wanted) }.into()
    }

    /// All of what is wanted, with the filters, and the base where nothing else narrows the kind of
    /// document.
    fn bound(&self, mut musts: Vec<Tree>) -> All {
        if musts.is_empty() {
            musts.push(self.base.clone().unscored());
        }
        musts.extend(self.filters.iter().map(|filter| filter.clone().unscored()));
        All { musts, nots: self.nots.clone(), ..All::default() }
    }
}

/// Compiles a query for claims or for articles.
pub fn compile(
    query: &Query,
    filters: &Filters,
    granularity: Granularity,
    schema: &Schema,
    searcher: &Searcher,
    names: Option<&Names>,
) -> tantivy::Result<Plan> {
    let kind = match granularity {
        Granularity::Claim => DocKind::Claim,
        Granularity::Article => DocKind::Article,
    };
    let base = Tree::term(schema.doc_term(kind));
    let nobody = Names::default();
    let mut compiler = Compiler {
        schema,
        searcher,
        names: names.unwrap_or(&nobody),
        expands: names.is_some(),
        granularity,
        plan: Plan {
            units: Vec::new(),
            musts: Vec::new(),
            filters: Vec::new(),
            nots: Vec::new(),
            base,
            bonus: Vec::new(),
            marks: Vec::new(),
            warnings: query.warnings.clone(),
            corrections: Vec::new(),
            unmatched: Vec::new(),
        },
        keep_stop_words: false,
        shouts: units::may_shout(query),
        expansions: 0,
    };
    compiler.keep_stop_words = !compiler.has_telling_word(&query.root);
    compiler.root(&query.root)?;
    compiler.request(filters)?;
    compiler.warn_of_nothing(query);
    compiler.pairs(&query.root);
    units::weigh_repeats(&mut compiler.plan.units);
    compiler.plan.warnings.sort_by_key(|warning| warning.span);
    Ok(compiler.plan)
}

/// What else finds what plain words say, by where each word starts.
struct Expansions {
    named: HashMap<usize, BTreeSet<String>>,
    said: HashMap<usize, plain::Said>,
    others: HashMap<usize, synonyms::Others>,
}

/// Whether a node asks what hits are like; articles are so too, and are no claims.
fn has_filter(node: &Node) -> bool {
    match node {
        Node::Field { field, node, .. } => {
            !matches!(field, Field::Text | Field::Group | Field::Title) || has_filter(node)
        }
        Node::Range { .. } => true,
        Node::Or(nodes) | Node::And(nodes) => nodes.iter().any(has_filter),
        Node::Group(group) => group.clauses.iter().any(|clause| has_filter(&clause.node)),
        Node::Not(node) => has_filter(node),
        Node::Word { .. } | Node::Phrase { .. } | Node::Prefix { .. } | Node::Fuzzy { .. } => false,
    }
}

struct Compiler<'a> {
    schema: &'a Schema,
    searcher: &'a Searcher,
    names: &'a Names,
    /// Whether a plain word that is an alias also finds what else its entity is called.
    expands: bool,
    granularity: Granularity,
    plan: Plan,
    /// Whether stop words are asked for like any other: the query has nothing else.
    keep_stop_words: bool,
    /// Whether capitals tell words apart in the query.
    shouts: bool,
    /// How many words were looked up in the dictionary so far.
    expansions: usize,
}

/// The most words with `*` or `~` in one query: each costs a walk through the index's words.
const MAX_EXPANSIONS: usize = 64;

impl Compiler<'_> {
    /// Says so where words were typed and none of them can be looked for.
    fn warn_of_nothing(&mut self, query: &Query) {
        let plan = &self.plan;
        let nothing = plan.units.is_empty() && plan.musts.is_empty() && plan.filters.is_empty();
        if nothing
            && plan.nots.is_empty()
            && plan.warnings.is_empty()
            && !query.root.clauses.is_empty()
        {
            let message = "nothing in it can be looked for: it has no letter or digit";
            let clauses = &query.root.clauses;
            let start = clauses.first().map_or(0, |clause| clause.node.span().start);
            let end = clauses.last().map_or(0, |clause| clause.node.span().end);
            self.plan.warnings.push(Warning::new(message, Span::new(start, end)));
        }
    }

    /// Whether one more word may be looked up in the dictionary; says so when it may not.
    fn may_expand(&mut self, text: &str, span: Span) -> bool {
        self.expansions += 1;
        if self.expansions == MAX_EXPANSIONS + 1 {
            let message = format!(
                "more than {MAX_EXPANSIONS} words with `*` or `~`; from {text} on they are taken as plain words"
            );
            self.warn(message, span);
        }
        self.expansions <= MAX_EXPANSIONS
    }

    fn root(&mut self, group: &Group) -> tantivy::Result<()> {
        let expansions = self.expansions(&group.clauses)?;
        for Clause { occur, node } in &group.clauses {
            if *occur == Occur::Not {
                let units = self.node(node, None)?;
                let excluded = units.into_iter().map(|unit| unit.query).collect::<Vec<_>>();
                if !excluded.is_empty() {
                    self.plan.nots.push(Tree::all(excluded));
                }
                continue;
            }
            if let Some(filters) = self.filters_of(node)? {
                if !filters.is_empty() {
                    self.filter(Tree::all(filters));
                }
                continue;
            }
            let mut units = self.expanded(node, &expansions)?;
            if has_filter(node) {
                // What articles are like, their claims are like too.
                let base = self.plan.base.clone().unscored();
                for unit in &mut units {
                    unit.within(&base);
                }
            }
            for unit in &units {
                self.plan.marks.extend(unit.marks.iter().cloned());
            }
            match occur {
                Occur::Must => self.plan.musts.extend(units),
                _ => self.plan.units.extend(units),
            }
        }
        Ok(())
    }

    /// One more thing that every hit must be like.
    fn filter(&mut self, filter: Tree) {
        for known in &mut self.plan.filters {
            if let Some(both) = known.within_both(&filter) {
                *known = both;
                return;
            }
        }
        self.plan.filters.push(filter);
    }

    /// What else finds what the plain words among some clauses say.
    fn expansions(&self, clauses: &[Clause]) -> tantivy::Result<Expansions> {
        Ok(Expansions {
            named: self.named(clauses)?,
            said: self.said(clauses)?,
            others: self.others(clauses)?,
        })
    }

    /// What a node asks for, with all that else finds it where it is a plain word.
    fn expanded(&mut self, node: &Node, expansions: &Expansions) -> tantivy::Result<Vec<Unit>> {
        let mut units = self.node(node, None)?;
        let Node::Word { span, .. } = node else { return Ok(units) };
        let Expansions { named, said, others } = expansions;
        let (named, said) = (named.get(&span.start), said.get(&span.start));
        let others = others.get(&span.start);
        let known = named.is_some() || said.is_some() || others.is_some();
        units = self.corrected(units, *span, known)?;
        for unit in &mut units {
            if let Some(ids) = named {
                self.or_named(unit, ids);
            }
            if let Some(others) = others {
                unit.or_others(others);
            }
            if let Some(said) = said {
                unit.or_said(said);
            }
        }
        Ok(units)
    }

    /// A node within others: of a field as it is, else with all that else finds it.
    fn inner(
        &mut self,
        node: &Node,
        field: Option<Field>,
        expansions: Option<&Expansions>,
    ) -> tantivy::Result<Vec<Unit>> {
        match expansions {
            Some(expansions) if field.is_none() => self.expanded(node, expansions),
            _ => self.node(node, field),
        }
    }

    /// What a clause asks for that says what hits are like, not what they say.
    fn filters_of(&mut self, node: &Node) -> tantivy::Result<Option<Vec<Tree>>> {
        let field = match node {
            Node::Field { field, .. } | Node::Range { field, .. } => *field,
            _ => return Ok(None),
        };
        if matches!(field, Field::Text | Field::Group | Field::Title) {
            return Ok(None);
        }
        let units = self.node(node, None)?;
        for unit in &units {
            self.plan.marks.extend(unit.marks.iter().cloned());
        }
        Ok(Some(units.into_iter().map(|unit| unit.query).collect()))
    }

    /// What a node asks for: several units where a word falls into several.
    fn node(&mut self, node: &Node, field: Option<Field>) -> tantivy::Result<Vec<Unit>> {
        match node {
            Node::Word { text, span } => self.word(text, *span, field),
            Node::Phrase { text, slop, span } => self.phrase(text, slop.unwrap_or(0), *span, field),
            Node::Prefix { text, span } => self.prefix(text, *span, field),
            Node::Fuzzy { text, distance, span } => self.fuzzy(text, *distance, *span, field),
            Node::Field { field, node, .. } => self.node(node, Some(*field)),
            Node::Range { field, range, span } => self.range(*field, range, *span),
            Node::Or(nodes) => self.either(nodes, field),
            Node::And(nodes) => {
                let mut units = Vec::new();
                for node in nodes {
                    units.extend(self.node(node, field)?);
                }
                Ok(one(units))
            }
            Node::Not(inner) => {
                let units = self.node(inner, field)?;
                let queries = units.into_iter().map(|unit| unit.query).collect::<Vec<_>>();
                if queries.is_empty() {
                    return Ok(Vec::new());
                }
                let musts = vec![self.plan.base.clone().unscored()];
                let all = All { musts, nots: vec![Tree::all(queries)], ..All::default() };
                Ok(vec![Unit::new("not", all.into())])
            }
            Node::Group(group) => self.group(group, field),
        }
    }

    fn either(&mut self, nodes: &[Node], field: Option<Field>) -> tantivy::Result<Vec<Unit>> {
        let mut queries = Vec::new();
        let mut marks = Vec::new();
        let mut labels = Vec::new();
        for node in nodes {
            let clause = Clause { occur: Occur::Wanted, node: node.clone() };
            let expansions = self.expansions(std::slice::from_ref(&clause))?;
            let units = self.inner(node, field, Some(&expansions))?;
            if units.is_empty() {
                continue;
            }
            marks.extend(units.iter().flat_map(|unit| unit.marks.clone()));
            labels.push(units.iter().map(|unit| unit.label.as_str()).collect::<Vec<_>>().join(" "));
            queries.push(Tree::all(units.into_iter().map(|unit| unit.query).collect()));
        }
        if queries.is_empty() {
            return Ok(Vec::new());
        }
        let mut unit = Unit::new(labels.join(" or "), Tree::any(queries));
        unit.marks = marks;
        Ok(vec![unit])
    }

    fn group(&mut self, group: &Group, field: Option<Field>) -> tantivy::Result<Vec<Unit>> {
        let mut all = All::default();
        let mut marks = Vec::new();
        let mut labels = Vec::new();
        let expansions = self.expansions(&group.clauses)?;
        for clause in &group.clauses {
            let negated = clause.occur == Occur::Not;
            let expansions = (!negated).then_some(&expansions);
            let units = self.inner(&clause.node, field, expansions)?;
            if !negated {
                marks.extend(units.iter().flat_map(|unit| unit.marks.clone()));
                labels.extend(units.iter().map(|unit| unit.label.clone()));
            }
            let side = if negated { &mut all.nots } else { &mut all.musts };
            side.extend(units.into_iter().map(|unit| unit.query));
        }
        if all.musts.is_empty() && all.nots.is_empty() {
            return Ok(Vec::new());
        }
        if all.musts.is_empty() {
            all.musts.push(self.plan.base.clone().unscored());
        }
        let mut unit = Unit::new(labels.join(" "), all.into());
        unit.marks = marks;
        Ok(vec![unit])
    }

    /// What says a term in a field.
    fn said_in(&self, field: Column, term: &str) -> Tree {
        match self.granularity {
            Granularity::Claim if field == self.schema.title => {
                Tree::titled(Term::from_field_text(field, term))
            }
            Granularity::Article if field == self.schema.text => Tree::saying(term),
            _ => {
                let said = Tree::term(Term::from_field_text(field, term));
                self.found_in(field, said, true)
            }
        }
    }

    /// What is ranked, by a query over a field that claims or articles alone have.
    fn found_in(&self, field: Column, query: Tree, by_rarity: bool) -> Tree {
        match self.granularity {
            _ if field != self.schema.title => self.tagged(query, by_rarity),
            Granularity::Claim => Tree::behind(query),
            Granularity::Article => query,
        }
    }

    /// What is ranked, by what claims are tagged with.
    fn tagged(&self, query: Tree, by_rarity: bool) -> Tree {
        match self.granularity {
            Granularity::Claim => query,
            Granularity::Article => Tree::above(query, by_rarity),
        }
    }

    fn warn(&mut self, message: impl Into<String>, span: Span) {
        self.plan.warnings.push(Warning::new(message, span));
    }

    /// The fields in which a plain word is looked for, with their weights.
    fn columns(&self, field: Option<Field>) -> Vec<(Column, Score, &'static str)> {
        weights::columns(self.schema, self.granularity, field)
    }
}

/// Several units as one that has them all.
fn one(units: Vec<Unit>) -> Vec<Unit> {
    if units.len() < 2 {
        return units;
    }
    let label = units.iter().map(|unit| unit.label.as_str()).collect::<Vec<_>>().join(" and ");
    let marks = units.iter().flat_map(|unit| unit.marks.clone()).collect();
    let mut unit = Unit::new(label, Tree::all(units.into_iter().map(|unit| unit.query).collect()));
    unit.marks = marks;
    vec![unit]
}
