//! What an alias is.

use std::ops::{BitOr, BitOrAssign};

/// What an alias is, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(u16);

impl Flags {
    /// It counts only where its article or its neighbours say what it is.
    pub const WEAK: Self = Self(1);
    /// It is for looking things up and never tags a text.
    pub const LOOKUP: Self = Self(1 << 1);
    /// A given name.
    pub const GIVEN: Self = Self(1 << 2);
    /// A given name that is more often something else.
    pub const MAYBE_GIVEN: Self = Self(1 << 3);
    /// A family name that stands first.
    pub const FAMILY: Self = Self(1 << 4);
    /// A family name that stands first, and that is more often something else.
    pub const MAYBE_FAMILY: Self = Self(1 << 5);
    /// A title before a person's name, be it one word.
    pub const TITLE: Self = Self(1 << 6);
    /// A title before a person's full name.
    pub const POST: Self = Self(1 << 7);
    /// A word before a title: former, acting.
    pub const BEFORE_TITLE: Self = Self(1 << 8);
    /// A city with many people.
    pub const BIG: Self = Self(1 << 9);

    /// The set with these bits.
    pub(super) const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// Whether all of the other set is in this one.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of the other set is in this one.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it stands before a person's name.
    pub(super) const fn is_title(self) -> bool {
        self.intersects(Self(Self::TITLE.0 | Self::POST.0 | Self::BEFORE_TITLE.0))
    }

    /// Whether it is part of a person's name.
    pub(in crate::tag) const fn is_name(self) -> bool {
        self.intersects(Self(
            Self::GIVEN.0 | Self::MAYBE_GIVEN.0 | Self::FAMILY.0 | Self::MAYBE_FAMILY.0,
        ))
    }

    /// This set without the other.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Flags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Flags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
