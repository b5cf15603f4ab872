//! The whole response as one line of JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{Answer, Format};
use crate::model::Response;

/// One [`Response`] a line, with `query_id` first where several queries are asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    query_id: Option<&'a str>,
    #[serde(flatten)]
    response: &'a Response,
}

impl Format for Json {
    fn write(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
        let line = Line { query_id: answer.query_id, response: answer.response };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn writes_one_line_with_the_name_of_the_query_first() {
        let response = samples::response(vec![samples::trade()]);
        let written = |query_id| {
            let answer = Answer { query_id, ..Answer::new(&response) };
            samples::written(&Json, &answer)
        };
        assert!(written(None).starts_with(r#"{"query":"kazakhstan","hits":[{"rank":1,"#));
        assert!(written(Some("q7")).starts_with(r#"{"query_id":"q7","query":"kazakhstan","#));
        assert_eq!(written(None).matches('\n').count(), 1);
        let back: Response = serde_json::from_str(&written(None)).unwrap();
        assert_eq!(back, response);
    }
}
