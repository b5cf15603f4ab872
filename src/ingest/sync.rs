//! Keeps an index in step with files: what is new, changed, unchanged or gone.
//!
//! A file is known by its whole path, an article by its id. The same text in several files is one
//! article that names them all; of different texts with one id the first file in order has it,
//! and the others are remembered, so that they come in when the first one goes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, UNIX_EPOCH};

use rayon::prelude::*;

use super::feed::{Feed, Piece};
use super::work::Work;
use super::{Change, Changed, Notice, Options, Progress, Skipped, Summary};
use crate::error::Result;
use crate::index::{Index, Reader, SourceRecord, Writer};
use crate::model::ArticleMeta;
use crate::read::walk::{Input, STANDARD_INPUT, Walk, whole};

/// Bytes and time after which what is there is committed, if not before.
const CHECKPOINT_BYTES: u64 = 256 << 20;
const CHECKPOINT_TIME: Duration = Duration::from_secs(30);

/// An article as it stands in the index after what this run has done so far.
#[derive(Debug, Clone)]
struct Standing {
    hash: u64,
    /// Whole paths and names of its files, the first in order first.
    files: Vec<(Arc<str>, Arc<str>)>,
    offset: Option<u64>,
    start: Option<(u32, u32)>,
    /// Whether this run has found it in some file.
    found: bool,
}

pub(super) struct Sync<'a> {
    options: &'a Options,
    before: Arc<Reader>,
    /// The index as of the last commit.
    now: Arc<Reader>,
    /// Articles of the batch at hand that are to be written, with whole paths of their files.
    waiting: Vec<(Work, Vec<String>)>,
    /// None in a dry run.
    writer: Option<Writer>,
    ledger: BTreeMap<Arc<str>, SourceRecord>,
    /// Articles that this run has looked at since the last commit; `None` for those taken out.
    standing: HashMap<String, Option<Standing>>,
    /// Hashes of the ids of all articles that this run has found: a file may hold millions.
    found: HashSet<u64>,
    /// Files to be read again after all others.
    again: BTreeSet<Arc<str>>,
    /// Files that this run reads or has read.
    reading: HashSet<Arc<str>>,
    pub(super) summary: Summary,
    dirty: bool,
    uncommitted: u64,
    committed: Instant,
}

/// The file at hand.
struct Current {
    key: Arc<str>,
    name: Arc<str>,
    /// Where it is, as the caller wrote it.
    shown: String,
    /// Hashes of the ids of its articles.
    ids: HashSet<u64>,
    articles: u32,
    conflicts: Vec<String>,
    failed: bool,
    /// Bytes that gave no article.
    skipped: u64,
}

impl<'a> Sync<'a> {
    pub(super) fn open(index: &Index, options: &'a Options, walk: &Walk) -> Result<Self> {
        let writer = if options.dry_run { None } else { Some(index.writer()?) };
        let before = match &writer {
            Some(writer) => writer.committed(),
            None => Arc::new(index.reader()?),
        };
        let now = Arc::clone(&before);
        let ledger =
            before.sources()?.into_iter().map(|(key, record)| (key.into(), record)).collect();
        Ok(Self {
            options,
            before,
            now,
            waiting: Vec::new(),
            writer,
            ledger,
            standing: HashMap::new(),
            found: HashSet::new(),
            again: BTreeSet::new(),
            reading: HashSet::new(),
            summary: Summary::of_walk(walk),
            dirty: false,
            uncommitted: 0,
            committed: Instant::now(),
        })
    }

