//! Runs a page's drawing operators and notes every character with its place.

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::bombs;
use super::font::{Cache, decoded};
use super::limits::{self, Budget};
use super::state::{Matrix, State};

/// A character on the page; y grows downwards.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Which way it reads: 0 to the right, 1 down, 2 to the left, 3 up, 4 aslant.
    pub(super) turn: u8,
    /// Unseen, or marked by the writer as not part of the content.
    pub(super) aside: bool,
}

#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) images: usize,
    pub(super) width: f64,
    pub(super) height: f64,
}

struct Reader<'b> {
    sheet: Sheet,
    fonts: &'b mut Cache,
    budget: &'b mut Budget,
    /// Open marked contents, and whether each is an artifact.
    marks: Vec<bool>,
    depth: usize,
}

pub(super) fn collect(page: &Page<'_>, fonts: &mut Cache, budget: &mut Budget) -> Sheet {
    let (width, height) = page.render_dimensions();
    let sheet = Sheet { width: width.into(), height: height.into(), ..Sheet::default() };
    let mut reader = Reader { sheet, fonts, budget, marks: Vec::new(), depth: 0 };
    if !sound(page) {
        reader.budget.cut = true;
    } else if let Some(stream) = page.page_stream() {
        let state = State::new(Matrix(page.initial_transform(true).as_coeffs()));
        reader.run(stream, page.resources(), state);
    }
    let mut sheet = reader.sheet;
    keep(&mut sheet);
    sheet
}

/// Whether the page's streams pass the bounds of `decoded`; the parser's own has none.
fn sound(page: &Page<'_>) -> bool {
    match page.raw().get::<Object>("Contents") {
        Some(Object::Stream(stream)) => bombs::sound(&stream),
        Some(Object::Array(list)) => list.iter::<Stream>().all(|stream| bombs::sound(&stream)),
        _ => true,
    }
}

/// Leaves what a reader of the page sees: upright text inside the page. A page whose only text
/// is unseen, such as a scan with recognised text beneath, keeps that.
fn keep(sheet: &mut Sheet) {
    let (width, height) = (sheet.width, sheet.height);
    sheet.glyphs.retain(|g| {
        g.x > -2.0
            && g.x < width + 2.0
            && g.y > -2.0
            && g.y < height + g.size
            && g.size > 0.5
            && g.size < 2000.0
            && g.width.is_finite()
    });
    let seen = sheet.glyphs.iter().filter(|g| !g.aside && !g.text.trim().is_empty()).count();
    if seen > 0 {
        sheet.glyphs.retain(|g| !g.aside);
    }
    let mut counts = [0usize; 5];
    sheet.glyphs.iter().for_each(|g| counts[usize::from(g.turn)] += 1);
    let main = (0..4).max_by_key(|&turn| (counts[turn], 4 - turn)).unwrap_or(0) as u8;
    sheet.glyphs.retain(|g| g.turn == main);
    // A table set sideways is read as if the page were turned.
    for glyph in &mut sheet.glyphs {
        (glyph.x, glyph.y) = match main {
            1 => (glyph.y, width - glyph.x),
            2 => (width - glyph.x, height - glyph.y),
            3 => (height - glyph.y, glyph.x),
            _ => (glyph.x, glyph.y),
        };
    }
    if main % 2 == 1 {
        (sheet.width, sheet.height) = (height, width);
    }
}

