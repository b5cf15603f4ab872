//! English words and word groups, the most frequent first.

/// The words that hold a sentence together; they never make a topic.
#[rustfmt::skip]
pub(crate) const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "to", "and", "in", "a", "for", "is", "on", "with", "its", "by", "as", "that",
    "are", "from", "at", "has", "which", "has been", "an", "be", "will", "this", "while", "more",
    "over", "their", "have", "than", "could", "between", "after", "amid", "into", "due to", "may",
    "under", "was", "including", "through", "also", "remains", "not", "against", "but", "been",
    "about", "such as", "would", "toward", "during", "despite", "it", "were", "other", "these",
    "particularly", "they", "or", "can", "however", "both", "per", "within", "since",
    "compared to", "had", "where", "all", "up", "driven by", "before", "further", "still",
];

/// The content words of economic and political news.
#[rustfmt::skip]
pub(crate) const NEWS_WORDS: &[&str] = &[
    "market", "growth", "trade", "economic", "government", "policy", "investment", "companies",
    "demand", "global", "prices", "company", "significant", "increase", "year", "percent",
    "industry", "supply", "financial", "production", "exports", "energy", "technology",
    "expected", "development", "sector", "strategic", "security", "political", "military",
    "capital", "data", "costs", "revenue", "rate", "rates", "report", "key", "international",
    "interest", "major", "domestic", "potential", "risks", "investors", "conflict", "billion",
    "million", "quarter", "annual", "decline", "impact", "foreign", "imports", "sanctions",
    "tariffs", "agreement", "negotiations", "president", "minister", "officials",
    "administration", "central", "bank", "inflation", "fiscal", "reserves", "minerals", "oil",
    "gas", "power", "battery", "electric", "vehicles", "semiconductor", "chips", "manufacturing",
    "capacity", "projects", "infrastructure", "resources", "countries", "region", "regional",
    "relations", "diplomatic", "influence", "pressure", "competition", "competitive", "consumer",
    "consumption", "employment", "labor", "housing", "property", "real", "estate", "debt",
    "bonds", "stocks", "equity", "funds", "assets", "yield", "currency", "dollar", "euro", "yuan",
    "yen", "exchange", "rising", "falling", "record", "high", "low", "strong", "weak",
    "long-term", "short-term", "potentially", "indicating", "reflecting", "leading", "following",
    "announced", "reported", "plans", "aims", "seeks", "faces", "continues", "increased",
    "decreased", "reached", "totaling", "accounting", "approximately", "around", "respectively",
    "compared", "year-on-year", "month-on-month", "quarter-on-quarter", "supply-side",
    "state-owned", "challenges", "opportunities", "strategy", "cooperation", "partnership",
    "alliance", "summit", "meeting", "visit", "statement", "measures", "reform", "regulation",
    "regulatory", "compliance", "transition", "green", "carbon", "emissions", "climate",
    "renewable", "solar", "wind", "nuclear", "hydrogen", "grid", "storage", "artificial",
    "intelligence", "models", "computing", "cloud", "digital", "platform", "internet", "software",
    "hardware", "robotics", "automation", "innovation", "research", "patents", "pharmaceutical",
    "drug", "medical", "health", "hospital", "clinical", "approval", "food", "agriculture",
    "grain", "harvest", "fertilizer", "livestock", "water", "shipping", "ports", "freight",
    "logistics", "aviation", "airlines", "tourism", "retail", "brands", "luxury", "sales",
    "profit", "margin", "earnings", "losses", "valuation", "shares", "listing", "acquisition",
    "merger", "restructuring", "bankruptcy", "liquidity", "credit", "loans", "deposits",
    "insurance", "pension", "taxes", "budget", "deficit", "surplus", "spending", "subsidies",
    "elections", "parliament", "court", "law", "legislation", "rights", "protests", "troops",
    "missiles", "drones", "defense", "naval", "border", "ceasefire", "peace", "war",
    "nuclear-armed", "intelligence-sharing",
];

