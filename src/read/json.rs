//! JSON records: one object a line, or an array of objects.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::record::{self, FieldMap, Record, Values};

/// Line and column within an object, both from 1, and what is wrong there.
pub type Mistake = ((usize, usize), String);

/// Reads one object; `Ok(None)` is blank.
fn article(text: &str, path: &str, map: &FieldMap) -> Result<Option<Record>, Mistake> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    if !text.trim_start().starts_with('{') {
        return Err(((1, 1), "no JSON object; each line wants one, as in {\"text\":\"…\"}".into()));
    }
    let mut fields = Fields { map, values: Values::default(), wrong: None, ignored: None };
    let mut reader = serde_json::Deserializer::from_str(text);
    Deserializer::deserialize_map(&mut reader, &mut fields)
        .and_then(|()| reader.end())
        .map_err(|error| ((error.line(), error.column()), mistake(&error)))?;
    if let Some(reason) = fields.wrong {
        return Err(((1, 1), reason));
    }
    let mut record =
        record::article(fields.values, path, text.len()).map_err(|reason| ((1, 1), reason))?;
    record.notice = record.notice.or(fields.ignored);
    Ok(Some(record))
}

/// The articles of one object: one, or those of a list in it (`{"articles": […]}`).
pub fn articles(text: &str, path: &str, map: &FieldMap) -> Result<Vec<Record>, Mistake> {
    let found = article(text, path, map);
    // An object with a title and a list is the list.
    let whole = |record: &Record| !record.article.text.is_empty();
    let listed = match &found {
        Ok(record) if record.as_ref().is_none_or(whole) => None,
        _ => listed(text),
    };
    let Some(listed) = listed else {
        return found.map(|record| record.into_iter().collect());
    };
    let mut records = Vec::with_capacity(listed.len());
    let mut end = 0;
    for item in listed {
        let item = source(item.get()).unwrap_or(item.get());
        let start = item.as_ptr() as usize - text.as_ptr() as usize;
        let found = article(item, path, map).map_err(|((row, column), reason)| {
            let before = &text[..start];
            let lines = before.bytes().filter(|byte| *byte == b'\n').count();
            let in_line = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
            let column = if row == 1 { in_line + column.max(1) } else { column };
            ((lines + row, column), reason)
        })?;
        if let Some(mut record) = found {
            record.article.bytes += (start - end) as u64;
            end = start + item.len();
            records.push(record);
        }
    }
    if let Some(last) = records.last_mut() {
        last.article.bytes += (text.len() - end) as u64;
    }
    Ok(records)
}

/// Names of lists of records, perhaps within each other: `{"response": {"docs": […]}}`.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "results",
    "docs",
    "documents",
    "posts",
    "news",
    "entries",
    "stories",
    "hits",
    "records",
    "data",
    "response",
    "result",
    "value",
    "list",
];
/// Lists may stand so deep in objects.
const NESTED: usize = 4;

/// The records of a list in an object.
fn listed(text: &str) -> Option<Vec<&RawValue>> {
    let mut text = text;
    for _ in 0..NESTED {
        let object: HashMap<Cow<'_, str>, &RawValue> = serde_json::from_str(text).ok()?;
        let opens = |value: &&RawValue| value.get().starts_with(['{', '[']);
        let value = LISTS.iter().find_map(|name| object.get(*name).copied().filter(opens))?;
        if value.get().starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
            return items.first().is_some_and(|item| item.get().starts_with('{')).then_some(items);
        }
        text = value.get();
    }
    None
}

/// The record that an object of a search engine's answer wraps: `{"_id": 1, "_source": {…}}`.
fn source(item: &str) -> Option<&str> {
    #[derive(serde::Deserialize)]
    struct Wrapped<'a> {
        #[serde(borrow, rename = "_source")]
        source: &'a RawValue,
    }
    let found =
        item.contains("\"_source\"").then(|| serde_json::from_str::<Wrapped<'_>>(item).ok());
    Some(found??.source.get())
}

/// What is wrong with a record, in words for the user.
fn mistake(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let plain = error.to_string();
    let plain = plain.split(" at line ").next().unwrap_or_default();
    match error.classify() {
        Category::Eof => "broken JSON: the line ends inside the record".into(),
        Category::Data => plain.to_owned(),
        Category::Syntax | Category::Io => format!("broken JSON: {plain}"),
    }
}

