//! The entities of the claims that match a query.

use std::collections::{BTreeMap, HashMap, HashSet};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::{Searcher, read};
use crate::error::{Error, Result};
use crate::index::{Granularity, Schema};
use crate::model::{EntityList, EntitySummary, EntityType, Published, Request};

impl Searcher {
    /// The entities that the claims with every word of a query name, the most frequent first; of
    /// an empty query, those of all claims. Of the request, the query and its filters count.
    pub fn entities(
        &self,
        request: &Request,
        types: &[EntityType],
        limit: usize,
    ) -> Result<EntityList> {
        let query = if request.query.trim().is_empty() {
            read(&Request { query: "NOT kind:none".into(), ..request.clone() })?
        } else {
            read(request)?
        };
        let mut plan = self.plan(request, &query, Granularity::Claim)?;
        if request.query.trim().is_empty() {
            plan.warnings.clear();
        }
        if request.strict
            && let Some(warning) = plan.warnings.first()
        {
            return Err(Error::user(format_args!("query: {}", warning.message)));
        }
        let collector = Tally { schema: *self.reader.schema(), types: types.to_vec() };
        let counts =
            self.reader.guard(|| self.reader.searcher().search(&*plan.all(), &collector))?;
        let total = counts.len() as u64;
        let mut entities: Vec<EntitySummary> = counts
            .into_iter()
            .filter_map(|(key, count)| {
                let (id, name) = key.split_once('\t')?;
                Some(EntitySummary {
                    id: id.to_owned(),
                    name: name.to_owned(),
                    kind: EntityType::of_id(id)?,
                    claims: count.claims,
                    first: count.first.map(Published::date_of_day),
                    last: count.last.map(Published::date_of_day),
                    aliases: Vec::new(),
                })
            })
            .collect();
        entities.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.id.cmp(&b.id)));
        entities.truncate(limit);
        self.add_aliases(&mut entities);
        Ok(EntityList { query: request.query.clone(), entities, total, warnings: plan.warnings })
    }

    /// Adds the names that texts are tagged by, then those that are for looking up; one of several
    /// that differ in case alone.
    fn add_aliases(&self, entities: &mut [EntitySummary]) {
        let places: HashMap<String, usize> =
            entities.iter().zip(0..).map(|(entity, at)| (entity.id.clone(), at)).collect();
        let mut found: Vec<Vec<(bool, String)>> = vec![Vec::new(); entities.len()];
        self.names.aliases(&mut |id, alias, tags| {
            if let Some(at) = places.get(id) {
                found[*at].push((!tags, alias.to_owned()));
            }
        });
        for (entity, mut aliases) in entities.iter_mut().zip(found) {
            aliases.sort();
            let mut known = HashSet::from([entity.name.to_lowercase()]);
            let new = aliases.into_iter().map(|(_, alias)| alias);
            entity.aliases = new.filter(|alias| known.insert(alias.to_lowercase())).collect();
        }
    }
}

/// How often something is named, and on which days.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    claims: u64,
    first: Option<i64>,
    last: Option<i64>,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.claims += other.claims;
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
    }
}

struct Tally {
    schema: Schema,
    types: Vec<EntityType>,
}

struct SegmentTally {
    keys: Option<StrColumn>,
    days: Column<i64>,
    counts: HashMap<u64, Count>,
    types: Vec<EntityType>,
}

type Counts = BTreeMap<String, Count>;

impl Collector for Tally {
    type Fruit = Counts;
    type Child = SegmentTally;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentTally> {
        let fast = reader.fast_fields();
        Ok(SegmentTally {
            keys: fast.str(self.schema.name(self.schema.entity_key))?,
            days: fast.i64(self.schema.name(self.schema.day))?,
            counts: HashMap::new(),
            types: self.types.clone(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut all = Counts::new();
        for fruit in fruits {
            for (key, count) in fruit? {
                all.entry(key).or_default().add(count);
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentTally {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let day = self.days.first(doc);
        for key in self.keys.iter().flat_map(|keys| keys.term_ords(doc)) {
            let count = self.counts.entry(key).or_default();
            count.add(Count { claims: 1, first: day, last: day });
        }
    }

    fn harvest(self) -> Self::Fruit {
        let mut named = Counts::new();
        let Some(keys) = self.keys else { return Ok(named) };
        for (ordinal, count) in self.counts {
            let mut key = String::new();
            keys.ord_to_str(ordinal, &mut key)?;
            let kind = EntityType::of_id(&key);
            if self.types.is_empty() || kind.is_some_and(|kind| self.types.contains(&kind)) {
                named.entry(key).or_default().add(count);
            }
        }
        Ok(named)
    }
}