/// Words that stand together as one notion, so that phrase searches find something.
#[rustfmt::skip]
pub(crate) const COLLOCATIONS: &[&str] = &[
    "rare earth minerals", "supply chain", "interest rates", "trade deficit", "central bank",
    "foreign direct investment", "real estate market", "artificial intelligence", "natural gas",
    "crude oil prices", "monetary policy", "fiscal stimulus", "gross domestic product",
    "consumer price index", "electric vehicles", "net profit", "operating cash flow",
    "market share", "free trade agreement", "national security", "energy transition",
    "exchange rate", "balance sheet", "economic growth", "geopolitical tensions", "peace talks",
    "supply chain disruptions", "export controls", "data center", "large language models",
    "capital expenditure", "initial public offering", "price target", "gross margin",
    "working capital", "public debt", "sovereign wealth fund", "carbon neutrality",
    "power generation", "semiconductor equipment", "domestic demand", "labor market",
    "wage growth", "credit rating", "bond yields", "stock market", "hedge funds",
    "private equity", "technology transfer", "critical minerals", "food security", "military aid",
    "ceasefire agreement", "nuclear program", "air defense", "border dispute", "humanitarian aid",
    "human rights", "climate change", "renewable energy", "battery storage", "autonomous driving",
    "cloud computing", "digital currency", "cross-border payments", "joint venture",
    "strategic partnership", "long-term contract", "production capacity", "utilization rate",
    "inventory levels", "spot price", "futures contract", "shipping costs", "container freight",
    "port congestion", "tax cuts", "trade war", "import tariffs", "anti-dumping duties",
    "quarterly earnings", "dividend payout", "share buyback", "management team", "business model",
    "competitive advantage", "research and development", "clinical trials", "drug approval",
    "aging population", "birth rate", "urban renewal", "local government debt",
    "state-owned enterprises", "industrial policy", "high-quality development",
    "common prosperity", "dual circulation",
];

/// What an entity does at the start of a claim.
#[rustfmt::skip]
pub(crate) const VERB_PHRASES: &[&str] = &[
    "plans to expand", "aims to strengthen", "is expected to reach", "faces pressure from",
    "has raised", "has cut", "is seeking to diversify", "announced", "reported",
    "remains dependent on", "continues to dominate", "warned that", "accused", "agreed with",
    "signed a contract for", "imposed tariffs on", "lifted sanctions on", "increased imports of",
    "halted exports of", "is negotiating over", "rejected claims about", "denied involvement in",
    "confirmed", "is investigating", "may delay", "will prioritize", "invested in", "acquired",
    "surpassed", "lags behind",
];

/// Traded goods.
#[rustfmt::skip]
pub(crate) const COMMODITIES: &[&str] = &[
    "crude oil", "natural gas", "gold", "silver", "copper", "aluminum", "zinc", "nickel", "lead",
    "tin", "lithium", "cobalt", "iron ore", "coal", "coking coal", "steel", "rebar", "uranium",
    "platinum", "palladium", "rhodium", "tungsten", "antimony", "gallium", "germanium",
    "graphite", "manganese", "vanadium", "titanium", "molybdenum", "rare earths", "neodymium",
    "polysilicon", "silicon metal", "soda ash", "glass", "methanol", "ethylene glycol", "PTA",
    "PVC", "polyethylene", "polypropylene", "rubber", "asphalt", "diesel", "gasoline", "jet fuel",
    "LNG", "LPG", "ethanol", "biodiesel", "soybeans", "soybean oil", "soybean meal", "palm oil",
    "rapeseed oil", "corn", "wheat", "rice", "barley", "oats", "sugar", "cotton", "coffee",
    "cocoa", "tea", "orange juice", "live hogs", "live cattle", "eggs", "milk powder", "butter",
    "urea", "potash", "phosphate", "lumber", "pulp", "wool", "bitcoin", "carbon credits",
    "electricity",
];
