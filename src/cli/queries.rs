//! A file of queries.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

/// A query of a file with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// Reads the queries of a file, or of standard input where it is `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<Query>> {
    let name =
        if path == Path::new("-") { "standard input".into() } else { path.display().to_string() };
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.with_context(|| name.clone())?;
    let text = String::from_utf8(bytes)
        .map_err(|_| anyhow!("{name}: not UTF-8; write the queries in UTF-8"))?;
    parse(&text, &name)
}

/// The queries of a text: JSON lines when its first line begins with `{`, otherwise plain lines.
fn parse(text: &str, name: &str) -> Result<Vec<Query>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let json = lines().next().is_some_and(|(_, line)| line.trim_start().starts_with('{'));
    let queries = lines()
        .enumerate()
        .map(|(nth, (at, line))| {
            let query = if json { json_line(line, nth + 1) } else { plain_line(line, nth + 1) };
            query.with_context(|| format!("{name}:{}", at + 1))
        })
        .collect::<Result<Vec<_>>>()?;
    if queries.is_empty() {
        return Err(anyhow!("{name}: holds no query; write one a line"));
    }
    Ok(queries)
}

fn json_line(line: &str, nth: usize) -> Result<Query> {
    let value: Value = serde_json::from_str(line).context("not JSON")?;
    let text = value.get("text").and_then(Value::as_str).ok_or_else(|| {
        anyhow!("has no \"text\"; write {{\"id\":\"1\",\"text\":\"rare earth\"}}")
    })?;
    let id = match value.get("id").or_else(|| value.get("_id")) {
        None | Some(Value::Null) => nth.to_string(),
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        Some(_) => return Err(anyhow!("its \"id\" is neither a string nor a number")),
    };
    Ok(Query { id, text: text.to_owned() })
}

fn plain_line(line: &str, nth: usize) -> Result<Query> {
    Ok(match line.split_once('\t') {
        Some((id, text)) => Query { id: id.trim().to_owned(), text: text.trim().to_owned() },
        None => Query { id: nth.to_string(), text: line.trim().to_owned() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Vec<(String, String)> {
        let queries = parse(text, "q").unwrap();
        queries.into_iter().map(|query| (query.id, query.text)).collect()
    }

    fn pair(id: &str, text: &str) -> (String, String) {
        (id.to_owned(), text.to_owned())
    }

    #[test]
    fn json_lines_name_their_queries() {
        let text =
            "{\"id\":\"a\",\"text\":\"oil\"}\n\n{\"_id\":7,\"text\":\"gas\"}\r\n{\"text\":\"\"}\n";
        assert_eq!(parsed(text), [pair("a", "oil"), pair("7", "gas"), pair("3", "")]);
    }

    #[test]
    fn plain_lines_may_name_theirs() {
        let text = "\u{feff}rare earth\nq9\tKazakhstan trade\n\n 日本 \n";
        let expected = [pair("1", "rare earth"), pair("q9", "Kazakhstan trade"), pair("3", "日本")];
        assert_eq!(parsed(text), expected);
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let error = |text| super::super::messages::joined(&parse(text, "q").unwrap_err());
        assert!(error("{\"text\":\"a\"}\n{oil\n").starts_with("q:2: not JSON: "));
        assert!(error("{\"id\":\"a\"}").starts_with("q:1: has no \"text\"; write {"));
        assert_eq!(
            error("{\"id\":[],\"text\":\"\"}"),
            "q:1: its \"id\" is neither a string nor a number"
        );
        assert_eq!(error(" \n"), "q: holds no query; write one a line");
    }
}
