//! The entities of the claims that match a query.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Searcher, matcher, read};
use crate::error::{Error, Result};
use crate::index::Granularity;
use crate::model::{EntityList, EntitySummary, EntityType, Published, Request};
use crate::query::matching::{Matcher, Tree};

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
        let counts =
            self.reader.guard(|| tally(&matcher(&self.reader, None), &plan.all(), types))?;
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

type Counts = BTreeMap<String, Count>;

/// The entities of all claims that match, of some types or of all.
fn tally(matcher: &Matcher<'_>, tree: &Tree, types: &[EntityType]) -> tantivy::Result<Counts> {
    let schema = matcher.schema;
    let segments = matcher.in_each_share(
        tree,
        |_, segment| {
            let fast = segment.fast_fields();
            let keys = fast.str(schema.name(schema.entity_key))?;
            let minutes = fast.i64(schema.name(schema.minutes))?;
            Ok((keys, minutes, HashMap::<u64, Count>::new()))
        },
        |(keys, minutes, counts), doc, _| {
            let day = minutes.first(doc).map(|minutes| minutes.div_euclid(Published::DAY));
            for key in keys.iter().flat_map(|keys| keys.term_ords(doc)) {
                let count = counts.entry(key).or_default();
                count.add(Count { claims: 1, first: day, last: day });
            }
        },
    )?;
    let mut named = Counts::new();
    for (keys, _, counts) in segments {
        let Some(keys) = keys else { continue };
        for (ordinal, count) in counts {
            let mut key = String::new();
            keys.ord_to_str(ordinal, &mut key)?;
            let kind = EntityType::of_id(&key);
            if types.is_empty() || kind.is_some_and(|kind| types.contains(&kind)) {
                named.entry(key).or_default().add(count);
            }
        }
    }
    Ok(named)
}
