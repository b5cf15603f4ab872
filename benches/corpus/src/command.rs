//! The three things that the program makes.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::article::Article;
use crate::brief;
use crate::record;
use crate::vocabulary::Vocabulary;

/// What to make, where, and from how many articles.
pub(crate) struct Command {
    form: Form,
    place: PathBuf,
    articles: u64,
}

#[derive(Clone, Copy)]
enum Form {
    /// One text file an article, spread over 256 folders.
    Files,
    /// One JSON line an article.
    Articles,
    /// One JSON line a claim.
    Claims,
}

impl Command {
    /// Reads the command line, without the program's name.
    pub(crate) fn parse(arguments: &[String]) -> Option<Self> {
        let [form, place, articles] = arguments else { return None };
        let form = match form.as_str() {
            "files" => Form::Files,
            "articles" => Form::Articles,
            "claims" => Form::Claims,
            _ => return None,
        };
        Some(Self { form, place: place.into(), articles: articles.parse().ok()? })
    }

    /// Makes it; gives a line `articles=… claims=… text_bytes=…` to read by program.
    ///
    /// The bytes are those of the text that a search sees: bodies for articles, whole files for
    /// files, bare claims for claims.
    pub(crate) fn run(&self) -> io::Result<String> {
        let vocabulary = Vocabulary::new();
        let mut claims = 0;
        let mut bytes = 0;
        let mut sink = Sink::open(self.form, &self.place)?;
        for number in 0..self.articles {
            let article = Article::new(&vocabulary, number);
            claims += article.claims.len();
            bytes += sink.write(&article)?;
        }
        sink.finish()?;
        Ok(format!("articles={} claims={claims} text_bytes={bytes}", self.articles))
    }
}

enum Sink<'a> {
    Files(&'a Path),
    Articles(BufWriter<File>),
    Claims(BufWriter<File>),
}

impl<'a> Sink<'a> {
    fn open(form: Form, place: &'a Path) -> io::Result<Self> {
        let lines = || File::create(place).map(|file| BufWriter::with_capacity(1 << 20, file));
        Ok(match form {
            Form::Files => Self::Files(place),
            Form::Articles => Self::Articles(lines()?),
            Form::Claims => Self::Claims(lines()?),
        })
    }

    /// Writes an article; gives the bytes of its text.
    fn write(&mut self, article: &Article) -> io::Result<usize> {
        match self {
            Self::Files(place) => write_file(place, article),
            Self::Articles(lines) => {
                lines.write_all(record::article(article).as_bytes())?;
                Ok(brief::body(article).len())
            }
            Self::Claims(lines) => {
                lines.write_all(record::claims(article).as_bytes())?;
                Ok(article.claims.iter().map(|claim| claim.text.len()).sum())
            }
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Files(_) => Ok(()),
            Self::Articles(mut lines) | Self::Claims(mut lines) => lines.flush(),
        }
    }
}

fn write_file(place: &Path, article: &Article) -> io::Result<usize> {
    // Two digits of the hash spread a large corpus over folders of a bearable size.
    let folder = place.join(&article.id[7..9]);
    fs::create_dir_all(&folder)?;
    let text = brief::file(article);
    fs::write(folder.join(format!("{}.txt", article.id)), &text)?;
    Ok(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Command> {
        Command::parse(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn only_whole_commands_are_taken() {
        assert!(parse("articles out.jsonl 10").is_some());
        assert!(parse("files out 10").is_some());
        assert!(parse("claims out.jsonl ten").is_none());
        assert!(parse("claims out.jsonl").is_none());
        assert!(parse("other out 1").is_none());
    }
}
