//! What claims are tagged with: entities, figures, periods.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use tantivy::schema::Field as Column;
use tantivy::{Score, Term};

use super::units::{Mark, Unit};
use super::{Compiler, dictionary, runs, weights};
use crate::index::{Granularity, Schema};
use crate::model::{EntityType, Label, Span};
use crate::query::matching::{End, Reach, Tree, Values, Wanted};
use crate::query::{Clause, Field, Range};
use crate::tag::{ask, coined_ids};

/// A value that differs by this share of it is the same.
const NEARLY: f64 = 1e-9;

/// The most words of a name that is looked for in a query.
const LONGEST_NAME: usize = 6;

impl Compiler<'_> {
    /// `entity:` with an id, a name, an alias, or `type/*`.
    pub(super) fn entity(&mut self, text: &str, span: Span) -> tantivy::Result<Unit> {
        let text = text.trim();
        let field = self.schema.entity;
        let label = format!("entity:{text}");
        if let Some(prefix) = text.strip_suffix('*') {
            let (ids, _) = dictionary::starting(self.searcher, field, &prefix.to_lowercase())?;
            if ids.is_empty() {
                self.warn(format!("entity: no claim names any {text}"), span);
            }
            let terms = ids.iter().map(|id| Term::from_field_text(field, id));
            let any = self.tagged(Tree::terms(terms), false);
            let mut unit = Unit::new(label, any);
            unit.marks.extend(ids.iter().map(|id| Mark::Entity(id.clone())));
            return Ok(unit);
        }
        let mut ids = BTreeSet::new();
        for id in self.ids(text)? {
            if dictionary::has(self.searcher, field, &id)? {
                ids.insert(id);
            }
        }
        if ids.is_empty() {
            let message = match EntityType::of_id(text) {
                Some(_) => format!("entity: no claim names {text}"),
                None => format!("entity: nothing that a claim names goes by {text:?}"),
            };
            self.warn(message, span);
        }
        Ok(self.entities(label, &ids))
    }

    /// The ids that a text may mean.
    fn ids(&self, text: &str) -> tantivy::Result<Vec<String>> {
        if let Some(kind) = EntityType::of_id(&text.to_lowercase()) {
            let key = text.split_once('/').map_or("", |(_, key)| key);
            let forms = [key.to_owned(), key.to_uppercase(), key.to_lowercase()];
            return Ok(forms.into_iter().map(|key| format!("{kind}/{key}")).collect());
        }
        let mut ids = self.names.ids(text);
        ids.extend(coined_ids(text));
        Ok(ids)
    }

    fn entities(&self, label: String, ids: &BTreeSet<String>) -> Unit {
        let mut unit = Unit::new(label, self.any_entity(self.schema.entity, ids));
        unit.marks.extend(ids.iter().map(|id| Mark::Entity(id.clone())));
        unit
    }

    /// The entities that the plain words of a query name, by where each word starts: of words that
    /// follow each other the longest name is taken.
    pub(super) fn named(
        &self,
        clauses: &[Clause],
    ) -> tantivy::Result<HashMap<usize, BTreeSet<String>>> {
        if !self.expands {
            return Ok(HashMap::new());
        }
        runs::longest(clauses, LONGEST_NAME, |text, _| {
            Ok(Some(self.names_in_use(text)?).filter(|ids| !ids.is_empty()))
        })
    }

    /// The entities of a name that claims or titles name.
    pub(super) fn names_in_use(&self, name: &str) -> tantivy::Result<BTreeSet<String>> {
        let mut ids = BTreeSet::new();
        for id in self.names.ids(name) {
            if self.is_named(&id)? {
                ids.insert(id);
            }
        }
        Ok(ids)
    }

    /// Whether any claim or title names an entity.
    fn is_named(&self, id: &str) -> tantivy::Result<bool> {
        Ok(dictionary::has(self.searcher, self.schema.entity, id)?
            || dictionary::has(self.searcher, self.schema.about, id)?)
    }

    /// What finds the entities, with weights and names for explanations.
    pub(super) fn naming(&self, ids: &BTreeSet<String>) -> Vec<(Tree, Score, &'static str)> {
        [
            (self.schema.entity, weights::ENTITY, "the entity"),
            (self.schema.about, weights::ABOUT, "the entity in a title"),
        ]
        .into_iter()
        .map(|(field, weight, name)| (self.any_entity(field, ids), weight, name))
        .collect()
    }

    fn any_entity(&self, field: Column, ids: &BTreeSet<String>) -> Tree {
        let named = |id: &String| self.tagged(Tree::term(Term::from_field_text(field, id)), true);
        Tree::any(ids.iter().map(named).collect())
    }

    /// Lets a unit also find claims that name the entities in other words, or whose titles do.
    pub(super) fn or_named(&self, unit: &mut Unit, ids: &BTreeSet<String>) {
        let mut either: Vec<Tree> = Vec::new();
        for (query, weight, name) in self.naming(ids) {
            let query = query.boosted(weight);
            either.push(query.clone());
            unit.parts.push((name, query));
        }
        let named = Tree::any(either);
        let or = |query: Tree| Tree::any(vec![query, named.clone()]);
        unit.loose = unit.loose.take().map(or);
        unit.query = or(unit.query.clone());
        unit.marks.extend(ids.iter().map(|id| Mark::Entity(id.clone())));
    }

    /// `when:` with a period.
    pub(super) fn period(&self, min: Option<i64>, max: Option<i64>) -> Tree {
        self.tagged(Tree::holding(self.overlapping(min, max)), false)
    }

    pub(super) fn overlapping(&self, min: Option<i64>, max: Option<i64>) -> Values {
        let columns =
            [self.schema.name(self.schema.when_from), self.schema.name(self.schema.when_to)];
        Values::Period { columns, reach: Reach::within(min, max) }
    }

    /// `money:5bn`, `money:USD:5bn`, `qty:"2 million tonnes"`: that value, or a range that holds it.
    pub(super) fn figure(
        &mut self,
        field: Field,
        text: &str,
        span: Span,
    ) -> tantivy::Result<Vec<Unit>> {
        let (unit, value) = match text.rsplit_once([':', '：']) {
            Some((unit, value)) if field.takes_unit() => (Some(unit), value),
            _ => (None, text),
        };
        let hint = hint(field);
        if let Some(wanted) = self.of_unit(field, text) {
            let open = Reach { min: None, max: None };
            return Ok(vec![Unit::new(format!("{field}:{text}"), self.quantities(wanted, open))]);
        }
        let Some(figure) = ask::figure(value) else {
            return self.not_understood(field, text, hint, span);
        };
        if let Some(unit) = unit.filter(|unit| !known_unit(field, unit)) {
            return self.unit_unknown(field, unit, text, span);
        }
        let (min, max) = (figure.min - nearly(figure.min), figure.max + nearly(figure.max));
        let reach = Reach::within(Some(min), Some(max));
        let Some(wanted) = self.wanted(field, unit, [Some(&figure), None]) else {
            return self.not_understood(field, text, hint, span);
        };
        Ok(vec![Unit::new(format!("{field}:{text}"), self.quantities(wanted, reach))])
    }

    /// What a field asks for by a unit alone, or by `*`: any figure of it.
    fn of_unit(&self, field: Field, text: &str) -> Option<Wanted> {
        let any = text.trim() == "*";
        let named = field.takes_unit() && ask::figure(text).is_none() && known_unit(field, text);
        let unit = named.then_some(text.trim());
        (any || named).then(|| self.wanted(field, unit, [None, None])).flatten()
    }

    /// Says so where a unit is none; the value is then looked for as text.
    fn unit_unknown(
        &mut self,
        field: Field,
        unit: &str,
        text: &str,
        span: Span,
    ) -> tantivy::Result<Vec<Unit>> {
        let what = if field == Field::Money { "currency" } else { "unit" };
        self.warn(format!("{field}: {unit:?} is no {what} that is known; taken as text"), span);
        self.word(text, span, None)
    }

    /// `money:>=5bn`, `percent:20..30`
    pub(super) fn figures(
        &mut self,
        field: Field,
        range: &Range,
        span: Span,
    ) -> tantivy::Result<Vec<Unit>> {
        let said: Vec<&str> =
            range.min.iter().chain(&range.max).map(|bound| bound.text.as_str()).collect();
        let said = said.join("..");
        let mut figures = [None, None];
        for (at, bound) in [&range.min, &range.max].into_iter().enumerate() {
            let Some(bound) = bound else { continue };
            let Some(figure) = ask::figure(&bound.text) else {
                return self.not_understood(field, &said, hint(field), span);
            };
            figures[at] = Some((figure, bound.inclusive));
        }
        if let Some(unit) = range.prefix.as_deref().filter(|unit| !known_unit(field, unit)) {
            let unit = unit.to_owned();
            return self.unit_unknown(field, &unit, &said, span);
        }
        let end = |at: usize| {
            let (figure, inclusive) = figures[at].as_ref()?;
            // `5..6bn`: the magnitude is that of both.
            let value = match (at, &figures) {
                (0, [Some((low, _)), Some((high, _))]) => {
                    scaled(low.min, high.min, &range.min, &range.max)
                }
                _ => figure.min,
            };
            Some(End { value, inclusive: *inclusive })
        };
        let reach = Reach { min: end(0), max: end(1) };
        if let (Some(min), Some(max)) = (reach.min, reach.max)
            && min.value > max.value
        {
            self.warn(format!("{field}: {said} begins above its end and finds nothing"), span);
        }
        let both = [figures[0].as_ref().map(|(f, _)| f), figures[1].as_ref().map(|(f, _)| f)];
        let Some(wanted) = self.wanted(field, range.prefix.as_deref(), both) else {
            return self.not_understood(field, &said, hint(field), span);
        };
        let label = format!("{field}:{said}");
        Ok(vec![Unit::new(label, self.quantities(wanted, reach))])
    }

    fn quantities(&self, wanted: Wanted, reach: Reach<f64>) -> Tree {
        self.tagged(Tree::holding(self.quantity(wanted, reach)), false)
    }

    pub(super) fn quantity(&self, wanted: Wanted, reach: Reach<f64>) -> Values {
        let name = |column| self.schema.name(column);
        Values::Quantity {
            wanted,
            keys: name(self.schema.qty_key),
            columns: [name(self.schema.qty_min), name(self.schema.qty_max)],
            reach,
        }
    }

    /// Which quantities a field asks for; `None` where unit and field do not go together.
    fn wanted(
        &self,
        field: Field,
        unit: Option<&str>,
        figures: [Option<&ask::Figure>; 2],
    ) -> Option<Wanted> {
        let said = |of: fn(&ask::Figure) -> Option<&Label>| {
            figures.iter().flatten().find_map(|figure| of(figure)).cloned()
        };
        let (kind, own) = (said(|f| f.kind.as_ref()), said(|f| f.unit.as_ref()));
        let is = |kinds: &[&str]| kind.as_deref().is_none_or(|kind| kinds.contains(&kind));
        let (kinds, unit): (&'static [&'static str], Option<Label>) = match field {
            Field::Money if is(&["money"]) => {
                let unit = match unit {
                    Some(unit) => Some(ask::currency(unit)?),
                    None => own,
                };
                (&["money"], unit)
            }
            Field::Percent if is(&["percent"]) => (&["percent"], None),
            Field::Qty if is(&["count", "multiple"]) => {
                let unit = match unit {
                    Some(unit) => Some(ask::unit(unit)?),
                    None => own,
                };
                match kind.as_deref() {
                    Some("multiple") => (&["multiple"], None),
                    _ => (&["count", "multiple"], unit),
                }
            }
            _ => return None,
        };
        Some(Arc::new(move |key: &str| {
            let (kind, of) = Schema::kind_and_unit(key);
            kinds.contains(&kind) && unit.as_deref().is_none_or(|unit| same_unit(of, unit))
        }))
    }

    /// Whether articles are asked for, of which the field says nothing; warns then.
    pub(super) fn only_claims(&mut self, field: Field, span: Span) -> bool {
        let articles = self.granularity == Granularity::Article;
        if articles {
            self.warn(format!("{field}: says nothing of articles; left out"), span);
        }
        articles
    }
}