/// Collects the values of known names as an object is read.
struct Fields<'m, 'de> {
    map: &'m FieldMap,
    values: Values<'de>,
    /// Why there is no article in it.
    wrong: Option<String>,
    /// What was left out of it.
    ignored: Option<String>,
}

impl<'de> Visitor<'de> for &mut Fields<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(Text(name)) = object.next_key()? {
            let Some(place) = self.map.place(&name) else {
                object.next_value::<IgnoredAny>()?;
                continue;
            };
            match object.next_value::<Value<'de>>()? {
                Value::Text(text) => self.values.set(place, text),
                Value::Number(number) if place.0.takes_numbers() => {
                    self.values.set(place, number.into());
                }
                Value::Null => {}
                other => {
                    let (field, found) = (place.0.name(), other.name());
                    let what = if name == field {
                        format!("`{field}` is {found}, want text")
                    } else {
                        format!("`{name}`, taken for `{field}`, is {found}, want text")
                    };
                    // Without its text or under another id it is not the article.
                    if matches!(place.0, record::Field::Text | record::Field::Id) {
                        self.wrong.get_or_insert(what);
                    } else if name == field {
                        self.ignored.get_or_insert(what + "; taken as unknown");
                    }
                }
            }
        }
        Ok(())
    }
}

impl record::Field {
    fn takes_numbers(self) -> bool {
        matches!(self, Self::Id | Self::Published)
    }
}

/// A value that may be text.
enum Value<'a> {
    Text(Cow<'a, str>),
    Number(String),
    Null,
    Truth,
    List,
    Object,
}

impl Value<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Null => "null",
            Self::Truth => "true or false",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

/// A string, borrowed where it holds no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(text.into()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(text.to_owned().into()))
            }
        }
        deserializer.deserialize_str(Words)
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(text.to_owned().into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Truth)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    /// A list of texts is its texts, each a paragraph; of names, `["A", "B"]`.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let (mut texts, mut other) = (Vec::new(), false);
        while let Some(value) = list.next_element::<Value<'de>>()? {
            match value {
                Value::Text(text) => texts.push(text),
                Value::Null => {}
                _ => other = true,
            }
        }
        Ok(match texts.len() {
            _ if other => Value::List,
            0 => Value::Null,
            1 => Value::Text(texts.remove(0)),
            _ => Value::Text(texts.join("\n\n").into()),
        })
    }

    /// An object with a name is its name: `{"id": null, "name": "Reuters"}`.
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut named = None;
        while let Some(Text(name)) = object.next_key()? {
            if matches!(
                &*name,
                "name" | "title" | "rendered" | "value" | "#text" | "text" | "main" | "$date"
            ) {
                if let Value::Text(text) = object.next_value::<Value<'de>>()? {
                    named.get_or_insert(text);
                }
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(named.map_or(Value::Object, Value::Text))
    }
}

/// Finds the objects of a JSON array, or a single object, as its bytes come in.
#[derive(Debug, Default)]
pub struct Elements {
    depth: usize,
    text: bool,
    escaped: bool,
    /// Whether an array is open around the objects.
    array: bool,
}

/// What [`Elements::next`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// An object ends before this byte.
    End(usize),
    /// An object starts at this byte.
    Start(usize),
    /// More bytes are wanted.
    More,
    /// This byte has no place here.
    Wrong(usize),
}

impl Elements {
    /// What comes next in `bytes` from `at` on.
    pub fn next(&mut self, bytes: &[u8], at: usize) -> Step {
        if self.depth == 0 {
            return self.between(bytes, at);
        }
        let mut at = at;
        while let Some(byte) = bytes.get(at).copied() {
            at += 1;
            if self.text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.text = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Step::End(at);
                    }
                }
                _ => {}
            }
        }
        Step::More
    }

    fn between(&mut self, bytes: &[u8], mut at: usize) -> Step {
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'{' => {
                    self.depth = 1;
                    return Step::Start(at);
                }
                b'[' if !self.array => self.array = true,
                b']' if self.array => self.array = false,
                b',' | b' ' | b'\t' | b'\r' | b'\n' => {}
                _ => return Step::Wrong(at),
            }
            at += 1;
        }
        Step::More
    }

    /// Whether no object is open.
    pub fn is_between(&self) -> bool {
        self.depth == 0
    }

    /// Whether the text may end here.
    pub fn is_whole(&self) -> bool {
        self.depth == 0 && !self.array
    }
}
