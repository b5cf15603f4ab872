//! Threads that share the work of one search.
//!
//! A search takes less than a millisecond, and to wake a thread a tenth of that. So the others are woken
//! as the search begins, and wait awake for their shares until it is over. Where the processors have other
//! work they come late or not at all: nobody waits for a thread that does not run.

use std::cell::Cell;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder, Yield};

/// So long a thread waits awake for work: longer than a search takes that has to correct a word first.
const AWAKE: Duration = Duration::from_millis(5);

/// So long the one that leads waits awake for those that are about to end: to sleep and be woken takes
/// longer.
const SHORT: Duration = Duration::from_micros(200);

/// The other threads; `None` where there is one processor, or the system gives no threads.
static OTHERS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let others = all_threads() - 1;
    let name = |at| format!("search-{at}");
    (others > 0)
        .then(|| ThreadPoolBuilder::new().num_threads(others).thread_name(name).build().ok())
        .flatten()
});

/// How many threads rayon would have; to ask it starts them, which takes a command half a millisecond.
fn all_threads() -> usize {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse().ok());
    let processors = || std::thread::available_parallelism().map_or(1, NonZero::get);
    asked.filter(|number| *number > 0).unwrap_or_else(processors)
}

/// Whether some search has the other threads: with several at once each keeps to its own thread.
static TAKEN: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Whether the search of this thread has them.
    static LEADS: Cell<bool> = const { Cell::new(false) };
}

/// How many of the others wait for work.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Goes on as long as any of them runs: one that waits for a processor is no help.
static BEAT: AtomicUsize = AtomicUsize::new(0);

/// So many times is looked whether it goes on.
const LOOKS: usize = 100;

/// Lets the other threads go when it goes.
struct Lead {
    over: Arc<AtomicBool>,
}

impl Drop for Lead {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        LEADS.set(false);
        TAKEN.store(false, Ordering::Release);
    }
}

/// Does some work, during which the other threads are at hand for [`each`].
pub(crate) fn together<T>(work: impl FnOnce() -> T) -> T {
    // What runs on rayon's threads shares the processors already.
    if rayon::current_thread_index().is_some() {
        return work();
    }
    let Some(others) = &*OTHERS else { return work() };
    if TAKEN.swap(true, Ordering::Acquire) {
        return work();
    }
    LEADS.set(true);
    let lead = Lead { over: Arc::new(AtomicBool::new(false)) };
    for _ in 0..others.current_num_threads() {
        let over = Arc::clone(&lead.over);
        others.spawn(move || wait(&over));
    }
    work()
}

/// Does what there is to do until all is over, or nothing came for some time.
fn wait(over: &AtomicBool) {
    WAITING.fetch_add(1, Ordering::Relaxed);
    let mut since = Instant::now();
    while !over.load(Ordering::Acquire) && since.elapsed() < AWAKE {
        BEAT.fetch_add(1, Ordering::Relaxed);
        if rayon::yield_now() == Some(Yield::Executed) {
            since = Instant::now();
        } else {
            // It may stand on the processor of the one that leads.
            std::thread::yield_now();
        }
    }
    WAITING.fetch_sub(1, Ordering::Relaxed);
}

/// The other threads, where the search of this one has them.
fn led() -> Option<&'static ThreadPool> {
    // To look at them starts them.
    if LEADS.get() { OTHERS.as_ref() } else { None }
}

/// The others, where any of them runs and waits for work, and how many may.
fn at_hand() -> Option<(&'static ThreadPool, usize)> {
    let waiting = WAITING.load(Ordering::Relaxed);
    let others = led().filter(|_| waiting > 0)?;
    let beat = BEAT.load(Ordering::Relaxed);
    let runs = (0..LOOKS).any(|_| {
        std::hint::spin_loop();
        BEAT.load(Ordering::Relaxed) != beat
    });
    runs.then_some((others, waiting))
}

/// How many threads may share what is given to [`each`].
pub(crate) fn threads() -> usize {
    1 + led().map_or(0, ThreadPool::current_num_threads)
}

/// What comes of each item, in their order; once other threads are at hand, each takes one after the
/// other until none is left.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let mut done = Vec::with_capacity(items.len());
    while let Some((first, rest)) = items[done.len()..].split_first() {
        if !rest.is_empty()
            && let Some((others, waiting)) = at_hand()
        {
            done.extend(shared(others, waiting, &items[done.len()..], &work));
            break;
        }
        done.push(work(first));
    }
    done
}

/// What comes of each item, in their order, from this thread and so many that wait.
fn shared<T: Sync, R: Send>(
    others: &ThreadPool,
    waiting: usize,
    items: &[T],
    work: &(impl Fn(&T) -> R + Sync),
) -> impl Iterator<Item = R> {
    let next = AtomicUsize::new(0);
    let left = AtomicUsize::new(items.len());
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let take = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return };
            let result = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
            left.fetch_sub(1, Ordering::Release);
        }
    };
    others.in_place_scope(|scope| {
        for _ in 0..waiting.min(items.len() - 1) {
            scope.spawn(|_| take());
        }
        take();
        let since = Instant::now();
        while left.load(Ordering::Acquire) > 0 && since.elapsed() < SHORT {
            std::thread::yield_now();
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result)
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_items() {
        let items: Vec<u64> = (0..100).collect();
        let slow_first = |item: &u64| {
            std::thread::sleep(Duration::from_micros(100 - item));
            item * 2
        };
        let wanted: Vec<u64> = items.iter().map(|item| item * 2).collect();
        assert_eq!(together(|| each(&items, slow_first)), wanted);
        assert_eq!(each(&items, slow_first), wanted);
        assert!(together(|| each(&items[..0], slow_first)).is_empty());
    }

    #[test]
    fn searches_at_once_do_not_wait_for_each_other() {
        let both = std::sync::Barrier::new(2);
        let meet = || together(|| each(&[1], |_| both.wait()).len());
        std::thread::scope(|scope| {
            let other = scope.spawn(meet);
            assert_eq!((meet(), other.join().unwrap()), (1, 1));
        });
    }

    #[test]
    fn what_panics_leaves_the_threads_for_others() {
        let fault = |item: &i32| assert!(*item < 7, "a fault");
        let items: Vec<i32> = (0..10).collect();
        for _ in 0..3 {
            assert!(catch_unwind(|| together(|| each(&items, fault))).is_err());
            assert_eq!(together(|| each(&items[..7], fault)).len(), 7);
        }
    }
}
