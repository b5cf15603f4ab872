//! A folder to work in, and the program run in it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use regex::Regex;
use tempfile::TempDir;

/// The repository's folder of articles.
pub(crate) fn articles() -> PathBuf {
    fixtures().join("articles")
}

/// The repository's folder of fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The files under a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// A temporary folder in which the program runs, with a known environment.
pub(crate) struct TestEnv {
    folder: TempDir,
    variables: Vec<(&'static str, &'static str)>,
}

impl TestEnv {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), variables: Vec::new() }
    }

    /// With the repository's articles in `articles/`.
    pub(crate) fn with_articles(self) -> Self {
        let from = articles();
        for file in files(&from) {
            let to = self.path("articles").join(file.strip_prefix(&from).unwrap());
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(file, to).unwrap();
        }
        self
    }

    /// With a file of this content.
    pub(crate) fn with_file(self, name: &str, content: &str) -> Self {
        self.write(name, content);
        self
    }

    /// With a variable in the program's environment.
    pub(crate) fn with_variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.push((name, value));
        self
    }

    /// With what is in the folder so far indexed.
    pub(crate) fn indexed(self, path: &str) -> Self {
        let output = self.run(&["index", path]);
        assert!(output.status.success(), "{}", shown(&output));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// The program, ready to start.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        // Long runs are for a release build.
        let built = std::env::var_os("CLAIMDEX_TEST_PROGRAM");
        let mut command = Command::new(built.unwrap_or(env!("CARGO_BIN_EXE_claimdex").into()));
        for name in ["CLAIMDEX_INDEX", "NO_COLOR", "COLUMNS", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("TERM", "xterm")
            .envs(self.variables.iter().copied())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// As [`TestEnv::run`], with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        use std::io::Write;
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// What the program says: exit code, standard output and standard error in one text, without
    /// what changes from run to run.
    pub(crate) fn session(&self, arguments: &[&str]) -> String {
        shown(&self.run(arguments))
    }

    /// Several runs, one after another.
    pub(crate) fn sessions(&self, runs: &[&[&str]]) -> String {
        let mut out = String::new();
        for arguments in runs {
            let _ = writeln!(out, "$ claimdex {}", arguments.join(" "));
            out.push_str(&self.session(arguments));
            out.push('\n');
        }
        out
    }
}

/// An output as text, without what changes from run to run.
pub(crate) fn shown(output: &Output) -> String {
    let mut out = match output.status.code() {
        Some(code) => format!("exit {code}\n"),
        None => "killed\n".to_owned(),
    };
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        if !bytes.is_empty() {
            let text = String::from_utf8_lossy(bytes);
            let _ = write!(out, "-- {name}\n{text}");
            if !text.ends_with('\n') {
                out.push_str("⏎ missing\n");
            }
        }
    }
    steady(&out)
}

/// Times and sizes of an index as placeholders.
fn steady(text: &str) -> String {
    let mut text = text.to_owned();
    for (pattern, stands_for) in [
        (r#""(took_ms|seconds)":[0-9.e-]+"#, r#""$1":"[time]""#),
        (r"in [0-9.,]+ m?s\b", "in [time]"),
        (r"[0-9.,]+ [KMG]B before, [0-9.,]+ [KMG]B now", "[size] before, [size] now"),
        (r"compacted \d+ segments?", "compacted [n] segments"),
        (r"(?m)^(index +)[0-9.]+ [KMG]B, [0-9.]+ times", "$1[size], [ratio] times"),
        (r"(?m)^(segments +)\d+", "$1[n]"),
        (r#""segments":\d+,"bytes":\d+"#, r#""segments":"[n]","bytes":"[n]""#),
        (r"claimdex\.exe", "claimdex"),
        ("\u{1b}", "␛"),
    ] {
        text = Regex::new(pattern).unwrap().replace_all(&text, stands_for).into_owned();
    }
    text
}
