//! Units and currencies: what stands before or behind a number, and its name.

use super::word::{eat, eat_any, fold, is_word, letters_at, skip_one_space};

/// Symbols and codes before an amount, the longest first where one begins another.
const BEFORE: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("US $", "USD"),
    ("U.S. $", "USD"),
    ("U.S.$", "USD"),
    ("USD$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("NZ$", "NZD"),
    ("AU$", "AUD"),
    ("CA$", "CAD"),
    ("TT$", "TTD"),
    ("RD$", "DOP"),
    ("FJ$", "FJD"),
    ("G$", "GYD"),
    ("J$", "JMD"),
    ("N$", "NAD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("MX$", "MXN"),
    ("$", "USD"),
    ("＄", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("￡", "GBP"),
    ("CN¥", "CNY"),
    ("RMB¥", "CNY"),
    ("JP¥", "JPY"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("฿", "THB"),
    ("₸", "KZT"),
    ("人民币", "CNY"),
    ("新台币", "TWD"),
    ("新台幣", "TWD"),
    ("港币", "HKD"),
];

/// Codes of ISO 4217 and names used like them, in capitals.
const CODES: &[(&str, &str)] = &[
    ("AED", "AED"),
    ("ARS", "ARS"),
    ("AUD", "AUD"),
    ("BRL", "BRL"),
    ("CAD", "CAD"),
    ("CHF", "CHF"),
    ("CLP", "CLP"),
    ("CNH", "CNY"),
    ("CNY", "CNY"),
    ("COP", "COP"),
    ("CZK", "CZK"),
    ("DKK", "DKK"),
    ("EGP", "EGP"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("HKD", "HKD"),
    ("HUF", "HUF"),
    ("IDR", "IDR"),
    ("ILS", "ILS"),
    ("INR", "INR"),
    ("JPY", "JPY"),
    ("KRW", "KRW"),
    ("KZT", "KZT"),
    ("MXN", "MXN"),
    ("MYR", "MYR"),
    ("NGN", "NGN"),
    ("NOK", "NOK"),
    ("NZD", "NZD"),
    ("PHP", "PHP"),
    ("PKR", "PKR"),
    ("PLN", "PLN"),
    ("QAR", "QAR"),
    ("RMB", "CNY"),
    ("RON", "RON"),
    ("RUB", "RUB"),
    ("SAR", "SAR"),
    ("SEK", "SEK"),
    ("SGD", "SGD"),
    ("THB", "THB"),
    ("TRY", "TRY"),
    ("TWD", "TWD"),
    ("UAH", "UAH"),
    ("USD", "USD"),
    ("UZS", "UZS"),
    ("VND", "VND"),
    ("ZAR", "ZAR"),
];

/// Names of currencies behind an amount, of one word; the factor is for parts such as cents.
const WORDS: &[(&str, &str, f64)] = &[
    ("baht", "THB", 1.0),
    ("birr", "ETB", 1.0),
    ("cedi", "GHS", 1.0),
    ("cedis", "GHS", 1.0),
    ("cent", "USD", 0.01),
    ("cents", "USD", 0.01),
    ("crowns", "SEK", 1.0),
    ("dinars", "KWD", 1.0),
    ("dirham", "AED", 1.0),
    ("dirhams", "AED", 1.0),
    ("dollar", "USD", 1.0),
    ("dollars", "USD", 1.0),
    ("dong", "VND", 1.0),
    ("euro", "EUR", 1.0),
    ("euros", "EUR", 1.0),
    ("forint", "HUF", 1.0),
    ("forints", "HUF", 1.0),
    ("franc", "CHF", 1.0),
    ("francs", "CHF", 1.0),
    ("hryvnia", "UAH", 1.0),
    ("hryvnias", "UAH", 1.0),
    ("kina", "PGK", 1.0),
    ("kip", "LAK", 1.0),
    ("koruna", "CZK", 1.0),
    ("krona", "SEK", 1.0),
    ("krone", "NOK", 1.0),
    ("kroner", "NOK", 1.0),
    ("kronor", "SEK", 1.0),
    ("kwacha", "ZMW", 1.0),
    ("kyat", "MMK", 1.0),
    ("lari", "GEL", 1.0),
    ("lei", "RON", 1.0),
    ("leu", "RON", 1.0),
    ("lev", "BGN", 1.0),
    ("lira", "TRY", 1.0),
    ("liras", "TRY", 1.0),
    ("manat", "AZN", 1.0),
    ("manats", "AZN", 1.0),
    ("naira", "NGN", 1.0),
    ("pence", "GBP", 0.01),
    ("peso", "MXN", 1.0),
    ("pesos", "MXN", 1.0),
    ("pound", "GBP", 1.0),
    ("pounds", "GBP", 1.0),
    ("pula", "BWP", 1.0),
    ("rand", "ZAR", 1.0),
    ("reais", "BRL", 1.0),
    ("real", "BRL", 1.0),
    ("renminbi", "CNY", 1.0),
    ("ringgit", "MYR", 1.0),
    ("riyal", "SAR", 1.0),
    ("riyals", "SAR", 1.0),
    ("rouble", "RUB", 1.0),
    ("roubles", "RUB", 1.0),
    ("ruble", "RUB", 1.0),
    ("rubles", "RUB", 1.0),
    ("rupee", "INR", 1.0),
    ("rupees", "INR", 1.0),
    ("rupiah", "IDR", 1.0),
    ("shekel", "ILS", 1.0),
    ("shekels", "ILS", 1.0),
    ("som", "KGS", 1.0),
    ("soms", "UZS", 1.0),
    ("sterling", "GBP", 1.0),
    ("taka", "BDT", 1.0),
    ("tenge", "KZT", 1.0),
    ("tugrik", "MNT", 1.0),
    ("tugriks", "MNT", 1.0),
    ("won", "KRW", 1.0),
    ("yen", "JPY", 1.0),
    ("yuan", "CNY", 1.0),
    ("zloty", "PLN", 1.0),
    ("zlotys", "PLN", 1.0),
];

/// Whose money it is: the first word before `dollars`, `pesos`, `francs` and the like.
const OWNERS: &[(&str, &[(&str, &str)])] = &[
    ("american", &[("dollar", "USD")]),
    ("argentine", &[("peso", "ARS")]),
    ("australian", &[("dollar", "AUD")]),
    ("brazilian", &[("real", "BRL"), ("reais", "BRL")]),
    ("british", &[("pound", "GBP")]),
    ("canadian", &[("dollar", "CAD")]),
    ("chilean", &[("peso", "CLP")]),
    ("chinese", &[("yuan", "CNY"), ("renminbi", "CNY")]),
    ("colombian", &[("peso", "COP")]),
    ("czech", &[("crown", "CZK"), ("korun", "CZK")]),
    ("danish", &[("krone", "DKK"), ("crown", "DKK")]),
    ("egyptian", &[("pound", "EGP")]),
    ("indian", &[("rupee", "INR")]),
    ("indonesian", &[("rupiah", "IDR")]),
    ("iraqi", &[("dinar", "IQD")]),
    ("japanese", &[("yen", "JPY")]),
    ("kuwaiti", &[("dinar", "KWD")]),
    ("malaysian", &[("ringgit", "MYR")]),
    ("mexican", &[("peso", "MXN")]),
    ("norwegian", &[("krone", "NOK"), ("crown", "NOK")]),
    ("pakistani", &[("rupee", "PKR")]),
    ("philippine", &[("peso", "PHP")]),
    ("qatari", &[("riyal", "QAR"), ("rial", "QAR")]),
    ("russian", &[("rouble", "RUB"), ("ruble", "RUB")]),
    ("saudi", &[("riyal", "SAR")]),
    ("singapore", &[("dollar", "SGD")]),
    ("singaporean", &[("dollar", "SGD")]),
    ("swedish", &[("kron", "SEK"), ("crown", "SEK")]),
    ("swiss", &[("franc", "CHF")]),
    ("taiwan", &[("dollar", "TWD")]),
    ("taiwanese", &[("dollar", "TWD")]),
    ("turkish", &[("lira", "TRY")]),
    ("us", &[("dollar", "USD"), ("cent", "USD")]),
];

/// Chinese names of currencies behind an amount, the longest first where one begins another.
const HAN: &[(&str, &str, f64)] = &[
    ("卡塔尔里亚尔", "QAR", 1.0),
    ("沙特里亚尔", "SAR", 1.0),
    ("新加坡元", "SGD", 1.0),
    ("瑞士法郎", "CHF", 1.0),
    ("瑞典克朗", "SEK", 1.0),
    ("挪威克朗", "NOK", 1.0),
    ("丹麦克朗", "DKK", 1.0),
    ("捷克克朗", "CZK", 1.0),
    ("格里夫纳", "UAH", 1.0),
    ("元人民币", "CNY", 1.0),
    ("元新台币", "TWD", 1.0),
    ("元新台幣", "TWD", 1.0),
    ("人民币", "CNY", 1.0),
    ("新台币", "TWD", 1.0),
    ("新台幣", "TWD", 1.0),
    ("印尼盾", "IDR", 1.0),
    ("越南盾", "VND", 1.0),
    ("林吉特", "MYR", 1.0),
    ("里亚尔", "SAR", 1.0),
    ("迪拉姆", "AED", 1.0),
    ("谢克尔", "ILS", 1.0),
    ("雷亚尔", "BRL", 1.0),
    ("兹罗提", "PLN", 1.0),
    ("元港币", "HKD", 1.0),
    ("元港幣", "HKD", 1.0),
    ("美元", "USD", 1.0),
    ("美金", "USD", 1.0),
    ("美分", "USD", 0.01),
    ("日元", "JPY", 1.0),
    ("日圆", "JPY", 1.0),
    ("日圓", "JPY", 1.0),
    ("欧元", "EUR", 1.0),
    ("歐元", "EUR", 1.0),
    ("港元", "HKD", 1.0),
    ("港币", "HKD", 1.0),
    ("港幣", "HKD", 1.0),
    ("英镑", "GBP", 1.0),
    ("英鎊", "GBP", 1.0),
    ("韩元", "KRW", 1.0),
    ("韓元", "KRW", 1.0),
    ("澳元", "AUD", 1.0),
    ("加元", "CAD", 1.0),
    ("新元", "SGD", 1.0),
    ("台币", "TWD", 1.0),
    ("台幣", "TWD", 1.0),
    ("瑞郎", "CHF", 1.0),
    ("卢布", "RUB", 1.0),
    ("卢比", "INR", 1.0),
    ("泰铢", "THB", 1.0),
    ("比索", "MXN", 1.0),
    ("里拉", "TRY", 1.0),
    ("坚戈", "KZT", 1.0),
    ("兰特", "ZAR", 1.0),
    ("奈拉", "NGN", 1.0),
    ("福林", "HUF", 1.0),
    ("块钱", "CNY", 1.0),
    ("元", "CNY", 1.0),
    ("块", "CNY", 1.0),
];

/// Whose dollars are meant.
const OWNED_DOLLARS: &[&str] =
    &["U.S. ", "US ", "NT ", "New Taiwan ", "Hong Kong ", "New Zealand "];

/// A currency found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Currency {
    pub(super) end: usize,
    pub(super) code: &'static str,
    /// What one of the unit named is in the currency: 0.01 for cents; a million for `MUSD`.
    pub(super) factor: f64,
}

/// The currency written before an amount at `at`.
pub(super) fn currency_before(text: &str, at: usize) -> Option<Currency> {
    let rest = &text[at..];
    if let Some((mark, code)) = BEFORE.iter().find(|(mark, _)| rest.starts_with(mark)) {
        return Some(Currency { end: at + mark.len(), code, factor: 1.0 });
    }
    let word = letters_at(text, at);
    if matches!(word, "Rs" | "Re") {
        let end = at + word.len();
        let end = if text[end..].starts_with('.') { end + 1 } else { end };
        return Some(Currency { end, code: "INR", factor: 1.0 });
    }
    let code = code_of(word)?;
    let end = at + word.len();
    // `COP30` is a conference.
    if word == "COP" && text[end..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // `USD $5`
    let end = if text[end..].starts_with(" $") { end + 2 } else { end };
    Some(Currency { end, code, factor: 1.0 })
}

/// The code that a word in capitals is.
fn code_of(word: &str) -> Option<&'static str> {
    let place = CODES.binary_search_by_key(&word, |(code, _)| code).ok()?;
    Some(CODES[place].1)
}

/// The currency written behind an amount that ends at `at`.
pub(super) fn currency_behind(text: &str, at: usize) -> Option<Currency> {
    let start = match text[at..].chars().next()? {
        '-' => at + 1,
        _ => skip_one_space(text, at),
    };
    let rest = &text[start..];
    let ascii = rest.bytes().next().is_some_and(|byte| byte.is_ascii());
    let han = || HAN.iter().find(|(mark, ..)| rest.starts_with(mark));
    if let Some((mark, code, factor)) = if ascii { None } else { han() } {
        return Some(Currency { end: start + mark.len(), code, factor: *factor });
    }
    for (mark, code) in [("€", "EUR"), ("£", "GBP"), ("₽", "RUB"), ("US$", "USD"), ("$", "USD")]
    {
        if rest.starts_with(mark) {
            let end = start + mark.len();
            let rest = text[end..].trim_start_matches(' ');
            let opens = rest.starts_with(|c: char| c.is_ascii_digit() || c == '(');
            return (!opens).then_some(Currency { end, code, factor: 1.0 });
        }
    }
    let owned = rest.starts_with(['U', 'N', 'H']);
    if let Some(end) = owned.then(|| eat_any(text, start, OWNED_DOLLARS)).flatten() {
        let owner = &text[start..end - 1];
        let word = letters_at(text, end);
        let dollars =
            fold(word).as_str().starts_with("dollar") || fold(word).as_str().starts_with("cent");
        if dollars {
            let code = match owner {
                "Hong Kong" => "HKD",
                "New Zealand" => "NZD",
                "NT" | "New Taiwan" => "TWD",
                _ => "USD",
            };
            let factor = if word.starts_with(['c', 'C']) { 0.01 } else { 1.0 };
            return Some(Currency { end: end + word.len(), code, factor });
        }
    }
    let word = letters_at(text, start);
    let end = start + word.len();
    if word.is_empty() || text[end..].chars().next().is_some_and(is_word) {
        return None;
    }
    let folded = fold(word);
    if let Some((_, names)) = OWNERS.iter().find(|(owner, _)| *owner == folded.as_str()) {
        let next = skip_one_space(text, end);
        let name = letters_at(text, next);
        let found = names.iter().find(|(stem, _)| fold(name).as_str().starts_with(stem));
        if let Some((_, code)) = found {
            return Some(Currency { end: next + name.len(), code, factor: 1.0 });
        }
    }
    if let Ok(place) = WORDS.binary_search_by_key(&folded.as_str(), |(name, ..)| name) {
        let (name, code, factor) = WORDS[place];
        // `5 pounds of copper` weigh.
        let weighs =
            name.starts_with("pound") && eat(text, skip_one_space(text, end), "of").is_some();
        // `10 won the prize`, `a real rise`: only small letters, and no verb.
        let doubtful = matches!(name, "real" | "won" | "som" | "rand") && word != name;
        return (!weighs && !doubtful).then_some(Currency { end, code, factor });
    }
    if let Some(code) = code_of(word) {
        return Some(Currency { end, code, factor: 1.0 });
    }
    // `MUSD`, `kEUR`
    let factor = match word.as_bytes()[0] {
        b'k' | b'K' | b'T' => 1e3,
        b'M' => 1e6,
        b'B' => 1e9,
        _ => return None,
    };
    code_of(&word[1..]).map(|code| Currency { end, code, factor })
}

/// Names of units: what is written, what it is called, the longest first where one begins another.
const UNITS: &[(&str, &str)] = &[
    ("barrels of oil equivalent", "boe"),
    ("barrels per day", "barrel/day"),
    ("barrels a day", "barrel/day"),
    ("billion cubic feet", "cubic foot"),
    ("cubic centimeters", "cm3"),
    ("cubic meters", "cubic metre"),
    ("cubic metres", "cubic metre"),
    ("cubic meter", "cubic metre"),
    ("cubic metre", "cubic metre"),
    ("cubic feet", "cubic foot"),
    ("cubic foot", "cubic foot"),
    ("degrees celsius", "degree Celsius"),
    ("degrees fahrenheit", "degree Fahrenheit"),
    ("gigawatt hours", "gigawatt-hour"),
    ("gigawatt-hours", "gigawatt-hour"),
    ("kilowatt hours", "kilowatt-hour"),
    ("kilowatt-hours", "kilowatt-hour"),
    ("megawatt hours", "megawatt-hour"),
    ("megawatt-hours", "megawatt-hour"),
    ("terawatt hours", "terawatt-hour"),
    ("terawatt-hours", "terawatt-hour"),
    ("member states", "state"),
    ("metric tonnes", "tonne"),
    ("metric tons", "tonne"),
    ("metric ton", "tonne"),
    ("short tons", "short ton"),
    ("long tons", "long ton"),
    ("nautical miles", "nautical mile"),
    ("square kilometers", "km2"),
    ("square kilometres", "km2"),
    ("square kilometer", "km2"),
    ("square kilometre", "km2"),
    ("square centimeters", "cm2"),
    ("square meters", "square metre"),
    ("square metres", "square metre"),
    ("square meter", "square metre"),
    ("square metre", "square metre"),
    ("square miles", "square mile"),
    ("square mile", "square mile"),
    ("square feet", "square foot"),
    ("square foot", "square foot"),
    ("square inches", "square inch"),
    ("sq km", "km2"),
    ("sq ft", "square foot"),
    ("sq m", "square metre"),
    ("troy ounces", "troy ounce"),
    ("troy ounce", "troy ounce"),
    ("fluid ounces", "fluid ounce"),
];

/// Units and things counted, of one word; those that only a number in digits or a magnitude makes
/// worth a tag are counted all the same.
pub(super) const NOUNS: &[(&str, &str)] = &[
    ("acre", "acre"),
    ("acres", "acre"),
    ("aircraft", "aircraft"),
    ("airplanes", "airplane"),
    ("ampere", "ampere"),
    ("amperes", "ampere"),
    ("amps", "ampere"),
    ("apartments", "apartment"),
    ("bales", "bale"),
    ("banks", "bank"),
    ("barrel", "barrel"),
    ("barrels", "barrel"),
    ("bbl", "barrel"),
    ("bbls", "barrel"),
    ("bhp", "horsepower"),
    ("bit", "bit"),
    ("bits", "bit"),
    ("boe", "boe"),
    ("box", "box"),
    ("boxes", "box"),
    ("bpd", "barrel/day"),
    ("branches", "branch"),
    ("bushel", "bushel"),
    ("bushels", "bushel"),
    ("byte", "byte"),
    ("bytes", "byte"),
    ("calories", "calorie"),
    ("carat", "carat"),
    ("carats", "carat"),
    ("cargoes", "cargo"),
    ("cars", "car"),
    ("cases", "case"),
    ("cbm", "cubic metre"),
    ("centimeter", "centimetre"),
    ("centimeters", "centimetre"),
    ("centimetre", "centimetre"),
    ("centimetres", "centimetre"),
    ("children", "child"),
    ("chips", "chip"),
    ("cities", "city"),
    ("clients", "client"),
    ("cm", "centimetre"),
    ("companies", "company"),
    ("containers", "container"),
    ("contracts", "contract"),
    ("copies", "copy"),
    ("cores", "core"),
    ("countries", "country"),
    ("customers", "customer"),
    ("cwt", "hundredweight"),
    ("deals", "deal"),
    ("deaths", "death"),
    ("decibels", "decibel"),
    ("degrees", "degree"),
    ("delegates", "delegate"),
    ("dose", "dose"),
    ("doses", "dose"),
    ("downloads", "download"),
    ("drones", "drone"),
    ("dwt", "deadweight ton"),
    ("employees", "employee"),
    ("families", "family"),
    ("farms", "farm"),
    ("feet", "foot"),
    ("firms", "firm"),
    ("flights", "flight"),
    ("foot", "foot"),
    ("ft", "foot"),
    ("funds", "fund"),
    ("g", "gram"),
    ("gallon", "gallon"),
    ("gallons", "gallon"),
    ("gb", "gigabyte"),
    ("gbps", "gigabit/second"),
    ("ghz", "gigahertz"),
    ("gigabit", "gigabit"),
    ("gigabits", "gigabit"),
    ("gigabyte", "gigabyte"),
    ("gigabytes", "gigabyte"),
    ("gigahertz", "gigahertz"),
    ("gigawatt", "gigawatt"),
    ("gigawatts", "gigawatt"),
    ("gpus", "GPU"),
    ("gram", "gram"),
    ("grams", "gram"),
    ("gw", "gigawatt"),
    ("gwh", "gigawatt-hour"),
    ("ha", "hectare"),
    ("head", "head"),
    ("hectare", "hectare"),
    ("hectares", "hectare"),
    ("hertz", "hertz"),
    ("homes", "home"),
    ("horsepower", "horsepower"),
    ("hospitals", "hospital"),
    ("hotels", "hotel"),
    ("households", "household"),
    ("houses", "house"),
    ("hp", "horsepower"),
    ("hz", "hertz"),
    ("inch", "inch"),
    ("inches", "inch"),
    ("investors", "investor"),
    ("items", "item"),
    ("jets", "jet"),
    ("jobs", "job"),
    ("joules", "joule"),
    ("kb", "kilobyte"),
    ("kcal", "kilocalorie"),
    ("kelvin", "kelvin"),
    ("kg", "kilogram"),
    ("kgs", "kilogram"),
    ("khz", "kilohertz"),
    ("kilogram", "kilogram"),
    ("kilograms", "kilogram"),
    ("kilometer", "kilometre"),
    ("kilometers", "kilometre"),
    ("kilometre", "kilometre"),
    ("kilometres", "kilometre"),
    ("kilos", "kilogram"),
    ("kilowatt", "kilowatt"),
    ("kilowatts", "kilowatt"),
    ("km", "kilometre"),
    ("kmh", "kilometre/hour"),
    ("kmph", "kilometre/hour"),
    ("knots", "knot"),
    ("kph", "kilometre/hour"),
    ("kw", "kilowatt"),
    ("kwh", "kilowatt-hour"),
    ("l", "litre"),
    ("lb", "pound"),
    ("lbs", "pound"),
    ("lines", "line"),
    ("liter", "litre"),
    ("liters", "litre"),
    ("litre", "litre"),
    ("litres", "litre"),
    ("lots", "lot"),
    ("mah", "milliampere-hour"),
    ("mb", "megabyte"),
    ("mbps", "megabit/second"),
    ("megabyte", "megabyte"),
    ("megabytes", "megabyte"),
    ("megahertz", "megahertz"),
    ("megapixels", "megapixel"),
    ("megawatt", "megawatt"),
    ("megawatts", "megawatt"),
    ("members", "member"),
    ("meter", "metre"),
    ("meters", "metre"),
    ("metre", "metre"),
    ("metres", "metre"),
    ("mg", "milligram"),
    ("mhz", "megahertz"),
    ("migrants", "migrant"),
    ("mile", "mile"),
    ("miles", "mile"),
    ("milligrams", "milligram"),
    ("milliliters", "millilitre"),
    ("millilitres", "millilitre"),
    ("millimeter", "millimetre"),
    ("millimeters", "millimetre"),
    ("millimetre", "millimetre"),
    ("millimetres", "millimetre"),
    ("mines", "mine"),
    ("missiles", "missile"),
    ("ml", "millilitre"),
    ("mm", "millimetre"),
    ("models", "model"),
    ("mph", "mile/hour"),
    ("mt", "tonne"),
    ("mtpa", "million tonne/year"),
    ("mw", "megawatt"),
    ("mwh", "megawatt-hour"),
    ("nations", "nation"),
    ("nm", "nanometre"),
    ("nurses", "nurse"),
    ("orders", "order"),
    ("ounce", "ounce"),
    ("ounces", "ounce"),
    ("outlets", "outlet"),
    ("oz", "ounce"),
    ("pallet", "pallet"),
    ("pallets", "pallet"),
    ("parameters", "parameter"),
    ("participants", "participant"),
    ("passengers", "passenger"),
    ("patents", "patent"),
    ("patients", "patient"),
    ("people", "person"),
    ("persons", "person"),
    ("pieces", "piece"),
    ("pigs", "pig"),
    ("pixels", "pixel"),
    ("planes", "plane"),
    ("plants", "plant"),
    ("players", "player"),
    ("points", "point"),
    ("pound", "pound"),
    ("pounds", "pound"),
    ("products", "product"),
    ("projects", "project"),
    ("provinces", "province"),
    ("psi", "psi"),
    ("reactors", "reactor"),
    ("refugees", "refugee"),
    ("residents", "resident"),
    ("restaurants", "restaurant"),
    ("robots", "robot"),
    ("rooms", "room"),
    ("rpm", "rpm"),
    ("satellites", "satellite"),
    ("schools", "school"),
    ("seat", "seat"),
    ("seats", "seat"),
    ("sets", "set"),
    ("shareholders", "shareholder"),
    ("shares", "share"),
    ("ships", "ship"),
    ("shops", "shop"),
    ("sites", "site"),
    ("soldiers", "soldier"),
    ("sows", "sow"),
    ("species", "species"),
    ("staff", "staff"),
    ("states", "state"),
    ("stations", "station"),
    ("stocks", "stock"),
    ("stone", "stone"),
    ("stores", "store"),
    ("students", "student"),
    ("subscribers", "subscriber"),
    ("suppliers", "supplier"),
    ("tankers", "tanker"),
    ("tb", "terabyte"),
    ("teachers", "teacher"),
    ("terabytes", "terabyte"),
    ("terawatts", "terawatt"),
    ("teu", "TEU"),
    ("teus", "TEU"),
    ("tickets", "ticket"),
    ("times", "×"),
    ("tokens", "token"),
    ("ton", "ton"),
    ("tonne", "tonne"),
    ("tonnes", "tonne"),
    ("tons", "ton"),
    ("tourists", "tourist"),
    ("towns", "town"),
    ("trains", "train"),
    ("transactions", "transaction"),
    ("trees", "tree"),
    ("trips", "trip"),
    ("troops", "troop"),
    ("trucks", "truck"),
    ("turbines", "turbine"),
    ("tw", "terawatt"),
    ("twh", "terawatt-hour"),
    ("units", "unit"),
    ("users", "user"),
    ("vehicles", "vehicle"),
    ("vessels", "vessel"),
    ("villages", "village"),
    ("visitors", "visitor"),
    ("voters", "voter"),
    ("votes", "vote"),
    ("wafers", "wafer"),
    ("watt", "watt"),
    ("watts", "watt"),
    ("women", "woman"),
    ("workers", "worker"),
    ("yard", "yard"),
    ("yards", "yard"),
];

/// Chinese measure words and units.
const HAN_UNITS: &[(&str, &str)] = &[
    ("平方公里", "km2"),
    ("平方千米", "km2"),
    ("平方米", "square metre"),
    ("立方米", "cubic metre"),
    ("千瓦时", "kilowatt-hour"),
    ("兆瓦时", "megawatt-hour"),
    ("吉瓦时", "gigawatt-hour"),
    ("摄氏度", "degree Celsius"),
    ("标准箱", "TEU"),
    ("公里", "kilometre"),
    ("千米", "kilometre"),
    ("厘米", "centimetre"),
    ("毫米", "millimetre"),
    ("纳米", "nanometre"),
    ("英里", "mile"),
    ("英尺", "foot"),
    ("英寸", "inch"),
    ("公斤", "kilogram"),
    ("千克", "kilogram"),
    ("毫克", "milligram"),
    ("公顷", "hectare"),
    ("英亩", "acre"),
    ("加仑", "gallon"),
    ("盎司", "ounce"),
    ("兆瓦", "megawatt"),
    ("吉瓦", "gigawatt"),
    ("千瓦", "kilowatt"),
    ("人次", "person-time"),
    ("架次", "flight"),
    ("班次", "flight"),
    ("吨", "tonne"),
    ("噸", "tonne"),
    ("克", "gram"),
    ("米", "metre"),
    ("升", "litre"),
    ("磅", "pound"),
    ("桶", "barrel"),
    ("辆", "vehicle"),
    ("輛", "vehicle"),
    ("人", "person"),
    ("名", "person"),
    ("户", "household"),
    ("家", "company"),
    ("台", "unit"),
    ("套", "set"),
    ("架", "aircraft"),
    ("艘", "ship"),
    ("列", "train"),
    ("班", "flight"),
    ("股", "share"),
    ("手", "lot"),
    ("只", "unit"),
    ("头", "head"),
    ("座", "unit"),
    ("亩", "mu"),
    ("件", "piece"),
    ("颗", "piece"),
    ("枚", "piece"),
    ("张", "piece"),
    ("间", "room"),
    ("点", "point"),
    ("點", "point"),
    ("剂", "dose"),
    ("百萬瓦", "megawatt"),
    ("个国家", "country"),
    ("个城市", "city"),
];

/// Signs of units behind a number.
pub(super) const SIGNS: &[(&str, &str)] = &[
    ("km²", "km2"),
    ("km2", "km2"),
    ("m²", "square metre"),
    ("m2", "square metre"),
    ("m³", "cubic metre"),
    ("m3", "cubic metre"),
    ("cm²", "cm2"),
    ("cm³", "cm3"),
    ("ft²", "square foot"),
    ("km/h", "kilometre/hour"),
    ("m/s", "metre/second"),
    ("°C", "degree Celsius"),
    ("℃", "degree Celsius"),
    ("°F", "degree Fahrenheit"),
    ("℉", "degree Fahrenheit"),
    ("µm", "micrometre"),
    ("μm", "micrometre"),
];

/// Symbols whose letters say a magnitude too, as written: what each is called, and how many.
const COMPACT: &[(&str, &str, f64)] = &[
    ("Bcf", "cubic foot", 1e9),
    ("Bcf/d", "cubic foot/day", 1e9),
    ("Gt", "tonne", 1e9),
    ("MMBtu", "mmBtu", 1.0),
    ("MMboe", "boe", 1e6),
    ("MMcf", "cubic foot", 1e6),
    ("MMcf/d", "cubic foot/day", 1e6),
    ("MTPA", "tonne/year", 1e6),
    ("Mb/d", "barrel/day", 1e6),
    ("Mcf", "cubic foot", 1e3),
    ("Mt", "tonne", 1e6),
    ("Mtpa", "tonne/year", 1e6),
    ("Tcf", "cubic foot", 1e12),
    ("b/d", "barrel/day", 1.0),
    ("bcf", "cubic foot", 1e9),
    ("bcf/d", "cubic foot/day", 1e9),
    ("bcm", "cubic metre", 1e9),
    ("boe/d", "boe/day", 1.0),
    ("kb/d", "barrel/day", 1e3),
    ("kbd", "barrel/day", 1e3),
    ("kboe/d", "boe/day", 1e3),
    ("kbpd", "barrel/day", 1e3),
    ("kt", "tonne", 1e3),
    ("ktpa", "tonne/year", 1e3),
    ("mb/d", "barrel/day", 1e6),
    ("mbd", "barrel/day", 1e6),
    ("mbpd", "barrel/day", 1e6),
    ("mcf", "cubic foot", 1e3),
    ("mcf/d", "cubic foot/day", 1e3),
    ("mmb/d", "barrel/day", 1e6),
    ("mmboe", "boe", 1e6),
    ("mmbtu", "mmBtu", 1.0),
    ("mmcf", "cubic foot", 1e6),
    ("mmcf/d", "cubic foot/day", 1e6),
    ("mtpa", "tonne/year", 1e6),
    ("tcf", "cubic foot", 1e12),
];

/// A unit found in a text, and how many of it the symbol stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub(super) end: usize,
    pub(super) name: &'static str,
    pub(super) factor: f64,
}

impl Unit {
    fn one(end: usize, name: &'static str) -> Self {
        Self { end, name, factor: 1.0 }
    }
}

/// The unit written behind a number that ends at `at`.
pub(super) fn unit_behind(text: &str, at: usize) -> Option<Unit> {
    let glued = text[at..].chars().next()?;
    let start = if glued == '-' { at + 1 } else { skip_one_space(text, at) };
    let rest = &text[start..];
    let signed = rest.starts_with(['k', 'm', 'c', 'f']) || !rest.is_char_boundary(1);
    let sign = || SIGNS.iter().find(|(sign, _)| rest.starts_with(sign));
    if let Some((sign, name)) = if signed { sign() } else { None } {
        return Some(Unit::one(start + sign.len(), name));
    }
    if rest.starts_with(crate::text::chars::is_han_or_kana) {
        let (sign, name) = HAN_UNITS.iter().find(|(sign, _)| rest.starts_with(sign))?;
        return Some(Unit::one(start + sign.len(), name));
    }
    if let Some(compact) = compact_unit(text, start) {
        return Some(compact);
    }
    let word = letters_at(text, start);
    let end = start + word.len();
    if word.is_empty() || text[end..].chars().next().is_some_and(is_word) {
        return None;
    }
    if let Some(long) = long_unit(text, start) {
        return Some(long);
    }
    let folded = fold(word);
    let place = NOUNS.binary_search_by_key(&folded.as_str(), |(name, _)| name).ok()?;
    let (_, name) = NOUNS[place];
    // Short symbols are written small (`5 g`, `3 l`) and stand with digits.
    let symbol = word.len() == 1 && (word != folded.as_str() || glued == '-');
    (!symbol && name != "×").then_some(Unit::one(end, name))
}

/// The unit of a [`COMPACT`] symbol at `start`.
fn compact_unit(text: &str, start: usize) -> Option<Unit> {
    let letters = |from: usize| letters_at(text, from).len();
    let short = start + letters(start);
    let long = if text[short..].starts_with("/d") { short + 1 + letters(short + 1) } else { short };
    let ends = |end: usize| !text[end..].starts_with(is_word);
    [long, short].into_iter().filter(|end| ends(*end)).find_map(|end| {
        let place = COMPACT.binary_search_by_key(&&text[start..end], |(sign, ..)| sign).ok()?;
        let (_, name, factor) = COMPACT[place];
        Some(Unit { end, name, factor })
    })
}

/// The unit of several words at `start`.
pub(super) fn long_unit(text: &str, start: usize) -> Option<Unit> {
    let first = text.as_bytes().get(start)?.to_ascii_lowercase();
    UNITS
        .iter()
        .filter(|(name, _)| name.as_bytes()[0] == first)
        .find_map(|(name, unit)| eat(text, start, name).map(|end| Unit::one(end, unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searched_tables_are_sorted() {
        assert!(CODES.is_sorted());
        assert!(WORDS.is_sorted_by_key(|(name, ..)| name));
        assert!(COMPACT.is_sorted_by_key(|(sign, ..)| sign));
        assert!(NOUNS.is_sorted_by_key(|(name, _)| name));
    }
}