/// How far a value may be from the one asked for and still be it.
pub(super) fn nearly(value: f64) -> f64 {
    value.abs() * NEARLY
}

/// Whether a figure's unit is the one asked for: a ton is asked for as a tonne too, as texts mean
/// either by either.
pub(super) fn same_unit(of: &str, asked: &str) -> bool {
    let tonne = |unit: &str| match unit.strip_prefix("ton") {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("tonne{rest}"),
        _ => unit.to_owned(),
    };
    of == asked || tonne(of) == tonne(asked)
}

/// Whether a text is a unit of what a field asks for.
fn known_unit(field: Field, text: &str) -> bool {
    match field {
        Field::Money => ask::currency(text).is_some(),
        _ => ask::unit(text).is_some(),
    }
}

fn hint(field: Field) -> &'static str {
    match field {
        Field::Money => "want an amount, as 5bn, USD:5bn or $5-6bn",
        Field::Percent => "want a number, as 20, 20% or 25bps",
        _ => {
            "want a number with or without its unit, as 2.7m, tonne:2.7m or \"2.7 million tonnes\""
        }
    }
}

/// The lower end of a range: `5..6bn` is from 5bn.
fn scaled(
    low: f64,
    high: f64,
    low_said: &Option<crate::query::Bound>,
    high_said: &Option<crate::query::Bound>,
) -> f64 {
    let letters = |bound: &Option<crate::query::Bound>| {
        bound.as_ref().is_some_and(|bound| bound.text.chars().any(char::is_alphabetic))
    };
    if letters(low_said) || !letters(high_said) || low == 0.0 {
        return low;
    }
    // The number of the upper end without its magnitude.
    let said = high_said.as_ref().map_or("", |bound| bound.text.as_str());
    let digits: String = said.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    match digits.parse::<f64>() {
        Ok(number) if number > 0.0 => low * (high / number),
        _ => low,
    }
}
