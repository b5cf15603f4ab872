//! Words whose point need not end a sentence, and words that begin one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The longest abbreviation, in bytes.
const LONGEST: usize = size_of::<u64>();

/// Never the last word of a sentence: a name, a number or an explanation follows.
const LEADING: &[&str] = &[
    "adj", "adm", "ald", "amb", "approx", "brig", "ca", "capt", "cdr", "cf", "chas", "cllr",
    "cmdr", "col", "cpl", "det", "dr", "drs", "eg", "fr", "ft", "gen", "geo", "gov", "hdt", "hon",
    "ie", "insp", "jas", "lit", "lt", "maj", "messrs", "mgr", "mlle", "mme", "mr", "mrs", "ms",
    "msgr", "mt", "mx", "pfc", "pres", "prof", "rep", "reps", "rev", "rt", "sen", "sens", "sgt",
    "spc", "sr", "st", "ste", "supt", "thos", "viz", "vs", "wm",
];

/// Abbreviations only before a number.
const NUMBERED: &[&str] = &[
    "art", "ch", "chap", "cl", "eq", "eqs", "ex", "ff", "fig", "figs", "issue", "matt", "n", "no",
    "nos", "nr", "n°", "op", "p", "par", "para", "pg", "pp", "ps", "pt", "ref", "rs", "sc", "sec",
    "sect", "stat", "supp", "tab", "v", "ver", "vol", "vols", "№",
];

/// May end a sentence: the next word decides.
const TRAILING: &[&str] = &[
    "acad", "al", "alta", "app", "apr", "ariz", "assn", "assoc", "asst", "aug", "ave", "bapt",
    "bldg", "blvd", "bros", "calif", "cir", "co", "colo", "conn", "corp", "cos", "ct", "dec",
    "del", "dept", "dist", "div", "ed", "eds", "esp", "esq", "est", "et", "etc", "excl", "ext",
    "feb", "fla", "fri", "ga", "govt", "hrs", "hwy", "ill", "inc", "incl", "ind", "inst", "int",
    "intl", "jan", "jr", "jul", "jun", "kan", "ky", "la", "lb", "lbs", "llc", "llp", "lp", "ltd",
    "mar", "mass", "max", "md", "med", "mfg", "mgmt", "mich", "min", "minn", "misc", "mo", "mon",
    "mont", "natl", "neb", "nev", "nov", "oct", "okla", "ont", "ore", "oz", "pa", "penn", "plc",
    "pte", "pty", "pvt", "qty", "que", "rd", "repl", "sat", "sep", "sept", "ser", "spp", "sq",
    "sun", "supp", "tel", "temp", "tenn", "tex", "thu", "thur", "thurs", "trans", "treas", "tue",
    "tues", "univ", "va", "vt", "wash", "wed", "wis", "yr", "yrs",
];

/// Names that end in an exclamation mark.
const EXCLAIMED: &[&str] = &["yahoo", "yum", "jeopardy", "joomla", "moulin", "oliver"];

/// Capitalised words that open a sentence far more often than they follow an abbreviation inside
/// one.
const OPENING: &[&str] = &[
    "A",
    "About",
    "According",
    "Across",
    "Additionally",
    "After",
    "All",
    "Already",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Any",
    "Are",
    "As",
    "At",
    "Because",
    "Before",
    "Between",
    "Both",
    "But",
    "By",
    "Can",
    "Could",
    "Despite",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Earlier",
    "Either",
    "Even",
    "Every",
    "Everyone",
    "Few",
    "Finally",
    "For",
    "Four",
    "From",
    "Further",
    "Furthermore",
    "Given",
    "Had",
    "Has",
    "Have",
    "He",
    "Hence",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Indeed",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Later",
    "Let",
    "Like",
    "Many",
    "Meanwhile",
    "Moreover",
    "Most",
    "Much",
    "My",
    "Neither",
    "Nevertheless",
    "Next",
    "No",
    "Nobody",
    "None",
    "Nor",
    "Not",
    "Nothing",
    "Now",
    "Of",
    "Off",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Out",
    "Over",
    "Perhaps",
    "Please",
    "Recently",
    "She",
    "Should",
    "Similarly",
    "Since",
    "So",
    "Some",
    "Soon",
    "Still",
    "Such",
    "Than",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "Therefore",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Three",
    "Through",
    "Throughout",
    "Thus",
    "To",
    "Today",
    "Together",
    "Toward",
    "Two",
    "Under",
    "Unless",
    "Unlike",
    "Until",
    "Upon",
    "Was",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Whose",
    "Why",
    "Will",
    "With",
    "Within",
    "Without",
    "Would",
    "Yesterday",
    "Yet",
    "You",
    "Your",
];

