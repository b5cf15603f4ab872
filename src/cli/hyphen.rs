//! Query words that begin with a hyphen: `-oil`, `-3.9%`.
//!
//! clap takes them for bundles of short flags, and its own remedy, values that may begin with a
//! hyphen, would swallow the flags after the query as well. As `search` has no short flags but
//! those for help and version, a word with one hyphen is a query word there; it is marked on its
//! way through clap by a NUL, which no argument can hold.

use std::ffi::{OsStr, OsString};

use clap::CommandFactory;

use super::args::Cli;

const MARK: char = '\0';

/// Marks the words of a search that begin with one hyphen.
pub(crate) fn protect(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let command = Cli::command();
    let valued = |arg: &OsStr| takes_value(&command, arg);
    let mut searching = false;
    let mut value_follows = false;
    let mut only_values = false;
    let mut out = Vec::new();
    for (at, arg) in args.into_iter().enumerate() {
        let is_value = std::mem::replace(&mut value_follows, false) || only_values || at == 0;
        let mut kept = arg;
        if !is_value {
            if kept == "--" {
                only_values = true;
            } else if valued(&kept) {
                value_follows = true;
            } else if !kept.as_encoded_bytes().starts_with(b"-") {
                if !searching && kept != "search" {
                    only_values = true;
                }
                searching = true;
            } else if searching && let Some(word) = query_word(&kept) {
                kept = OsString::from(format!("{MARK}{word}"));
            }
        }
        out.push(kept);
    }
    out
}

/// A query word as it was typed.
pub(crate) fn restored(word: &str) -> String {
    word.strip_prefix(MARK).unwrap_or(word).to_owned()
}

fn query_word(arg: &OsStr) -> Option<&str> {
    let word = arg.to_str()?;
    let one_hyphen = word.starts_with('-') && !word.starts_with("--");
    (one_hyphen && !matches!(word, "-" | "-h" | "-V")).then_some(word)
}

/// Whether an argument is a flag whose value is the next one.
fn takes_value(command: &clap::Command, arg: &OsStr) -> bool {
    let Some(name) = arg.to_str().and_then(|arg| arg.strip_prefix("--")) else { return false };
    let search = command.find_subcommand("search");
    command
        .get_arguments()
        .chain(search.into_iter().flat_map(clap::Command::get_arguments))
        .any(|flag| flag.get_long() == Some(name) && flag.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protected(line: &str) -> String {
        let args = line.split(' ').map(OsString::from);
        let args: Vec<_> =
            protect(args).into_iter().map(|arg| arg.into_string().unwrap()).collect();
        args.join(" ").replace(MARK, "^")
    }

    #[test]
    fn marks_only_the_words_of_a_query() {
        for (typed, marked) in [
            ("claimdex search -oil gas", "claimdex search ^-oil gas"),
            ("claimdex search -3.9% --limit 5 -oil", "claimdex search ^-3.9% --limit 5 ^-oil"),
            ("claimdex --index d search a -b", "claimdex --index d search a ^-b"),
            ("claimdex --index search search -b", "claimdex --index search search ^-b"),
            ("claimdex search --limit -5 a", "claimdex search --limit -5 a"),
            ("claimdex search --limit=5 -a", "claimdex search --limit=5 ^-a"),
            ("claimdex search a -- -b", "claimdex search a -- -b"),
            ("claimdex search - -h", "claimdex search - -h"),
            ("claimdex search a --plan", "claimdex search a --plan"),
            ("claimdex index -x search -y", "claimdex index -x search -y"),
        ] {
            assert_eq!(protected(typed), marked, "{typed}");
        }
        assert_eq!(restored("\0-oil"), "-oil");
        assert_eq!(restored("oil"), "oil");
    }
}
