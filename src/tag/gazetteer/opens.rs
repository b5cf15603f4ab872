//! How names begin: a filter that turns most places of a text away at once.

/// Bits of each of the two maps.
const BITS: usize = 1 << 16;
/// Bytes of both maps.
pub(super) const BYTES: usize = 2 * BITS / 8;

/// The filter's place among the gazetteer's bytes is copied: 16 KB that every look-up touches.
#[derive(Debug, Clone)]
pub(super) struct Opens {
    bits: Box<[u8; BYTES]>,
}

impl Opens {
    pub(super) fn empty() -> Self {
        Self { bits: Box::new([0; BYTES]) }
    }

    pub(super) fn at(bytes: &[u8]) -> Option<Self> {
        Some(Self { bits: Box::new(bytes.try_into().ok()?) })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &*self.bits
    }

    /// Lets an alias in.
    pub(super) fn add(&mut self, alias: &[u8]) {
        let bit = match alias {
            [a, b, c, d, ..] => BITS + four(*a, *b, *c, *d),
            [a, b, ..] => two(*a, *b),
            _ => return,
        };
        self.bits[bit / 8] |= 1 << (bit % 8);
    }

    /// Whether an alias may begin the bytes.
    pub(super) fn may_open(&self, bytes: &[u8]) -> bool {
        let set = |bit: usize| self.bits[bit / 8] & (1 << (bit % 8)) != 0;
        match bytes {
            [a, b, c, d, ..] => set(BITS + four(*a, *b, *c, *d)) || set(two(*a, *b)),
            [a, b, ..] => set(two(*a, *b)),
            _ => false,
        }
    }
}

/// The bit of an alias of two or three bytes.
fn two(a: u8, b: u8) -> usize {
    usize::from(a) << 8 | usize::from(b)
}

/// The bit of how a longer alias begins.
fn four(a: u8, b: u8, c: u8, d: u8) -> usize {
    (u32::from_le_bytes([a, b, c, d]).wrapping_mul(0x9e37_79b1) >> 16) as usize
}
