//! How far an ingest has come, on a terminal.

use std::time::Duration;

use claimdex::ingest::Progress;
use claimdex::output::count;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line that shows progress, or nothing at all.
pub(crate) struct Bar(Option<ProgressBar>);

impl Bar {
    pub(crate) fn new(shown: bool) -> Self {
        Self(shown.then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(
                ProgressStyle::with_template("{msg}")
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar.set_message("looking for files");
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        }))
    }

    pub(crate) fn update(&self, progress: Progress) {
        let Some(bar) = &self.0 else { return };
        if let Some(total) = progress.total_bytes
            && bar.length() != Some(total)
        {
            bar.set_length(total);
            let style = "{bar:16} {percent:>3}% {binary_bytes_per_sec} {eta} left  {msg}";
            bar.set_style(
                ProgressStyle::with_template(style)
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
        }
        bar.set_position(progress.bytes);
        let (articles, claims) =
            (count(progress.articles, "article"), count(progress.claims, "claim"));
        // A narrow terminal shows the start of it.
        bar.set_message(format!("{articles}, {claims}"));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