/// Verbs that say that the words before them were spoken.
const SPEAKING: &[&str] = &[
    "added",
    "admitted",
    "agreed",
    "announced",
    "answered",
    "argued",
    "asked",
    "asks",
    "asserted",
    "begged",
    "believed",
    "boasted",
    "called",
    "claimed",
    "commented",
    "complained",
    "concluded",
    "confessed",
    "continued",
    "cried",
    "declared",
    "demanded",
    "echoed",
    "exclaimed",
    "explained",
    "growled",
    "inquired",
    "insisted",
    "joked",
    "lamented",
    "laughed",
    "mused",
    "muttered",
    "noted",
    "observed",
    "pleaded",
    "posted",
    "proclaimed",
    "promised",
    "protested",
    "quipped",
    "quoted",
    "recalled",
    "recounted",
    "remarked",
    "replied",
    "responded",
    "said",
    "says",
    "screamed",
    "shouted",
    "sighed",
    "snapped",
    "stated",
    "suggested",
    "testified",
    "thought",
    "told",
    "tweeted",
    "urged",
    "vowed",
    "warned",
    "whispered",
    "wondered",
    "wrote",
    "yelled",
];

/// The same in Chinese, after a short subject.
const SPEAKING_HAN: &[&str] = &[
    "说", "道", "问", "称", "喊", "答", "叫", "表示", "指出", "回答", "强调", "补充", "认为",
    "坦言", "透露", "介绍", "写道", "反问", "追问", "感叹", "解释", "說", "問", "稱", "強調",
    "補充", "認為", "介紹", "寫道",
];

/// How the point after a word is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// The sentence goes on.
    Leading,
    /// The sentence goes on when a number follows.
    Numbered,
    /// The next word decides.
    Trailing,
}

/// What kind of abbreviation a word without its final point is.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    static KINDS: LazyLock<FxHashMap<u64, Abbreviation>> = LazyLock::new(|| {
        let of = |words: &'static [&'static str], kind| {
            words.iter().filter_map(move |word| Some((packed(word)?, kind)))
        };
        // The first one counts.
        of(TRAILING, Abbreviation::Trailing)
            .chain(of(NUMBERED, Abbreviation::Numbered))
            .chain(of(LEADING, Abbreviation::Leading))
            .collect()
    });
    KINDS.get(&packed(word)?).copied()
}

/// The bytes of a word in small letters as a number, which no other word has; `None` where it is too long.
fn packed(word: &str) -> Option<u64> {
    if word.len() > LONGEST {
        return None;
    }
    Some(word.bytes().fold(0, |packed, byte| packed << 8 | u64::from(byte.to_ascii_lowercase())))
}

/// Whether a capitalised word usually opens a sentence.
pub(crate) fn opens_sentence(word: &str) -> bool {
    OPENING.binary_search(&word).is_ok()
}

/// Whether a name is written with an exclamation mark.
pub(crate) fn is_exclaimed(word: &str) -> bool {
    EXCLAIMED.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Whether a verb says that the words before were spoken.
pub(crate) fn is_speaking(word: &str) -> bool {
    SPEAKING.binary_search(&word).is_ok()
}

/// Whether Chinese text goes on with who said the words before it.
pub(crate) fn attributes_han(rest: &str) -> bool {
    let end = rest
        .char_indices()
        .take(12)
        .find(|(_, c)| matches!(c, '，' | '。' | '：' | '；' | '！' | '？' | ',' | ':' | '“'))
        .map_or_else(|| rest.char_indices().nth(12).map_or(rest.len(), |(at, _)| at), |(at, _)| at);
    let head = &rest[..end];
    // `也就是说`, `据说`: nobody speaks.
    let nobody =
        ["也就", "就是", "换句", "据", "总的", "一般", "可以", "应该", "俗话", "常言", "话"];
    if head.contains(['没', '不', '未', '沒', '《']) || nobody.iter().any(|w| head.starts_with(w))
    {
        return false;
    }
    let behind = &rest[end..];
    // What these open is the next thing said.
    if behind.starts_with(['：', ':', '“', '「']) {
        return false;
    }
    // `李明说，今年的收成……` reports anew; `李明说，“……` and `李明问，` go on.
    let reports = behind.strip_prefix(['，', ',']).is_some_and(|next| {
        !next.starts_with(['“', '"', '「', '‘'])
            && !["问", "喊", "道", "答", "叫", "叹", "問"].iter().any(|verb| head.ends_with(verb))
    });
    if reports {
        return false;
    }
    SPEAKING_HAN.iter().any(|verb| head.ends_with(verb))
        || ["他说", "她说", "他道", "她道", "我说", "他們說", "他问", "她问"]
            .iter()
            .any(|start| head.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searched_tables_are_sorted() {
        for table in [OPENING, SPEAKING] {
            assert!(table.is_sorted());
        }
        let words = [LEADING, NUMBERED, TRAILING].concat();
        assert!(words.iter().all(|word| word.len() <= LONGEST));
    }
}
