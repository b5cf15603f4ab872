//! A document on its way into tantivy.

use std::iter::Empty;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// The fields of a document. Texts are shared: a title goes on every claim of its article.
#[derive(Debug, Default)]
pub(super) struct Doc {
    fields: Vec<(Field, Cell)>,
    /// Room in the queue, given back when the document has been indexed or let go.
    pub(super) permit: Option<Arc<Permit>>,
}

#[derive(Debug)]
pub(super) enum Cell {
    Text(Arc<str>),
    Own(Box<str>),
    Bytes(Vec<u8>),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

impl Doc {
    pub(super) fn add(&mut self, field: Field, cell: impl Into<Cell>) {
        self.fields.push((field, cell.into()));
    }

    /// About how much memory it takes.
    pub(super) fn memory(&self) -> u64 {
        /// What an allocation costs besides its bytes.
        const ALLOCATION: usize = 32;
        let own = |cell: &Cell| match cell {
            Cell::Text(text) => text.len() + ALLOCATION,
            Cell::Own(text) => text.len() + ALLOCATION,
            Cell::Bytes(bytes) => bytes.len() + ALLOCATION,
            Cell::Unsigned(_) | Cell::Signed(_) | Cell::Float(_) => 0,
        };
        let cells: usize = self.fields.iter().map(|(_, cell)| own(cell)).sum();
        (cells + self.fields.capacity() * size_of::<(Field, Cell)>()) as u64
    }

    pub(super) fn add_all<C: Into<Cell>>(
        &mut self,
        field: Field,
        cells: impl IntoIterator<Item = C>,
    ) {
        self.fields.extend(cells.into_iter().map(|cell| (field, cell.into())));
    }
}

impl From<&Arc<str>> for Cell {
    fn from(text: &Arc<str>) -> Self {
        Self::Text(Arc::clone(text))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Own(text.into_boxed_str())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Own(text.into())
    }
}

impl From<Vec<u8>> for Cell {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<u64> for Cell {
    fn from(value: u64) -> Self {
        Self::Unsigned(value)
    }
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Signed(value)
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl<'a> Value<'a> for &'a Cell {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self {
            Cell::Text(text) => ReferenceValueLeaf::Str(text),
            Cell::Own(text) => ReferenceValueLeaf::Str(text),
            Cell::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
            Cell::Unsigned(value) => ReferenceValueLeaf::U64(*value),
            Cell::Signed(value) => ReferenceValueLeaf::I64(*value),
            Cell::Float(value) => ReferenceValueLeaf::F64(*value),
        })
    }
}

impl Document for Doc {
    type Value<'a> = &'a Cell;
    type FieldsValuesIter<'a> =
        std::iter::Map<std::slice::Iter<'a, (Field, Cell)>, fn(&(Field, Cell)) -> (Field, &Cell)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.fields.iter().map(|(field, cell)| (*field, cell))
    }
}

/// How many bytes of documents wait to be indexed: tantivy's own queue counts articles, of which
/// ten thousand long ones would fill the memory.
#[derive(Debug, Default)]
pub(super) struct Flight {
    bytes: Mutex<u64>,
    landed: Condvar,
}

/// A share of a [`Flight`].
#[derive(Debug)]
pub(super) struct Permit {
    flight: Arc<Flight>,
    bytes: u64,
}

impl Flight {
    /// Waits until there is room below `limit`; something larger than that goes alone.
    pub(super) fn board(self: &Arc<Self>, bytes: u64, limit: u64) -> Arc<Permit> {
        let waiting = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        // A limit in time: a stuck disk must not become a deadlock that nobody can explain.
        let patience = Duration::from_secs(60);
        let (mut waiting, _) = self
            .landed
            .wait_timeout_while(waiting, patience, |waiting| {
                *waiting > 0 && *waiting + bytes > limit
            })
            .unwrap_or_else(PoisonError::into_inner);
        *waiting += bytes;
        Arc::new(Permit { flight: Arc::clone(self), bytes })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut waiting = self.flight.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(self.bytes);
        self.flight.landed.notify_all();
    }
}