    pub(super) fn run(
        mut self,
        walk: Walk,
        paths: &[PathBuf],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Summary> {
        if self.options.prune {
            self.prune(&walk, paths)?;
        }
        let (known, fresh): (Vec<Input>, Vec<Input>) =
            walk.inputs.into_iter().partition(|input| self.is_unchanged(input));
        for input in &known {
            let articles = self.ledger.get(&input.key).map_or(0, |record| record.articles);
            self.summary.unchanged += u64::from(articles);
        }
        self.reading = fresh.iter().map(|input| Arc::clone(&input.key)).collect();
        let fresh: Arc<[Input]> = fresh.into();
        self.read(&fresh, progress)?;
        // Files that had to give way, or whose article went with another file.
        for _ in 0..known.len() + fresh.len() {
            let again = std::mem::take(&mut self.again);
            let called = known.iter().chain(&*fresh).filter(|input| again.contains(&input.key));
            let mut inputs: Vec<Input> = called.cloned().collect();
            if inputs.is_empty() || self.options.stop.is_requested() {
                break;
            }
            inputs.sort();
            self.read(&inputs.into(), progress)?;
        }
        if self.options.stop.is_requested() {
            return self.interrupted();
        }
        if self.dirty
            && let Some(writer) = self.writer
        {
            writer.finish()?;
        }
        Ok(self.summary)
    }

    /// Keeps what is whole. The file at hand is not noted in the ledger, and so is read again.
    fn interrupted(mut self) -> Result<Summary> {
        if self.dirty {
            self.write(Writer::commit)?;
        }
        self.summary.interrupted = true;
        Ok(self.summary)
    }

    fn write(&mut self, change: impl FnOnce(&mut Writer) -> Result<()>) -> Result<()> {
        self.dirty = true;
        self.writer.as_mut().map_or(Ok(()), change)
    }

    fn is_unchanged(&self, input: &Input) -> bool {
        self.ledger.get(&input.key).is_some_and(|record| {
            record.rules == self.options.rules()
                && record.name == input.name
                && record.size == input.size
                && (record.modified, record.changed) == times(&input.path)
        })
    }

    fn read(&mut self, inputs: &Arc<[Input]>, progress: &mut dyn FnMut(Progress)) -> Result<()> {
        let total_bytes = Some(inputs.iter().map(|input| input.size).sum());
        let mut feed = Feed::new(inputs, self.options);
        let mut current: Option<Current> = None;
        let mut at = Progress { total_bytes, ..Progress::default() };
        while !self.options.stop.is_requested()
            && let Some(pieces) = feed.batch()
        {
            let (names, now) = (&self.options.names, &self.now);
            let works: Vec<_> = pieces
                .into_par_iter()
                .map(|mut piece| {
                    let input = &inputs[piece.input];
                    let known = |id: &str, hash| {
                        matches!(now.article_hash(id), Ok(Some(known)) if known == hash)
                    };
                    let works = piece.works(input, names, &known);
                    (piece, works)
                })
                .collect();
            for (piece, works) in works {
                let input = &inputs[piece.input];
                let file = current.get_or_insert_with(|| {
                    // Whatever called it again is seen to now.
                    self.again.remove(&input.key);
                    Current::new(input)
                });
                for work in works {
                    at.articles += 1;
                    at.claims += work.claims.len() as u64;
                    self.article(file, work)?;
                }
                at.bytes += piece.read;
                self.piece(&piece, file);
                if piece.last
                    && let Some(file) = current.take()
                {
                    self.end_file(file, input)?;
                }
                progress(at);
                if self.options.stop.is_requested() {
                    break;
                }
            }
            self.put_waiting()?;
            self.checkpoint()?;
        }
        Ok(())
    }

    fn put_waiting(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let records: Vec<_> = waiting.iter().map(|(work, files)| work.record(files)).collect();
        self.writer.as_mut().map_or(Ok(()), |writer| writer.put_all(&records))?;
        // To let go of a claim takes a dozen calls of the allocator.
        waiting.into_par_iter().with_min_len(16).for_each(drop);
        Ok(())
    }

    fn piece(&mut self, piece: &Piece, file: &mut Current) {
        file.failed |= piece.skipped.iter().any(|skipped| skipped.error);
        file.skipped += piece.skipped.iter().map(|skipped| skipped.bytes).sum::<u64>();
        self.summary.bytes += piece.bytes;
        self.summary.hidden += piece.hidden;
        self.uncommitted += piece.bytes;
        self.summary.skipped.extend(piece.skipped.iter().cloned());
        self.summary.notices.extend(piece.notices.iter().cloned());
    }

    /// Takes in one article of a file.
    fn article(&mut self, file: &mut Current, mut work: Work) -> Result<()> {
        let id = work.article.meta.id.clone();
        file.articles += 1;
        let first_time = file.ids.insert(short(&id));
        let mine = (Arc::clone(&file.key), file.name_of(&work.article.meta));
        let Some(standing) = self.standing_of(&id)? else {
            self.summary.added += 1;
            self.note(Changed::Added, &work.article.meta);
            self.summary.claims += self.put(id, work, vec![mine])?;
            return Ok(());
        };
        let rest: Vec<_> =
            standing.files.iter().filter(|(key, _)| *key != mine.0).cloned().collect();
        if standing.hash != work.hash {
            if !first_time
                || rest
                    .iter()
                    .any(|other| order(other) < order(&mine) && self.holds(&other.0, &standing))
            {
                let holder = standing.files.first().map_or("", |(_, name)| name);
                let message =
                    format!("article {id}: {holder} has another text under this id; left out");
                let place = file.shown.clone();
                self.summary.notices.push(Notice { place: place.clone(), message });
                let reason = "another text under an id that is taken".into();
                self.summary.skipped.push(Skipped { place, reason, error: false, bytes: 0 });
                if first_time && standing.files.iter().any(|(key, _)| *key == mine.0) {
                    // It held the text before this run; the others bring the article back.
                    self.leave(&id, &mine.0)?;
                }
                file.conflicts.push(id);
                return Ok(());
            }
            // Files behind this one that hold the other text are read again, and then note that they
            // had to give way.
            for (key, _) in rest {
                if self.ledger.contains_key(&key) {
                    self.call_again(key)?;
                }
            }
            self.call_waiting(&id)?;
            self.summary.updated += u64::from(!standing.found);
            self.note(Changed::Updated, &work.article.meta);
            self.summary.claims += self.put(id, work, vec![mine])?;
            return Ok(());
        }
        if !first_time {
            // The same text twice in one file is one article, where it stands first.
            return Ok(());
        }
        let known = standing.files.contains(&mine);
        let leads = standing.files.first().is_some_and(|(key, _)| *key == mine.0);
        let moved = leads
            && (standing.offset, standing.start) != (work.article.meta.offset, work.article.start);
        if !standing.found {
            self.summary.unchanged += 1;
        }
        if known && !moved {
            self.found.insert(short(&id));
            self.standing.insert(id, Some(Standing { found: true, ..standing }));
            return Ok(());
        }
        let mut files: Vec<_> = rest.into_iter().filter(|(key, _)| self.is_there(key)).collect();
        files.push(mine.clone());
        files.sort_by(|a, b| order(a).cmp(&order(b)));
        if files[0].0 != mine.0 {
            (work.article.meta.offset, work.article.start) = (standing.offset, standing.start);
        }
        let claims = self.put(id, work, files)?;
        // Another file with the same article adds no claims.
        self.summary.claims += if standing.found { 0 } else { claims };
        Ok(())
    }

    /// Whether a file still holds the article as it stands: it was found there in this run, or the
    /// file has not changed.
    fn holds(&self, file: &str, standing: &Standing) -> bool {
        (standing.found || !self.reading.contains(file)) && self.is_there(file)
    }

    fn is_there(&self, file: &str) -> bool {
        Path::new(file).exists()
    }

    /// Files that had to give way to an article that has changed are read again.
    fn call_waiting(&mut self, id: &str) -> Result<()> {
        let waits = |record: &SourceRecord| record.conflicts.iter().any(|other| other == id);
        let waiting = self.ledger.iter().filter(|(_, record)| waits(record));
        let waiting: Vec<Arc<str>> = waiting.map(|(key, _)| Arc::clone(key)).collect();
        waiting.into_iter().try_for_each(|file| self.call_again(file))
    }

    /// A file is read again after all others; the ledger says so too, so that the next run does it where
    /// this one does not come to it: it may be stopped or killed, or not reach the file.
    fn call_again(&mut self, file: Arc<str>) -> Result<()> {
        if let Some(record) = self.ledger.get_mut(&file) {
            record.modified = (0, 0);
            let record = record.clone();
            self.write(|writer| writer.put_source(&file, &record))?;
        }
        self.again.insert(file);
        Ok(())
    }

    /// Puts an article in the place of what stands there, with others of its batch, and says how many
    /// claims it has.
    fn put(&mut self, id: String, mut work: Work, files: Vec<(Arc<str>, Arc<str>)>) -> Result<u64> {
        work.split(&self.options.names);
        set_paths(&mut work.article.meta, files.iter().map(|(_, name)| name.to_string()));
        let keys = files.iter().map(|(key, _)| key.to_string()).collect();
        let standing = Standing {
            hash: work.hash,
            files,
            offset: work.article.meta.offset,
            start: work.article.start,
            found: true,
        };
        self.found.insert(short(&id));
        self.standing.insert(id, Some(standing));
        let claims = work.claims.len() as u64;
        self.waiting.push((work, keys));
        self.dirty = true;
        Ok(claims)
    }

    /// An article as it stands now.
    fn standing_of(&self, id: &str) -> Result<Option<Standing>> {
        if let Some(standing) = self.standing.get(id) {
            return Ok(standing.clone());
        }
        let Some(article) = self.now.article(id)? else { return Ok(None) };
        let names = std::iter::once(&article.meta.path).chain(&article.meta.also_in);
        let shared = |text: &String| Arc::from(text.as_str());
        let files = article.files.iter().map(shared).zip(names.map(shared)).collect();
        let (hash, offset, start) = (article.hash, article.meta.offset, article.start);
        let found = self.found.contains(&short(id));
        Ok(Some(Standing { hash, files, offset, start, found }))
    }

    fn end_file(&mut self, file: Current, input: &Input) -> Result<()> {
        // Standard input is another one each time: what it gave before stays.
        if *file.key == *STANDARD_INPUT {
            return Ok(());
        }
        // What could not be read is not known to be gone.
        if self.ledger.contains_key(&file.key) && !file.failed {
            for (id, _) in self.before.articles_of_file(&file.key)? {
                if !file.ids.contains(&short(&id)) {
                    self.leave(&id, &file.key)?;
                }
            }
        }
        // A file that could not be read whole is looked at again next time.
        let (modified, changed) = if file.failed { Default::default() } else { times(&input.path) };
        let record = SourceRecord {
            name: Arc::clone(&input.name),
            size: input.size,
            modified,
            changed,
            rules: self.options.rules(),
            articles: file.articles,
            // A file of which nothing could be read is passed over whole.
            skipped: if file.failed && file.articles == 0 { input.size } else { file.skipped },
            conflicts: file.conflicts,
        };
        if self.ledger.get(&file.key) != Some(&record) {
            self.write(|writer| writer.put_source(&file.key, &record))?;
            self.ledger.insert(file.key, record);
        }
        Ok(())
    }

    fn note(&mut self, change: Changed, meta: &ArticleMeta) {
        if self.options.dry_run {
            let (id, title, path) = (meta.id.clone(), meta.title.clone(), meta.path.clone());
            self.summary.changes.push(Change { change, id, title, path });
        }
    }

    /// An article is no longer in a file.
    fn leave(&mut self, id: &str, file: &str) -> Result<()> {
        let Some(mut standing) = self.standing_of(id)? else { return Ok(()) };
        let Some(place) = standing.files.iter().position(|(key, _)| **key == *file) else {
            return Ok(());
        };
        standing.files.remove(place);
        // Files that still have it, or had to give way to it, are read again and bring it back.
        let gone = standing.files.is_empty();
        for (heir, _) in standing.files {
            self.call_again(heir)?;
        }
        self.call_waiting(id)?;
        self.waiting.retain(|(work, _)| work.article.meta.id != id);
        self.write(|writer| writer.remove_article(id))?;
        self.found.remove(&short(id));
        self.standing.insert(id.to_owned(), None);
        if gone {
            self.summary.removed += 1;
            if self.options.dry_run
                && let Some(article) = self.before.article(id)?
            {
                self.note(Changed::Removed, &article.meta);
            }
        }
        Ok(())
    }

    /// Drops what was read from files that are gone from the folders given.
    fn prune(&mut self, walk: &Walk, paths: &[PathBuf]) -> Result<()> {
        let here: HashSet<&str> = walk.inputs.iter().map(|input| &*input.key).collect();
        // What stands under a folder that could not be entered is not known to be gone.
        let unread: Vec<PathBuf> =
            walk.failed.iter().map(|(path, _)| PathBuf::from(whole(path))).collect();
        let roots: Vec<PathBuf> = paths.iter().map(|path| PathBuf::from(whole(path))).collect();
        let gone: Vec<Arc<str>> = self
            .ledger
            .keys()
            .filter(|key| {
                !here.contains(&***key)
                    && !unread.iter().any(|path| Path::new(&***key).starts_with(path))
                    && roots.iter().any(|root| Path::new(&***key).starts_with(root))
            })
            .cloned()
            .collect();
        for file in gone {
            for (id, _) in self.before.articles_of_file(&file)? {
                self.leave(&id, &file)?;
            }
            self.write(|writer| writer.remove_source(&file))?;
            self.ledger.remove(&file);
            self.again.remove(&file);
        }
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<()> {
        let due = self.writer.as_ref().is_some_and(Writer::is_due)
            || self.uncommitted >= CHECKPOINT_BYTES
            || self.committed.elapsed() >= CHECKPOINT_TIME;
        if self.dirty && due {
            self.write(Writer::commit)?;
            if let Some(writer) = &self.writer {
                // What was looked at since can be looked up now.
                self.now = writer.committed();
                self.standing = HashMap::new();
            }
            self.uncommitted = 0;
            self.committed = Instant::now();
        }
        Ok(())
    }
}

impl Current {
    fn new(input: &Input) -> Self {
        Self {
            key: Arc::clone(&input.key),
            name: Arc::clone(&input.name),
            shown: input.path.display().to_string(),
            ids: HashSet::new(),
            articles: 0,
            conflicts: Vec::new(),
            failed: false,
            skipped: 0,
        }
    }

    /// The file's own name, or that of the part of it that holds an article.
    fn name_of(&self, meta: &ArticleMeta) -> Arc<str> {
        if *meta.path == *self.name { Arc::clone(&self.name) } else { meta.path.as_str().into() }
    }
}

/// A hash of an id: of ten million ids two are alike in one of 300,000 runs.
fn short(id: &str) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(id.as_bytes()).as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// The order of files: by name, then by whole path.
fn order((key, name): &(Arc<str>, Arc<str>)) -> (&str, &str) {
    (name, key)
}

fn set_paths(meta: &mut ArticleMeta, mut names: impl Iterator<Item = String>) {
    if let Some(first) = names.next() {
        meta.path = first;
        meta.also_in = names.collect();
    }
}

/// When a file's content and when anything about it was changed, in seconds from 1970 and nanoseconds.
fn times(path: &Path) -> ((i64, u32), (i64, u32)) {
    let Ok(meta) = std::fs::metadata(path) else { return Default::default() };
    let since = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = since.map_or((0, 0), |since| (since.as_secs() as i64, since.subsec_nanos()));
    #[cfg(unix)]
    let changed = {
        use std::os::unix::fs::MetadataExt;
        (meta.ctime(), meta.ctime_nsec() as u32)
    };
    #[cfg(not(unix))]
    let changed = modified;
    (modified, changed)
}
