//! The word lists that the corpus is made from.

mod chinese;
mod countries;
mod names;
mod words;

pub(crate) use chinese::CHINESE_WORDS;
pub(crate) use countries::{FREQUENT_COUNTRIES, OTHER_COUNTRIES};
pub(crate) use names::{ORGANISATION_ENDINGS, ORGANISATIONS, SOURCES};
pub(crate) use words::{COLLOCATIONS, COMMODITIES, FUNCTION_WORDS, NEWS_WORDS, VERB_PHRASES};