impl Reader<'_> {
    fn run(&mut self, stream: &[u8], resources: &Resources<'_>, state: State) {
        let (marks, mut state, mut saved) = (self.marks.len(), state, Vec::new());
        let mut operators = TypedIter::new(stream);
        while let Some(op) = operators.next() {
            if !self.budget.operator() {
                break;
            }
            match op {
                Op::SaveState(_) if saved.len() < limits::STATES => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::XObject(name) => self.object(name.0, resources, &state),
                Op::InlineImage(_) => self.sheet.images += 1,
                Op::BeginMarkedContent(mark) => self.mark(mark.0),
                Op::BeginMarkedContentWithProperties(mark) => self.mark(mark.0),
                Op::EndMarkedContent(_) => {
                    if self.marks.len() > marks {
                        self.marks.pop();
                    }
                }
                Op::TextFont(font) => {
                    state.font = resources.get_font(font.0).map(|dict| self.fonts.get(&dict));
                    state.size = font.1.as_f64();
                }
                Op::ShowText(text) => self.show(&mut state, text.0),
                Op::ShowTexts(texts) => self.show_all(&mut state, texts.0),
                Op::NextLineAndShowText(text) => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.0);
                }
                Op::ShowTextWithParameters(text) => {
                    state.word_spacing = text.0.as_f64();
                    state.spacing = text.1.as_f64();
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.2);
                }
                other => set(&mut state, &other),
            }
        }
        self.marks.truncate(marks);
    }

    fn mark(&mut self, name: &Name<'_>) {
        let artifact = self.marks.last().copied().unwrap_or(false) || &**name == b"Artifact";
        if self.marks.len() < limits::STATES {
            self.marks.push(artifact);
        }
    }

    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>, state: &State) {
        let Some(stream) = resources.get_x_object(name) else { return };
        if stream.dict().get::<Name>("Subtype").is_none_or(|kind| &*kind != b"Form") {
            self.sheet.images += 1;
            return;
        }
        if self.depth >= limits::FORMS {
            return;
        }
        let Some(data) = decoded(&stream) else { return };
        let own = stream.dict().get::<Dict>("Resources").map(Resources::new);
        let mut inner = state.clone();
        if let Some(matrix) = stream.dict().get::<Array>("Matrix").and_then(|m| matrix(&m)) {
            inner.page = matrix.then(state.page);
        }
        self.depth += 1;
        self.run(&data, own.as_ref().unwrap_or(resources), inner);
        self.depth -= 1;
    }

    fn show_all(&mut self, state: &mut State, items: &Array<'_>) {
        for item in items.iter::<Object>() {
            match item {
                Object::String(text) => self.show(state, &text),
                Object::Number(shift) => {
                    state.advance(-shift.as_f64() / 1000.0 * state.size * state.stretch);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, state: &mut State, bytes: &[u8]) {
        let Some(font) = state.font.clone() else { return };
        let aside = matches!(state.mode, 3 | 7) || self.marks.last().copied().unwrap_or(false);
        let bold = font.bold || state.mode == 2;
        font.show(bytes, |shown| {
            let place = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise])
                .then(state.text)
                .then(state.page)
                .0;
            let scale = place[0].hypot(place[1]);
            if self.budget.glyph() && !shown.text.is_empty() {
                self.sheet.glyphs.push(Glyph {
                    text: shown.text,
                    x: place[4],
                    y: place[5],
                    width: shown.width * scale,
                    size: place[2].hypot(place[3]),
                    bold,
                    turn: turn(place[0], place[1]),
                    aside,
                });
            }
            let extra = state.spacing + if shown.space { state.word_spacing } else { 0.0 };
            state.advance((shown.width * state.size + extra) * state.stretch);
        });
    }
}

fn turn(x: f64, y: f64) -> u8 {
    match (x, y) {
        _ if y.abs() <= 0.1 * x.abs() => {
            if x >= 0.0 {
                0
            } else {
                2
            }
        }
        _ if x.abs() <= 0.1 * y.abs() => {
            if y >= 0.0 {
                1
            } else {
                3
            }
        }
        _ => 4,
    }
}

/// The operators that only set something.
fn set(state: &mut State, op: &Op<'_, '_>) {
    match op {
        Op::Transform(m) => state.page = six([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]).then(state.page),
        Op::SetTextMatrix(m) => state.set_line(six([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5])),
        Op::BeginText(_) => state.set_line(Matrix::IDENTITY),
        Op::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
        Op::NextLineAndSetLeading(by) => {
            state.leading = -by.1.as_f64();
            state.next_line(by.0.as_f64(), by.1.as_f64());
        }
        Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
        Op::CharacterSpacing(value) => state.spacing = value.0.as_f64(),
        Op::WordSpacing(value) => state.word_spacing = value.0.as_f64(),
        Op::HorizontalScaling(value) => state.stretch = value.0.as_f64() / 100.0,
        Op::TextLeading(value) => state.leading = value.0.as_f64(),
        Op::TextRise(value) => state.rise = value.0.as_f64(),
        Op::TextRenderingMode(value) => state.mode = value.0.as_i64(),
        _ => {}
    }
}

fn six(numbers: [&Number; 6]) -> Matrix {
    Matrix(numbers.map(Number::as_f64))
}

fn matrix(array: &Array<'_>) -> Option<Matrix> {
    let numbers: Vec<f64> = array.iter::<Number>().map(|n| n.as_f64()).collect();
    Some(Matrix(numbers.try_into().ok()?))
}
