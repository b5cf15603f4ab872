//! Bounds, all counted rather than timed, so that the same file always gives the same text.

/// The largest file read.
pub(super) const FILE: usize = 128 << 20;
/// Pages read of one document.
pub(super) const PAGES: usize = 5_000;
/// The reading thread's stack: the parser nests up to 512 objects deep.
pub(super) const STACK: usize = 32 << 20;
/// Forms drawn inside forms.
pub(super) const FORMS: usize = 12;
/// Saved graphics states.
pub(super) const STATES: usize = 256;
/// Bytes of a packed stream that is unpacked unmeasured: deflate grows at most a thousandfold.
pub(super) const STREAM: usize = 256 << 10;
/// Bytes that one stream may unpack to.
pub(super) const UNPACKED: usize = 256 << 20;

/// What one document may still spend.
#[derive(Debug)]
pub(super) struct Budget {
    operators: u64,
    glyphs: u64,
    pub(super) cut: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { operators: 100_000_000, glyphs: 20_000_000, cut: false }
    }
}

impl Budget {
    pub(super) fn operator(&mut self) -> bool {
        self.operators = self.operators.saturating_sub(1);
        !self.spent()
    }

    pub(super) fn glyph(&mut self) -> bool {
        self.glyphs = self.glyphs.saturating_sub(1);
        !self.spent()
    }

    pub(super) fn spent(&mut self) -> bool {
        let spent = self.operators == 0 || self.glyphs == 0;
        self.cut |= spent;
        spent
    }
}
