//! Organisations and sources.

/// Organisations, the most often named first.
#[rustfmt::skip]
pub(crate) const ORGANISATIONS: &[&str] = &[
    "Federal Reserve", "European Central Bank", "People's Bank of China", "Bank of Japan",
    "International Monetary Fund", "World Bank", "OPEC", "NATO", "European Union",
    "United Nations", "World Trade Organization", "ASEAN", "Goldman Sachs", "Morgan Stanley",
    "JPMorgan", "Citigroup", "UBS", "HSBC", "Nomura", "Barclays", "Tesla", "BYD", "CATL", "Apple",
    "Microsoft", "Nvidia", "TSMC", "Samsung", "Intel", "AMD", "Huawei", "Xiaomi", "Alibaba",
    "Tencent", "Baidu", "Meituan", "JD.com", "PDD", "ByteDance", "OpenAI", "Google", "Amazon",
    "Meta", "Oracle", "IBM", "Toyota", "Honda", "Nissan", "Volkswagen", "BMW", "Mercedes-Benz",
    "Stellantis", "Ford", "General Motors", "Boeing", "Airbus", "COMAC", "Lockheed Martin",
    "Rosneft", "Gazprom", "Lukoil", "Saudi Aramco", "ExxonMobil", "Chevron", "Shell", "BP",
    "TotalEnergies", "PetroChina", "Sinopec", "CNOOC", "Rio Tinto", "BHP", "Vale", "Glencore",
    "Freeport-McMoRan", "Codelco", "Zijin Mining", "Ganfeng Lithium", "Tianqi Lithium",
    "Albemarle", "SQM", "Cargill", "Bunge", "ADM", "COFCO", "Maersk", "COSCO", "Pfizer",
    "Novartis", "Roche", "Eli Lilly", "Novo Nordisk", "BeiGene", "Hengrui", "WuXi AppTec", "SMIC",
    "ASML", "Applied Materials", "Lam Research", "Tokyo Electron", "SK Hynix", "Micron",
    "Qualcomm", "Broadcom", "MediaTek", "Kweichow Moutai", "Wuliangye", "LVMH", "Nike", "Adidas",
    "Anta", "Walmart", "Costco", "Starbucks", "Luckin Coffee", "McDonald's", "Disney", "Netflix",
    "SpaceX", "Blue Origin", "Siemens", "ABB", "Schneider Electric", "LONGi", "JinkoSolar",
    "Tongwei", "Vestas", "Goldwind", "Orsted", "Iberdrola", "EDF", "Rosatom", "Westinghouse",
    "State Grid", "Vanke", "Evergrande", "Country Garden", "BlackRock", "Vanguard", "Bridgewater",
    "Berkshire Hathaway", "Temasek", "SoftBank", "Sequoia", "Kremlin", "Pentagon", "White House",
    "State Department", "Treasury", "SEC", "CSRC", "PBOC", "Ministry of Commerce",
    "Ministry of Finance", "State Council", "Politburo", "Hamas", "Hezbollah", "Houthis",
    "Taliban", "Wagner Group", "African Union", "Arab League",
    "Shanghai Cooperation Organization", "BRICS", "G7", "G20", "APEC",
    "International Energy Agency", "World Health Organization",
];

/// What makes a company of a made-up name.
#[rustfmt::skip]
pub(crate) const ORGANISATION_ENDINGS: &[&str] = &[
    "Group", "Holdings", "Technology", "Energy", "Capital", "Bank", "Motors", "Pharma", "Mining",
    "Securities",
];

/// Who publishes, the busiest first.
#[rustfmt::skip]
pub(crate) const SOURCES: &[&str] = &[
    "Xin Lang Cai Jing", "Zhi Tong Cai Jing", "Hua Er Jie Jian Wen", "Guo Ji Jin Rong Bao",
    "Di Yi Cai Jing", "Cai Lian She", "Zheng Quan Shi Bao", "Shang Hai Zheng Quan Bao",
    "Jing Ji Guan Cha Bao", "21 Shi Ji Jing Ji Bao Dao", "Mei Ri Jing Ji Xin Wen",
    "Huan Qiu Shi Bao", "Guan Cha Zhe Wang", "Yang Shi Xin Wen", "Xin Hua She",
    "Jie Mian Xin Wen", "Peng Pai Xin Wen", "Tai Mei Ti APP", "36 Ke", "Hu Xiu APP",
    "Wind Wan De", "Ge Long Hui", "Jin Shi Shu Ju", "Qi Huo Ri Bao", "Zhong Guo Jing Ying Bao",
    "Bei Jing Shang Bao", "Nan Fang Cai Jing", "Cai Xin Wang", "Dong Fang Cai Fu",
    "Tong Hua Shun", "Xue Qiu", "Zhong Jin Zai Xian", "Hong Xing Zi Ben Ju", "Shi Dai Zhou Bao",
    "Lan Jing Cai Jing", "Ji Wei Wang", "Ban Dao Ti Guan Cha", "Xin Zhi Xun", "Dong Zhi Ka",
    "Neng Yuan Bao", "Zhong Guo Hua Gong Bao", "Yi Yao Jing Ji Bao", "Yicai Global", "Bloomberg",
    "Reuters", "Financial Times", "Wall Street Journal", "Nikkei Asia",
    "South China Morning Post", "Seeking Alpha", "MarketWatch", "Barrons", "CNBC",
    "The Economist", "Al Jazeera", "TASS", "Kyodo", "Yonhap", "Zacks", "Benzinga",
];
