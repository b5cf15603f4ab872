//! Names by shape in Chinese text.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::shape::Page;
use super::{Candidate, Rank, Thing};
use crate::model::{EntityType, Span};
use crate::tag::gazetteer::Flags;
use crate::text::chars::is_han_or_kana;

/// Countries by one character.
const SINGLE: &[(char, &str)] = &[
    ('中', "CN"),
    ('美', "US"),
    ('日', "JP"),
    ('俄', "RU"),
    ('韩', "KR"),
    ('英', "GB"),
    ('法', "FR"),
    ('德', "DE"),
    ('印', "IN"),
    ('朝', "KP"),
    ('乌', "UA"),
    ('台', "TW"),
    ('越', "VN"),
    ('澳', "AU"),
    ('加', "CA"),
    ('巴', "PK"),
    ('以', "IL"),
    ('伊', "IR"),
    ('哈', "KZ"),
    ('泰', "TH"),
    ('菲', "PH"),
    ('墨', "MX"),
    ('韓', "KR"),
    ('烏', "UA"),
    ('沙', "SA"),
    ('土', "TR"),
    ('马', "MY"),
    ('新', "SG"),
    ('意', "IT"),
    ('华', "CN"),
    ('欧', "EU"),
    ('歐', "EU"),
    ('港', "HK"),
];

/// What follows two or more countries by one character each.
const DEALINGS: &[&str] = &[
    "股市",
    "领导",
    "两军",
    "班机",
    "两国",
    "三国",
    "双方",
    "关系",
    "經貿",
    "经贸",
    "贸易",
    "經濟",
    "经济",
    "外交",
    "首脑",
    "元首",
    "会谈",
    "磋商",
    "峰会",
    "冲突",
    "关税",
    "谈判",
    "领导人",
    "战争",
    "外长",
    "防长",
    "财长",
    "边境",
    "合作",
    "之间",
    "自贸",
    "联合",
    "高层",
    "同盟",
    "博弈",
    "对抗",
    "竞争",
    "摩擦",
    "停火",
    "局势",
    "利差",
    "货币",
    "班列",
    "铁路",
    "建交",
    "友好",
    "企业",
    "航线",
    "直航",
    "航班",
    "商务",
    "农业",
    "能源",
    "军事",
    "安全",
    "战略",
    "科技",
    "汇率",
    "官员",
    "團隊",
    "团队",
    "關係",
    "貿易",
    "關稅",
    "峰會",
    "双边",
    "投资",
    "矿产",
    "稀土",
    "汽车",
    "協議",
    "协议",
    "问题",
    "央行",
    "代表",
    "和谈",
    "战事",
    "三方",
    "三边",
    "乳业",
    "电动",
];

/// Pairs that are countries at the start of a clause, whatever follows.
const PAIRS: &[&str] = &[
    "中美", "美中", "中日", "日中", "中俄", "俄中", "中欧", "欧中", "中韩", "韩中", "中印", "中澳",
    "中英", "中法", "中德", "中越", "中哈", "中朝", "中菲", "美日", "日美", "美韩", "韩美", "日韩",
    "韩日", "美欧", "美俄", "俄美", "俄乌", "乌俄", "美伊", "以伊", "伊以", "巴以", "以巴", "美墨",
    "美加", "美印", "美英", "英美", "法德", "德法", "英法", "朝韩", "韩朝", "俄朝", "美朝", "朝美",
    "美台", "日俄", "印巴", "美菲", "日菲", "沙伊", "韓日", "日韓", "中韓", "俄烏", "中歐",
];

/// What follows such a pair where its second character begins another word.
const OTHER_WORD: &[char] = &[
    '国', '國', '度', '拿', '来', '过', '车', '间', '常', '前', '后', '律', '语', '尼', '朗', '色',
    '洲', '元', '好', '的', '盟', '俄', '韩', '美', '产', '本', '内', '均', '子', '克', '文', '镑',
    '里', '斯',
];

/// What stands before the one character of a country: `对华`, `访美`.
const TOWARDS: &[&str] = &[
    "对", "访", "赴", "驻", "在", "来", "援", "涉", "亲", "反", "抗", "输", "对驻", "對", "遏",
    "仇",
];

/// What a country's character must not be followed by after such a word.
const NO_COUNTRY: &[char] = &[
    '好', '丽', '容', '食', '术', '元', '团', '国', '国', '味', '妙', '感', '洲', '本', '文', '语',
    '前', '后', '间', '期', '内', '外', '上', '下', '子', '常', '历', '益', '志', '律', '案', '规',
    '人', '国', '中', '央', '心', '夏', '为', '润', '联', '东', '西', '南', '北', '虹', '硕', '泰',
    '的',
];

/// What a person does behind the name.
const DOES: &[&str] = &[
    "表示", "称", "说", "指出", "认为", "强调", "透露", "介绍", "告诉", "分析", "预计", "预测",
    "坦言", "建议", "解释", "写道", "宣布", "回应", "补充", "呼吁", "警告", "主持", "出席", "会见",
    "率", "在", "与", "和", "对", "同", "、", "，", "。", "：", ":", ",", "）", "（", "(", ")",
    "向", "就", "将", "曾", "日前", "近日", "等", "表態", "說", "稱", "及", "；", "”", "也", "则",
    "还", "于", "已", "当天", "此前", "以及", "」", "的", "通过", "周", "担任", "辞", "任", "团队",
    "持有", "今", "昨", "是", "”", "访", "抵", "发表", "签署", "共同", "之", "上",
];

/// What events end in.
const EVENTS: &[&str] =
    &["峰会", "冲突", "战争", "论坛", "峰會", "衝突", "戰爭", "論壇", "首脑会议"];

/// What organisations end in, where a name of some characters stands before; the longest first.
pub(super) const TAILS: &[&str] = &[
    "有限责任公司",
    "股份有限公司",
    "投资集团",
    "控股集团",
    "有限公司",
    "股份公司",
    "资产管理",
    "交易所",
    "半导体",
    "委员会",
    "新能源",
    "研究所",
    "研究院",
    "统计局",
    "能源局",
    "信托",
    "光电",
    "医药",
    "协会",
    "商会",
    "基金",
    "大学",
    "控股",
    "新材",
    "期货",
    "矿业",
    "科技",
    "药业",
    "证券",
    "重工",
    "钢铁",
    "铜业",
    "铝业",
    "银行",
    "锂业",
    "集团",
];

/// The most characters of a headline's speaker.
const SPEAKER: usize = 3;

/// How many of the latest finds may be parties to an event.
const PARTIES: usize = 4;

/// What companies do behind the name.
const DEALS: &[&str] = &[
    "签",
    "公布",
    "公告",
    "发布",
    "披露",
    "推出",
    "计划",
    "拟",
    "股价",
    "旗下",
    "今年",
    "去年",
    "上半年",
    "完成",
    "获",
    "收购",
    "持股",
    "研报",
    "首席",
    "分析",
    "数据",
    "前三季度",
    "第",
    "预",
    "投资",
    "成立",
    "中标",
    "上市",
];

/// Legal forms of companies, the longest first.
const LEGAL: &[&str] = &["股份有限公司", "有限责任公司", "有限公司", "股份公司"];

/// The bytes of the legal form that a text begins with.
pub(super) fn legal_form(text: &str) -> usize {
    LEGAL.iter().find(|form| text.starts_with(**form)).map_or(0, |form| form.len())
}

/// What stands before a name that is no part of it.
const EDGES: &[char] = &[
    '，', '。', '、', '；', '：', '“', '”', '（', '）', '(', ')', ',', '.', ':', ';', ' ', '《',
    '》', '的', '由', '据', '与', '和', '在', '对', '向', '从', '被', '及', '将', '为', '让', '给',
    '但', '而', '因', '於', '「', '」', '·', '至', '到', '使', '使', '经', '令', '把', '跟', '\n',
    '！', '？', '-', '—',
];

/// The characters that open anything that is looked for.
static OPENING: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let words = EVENTS.iter().chain(TAILS).filter_map(|word| word.chars().next());
    words.chain(SINGLE.iter().map(|(single, _)| *single)).collect()
});

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Candidate>) {
    let text = page.text;
    persons(page, found);
    foreign(page, found);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        if c.is_ascii() || !OPENING.contains(&c) {
            at = next;
            continue;
        }
        let rest = &text[at..];
        if let Some(word) = EVENTS.iter().find(|word| rest.starts_with(**word)) {
            event(page, at, at + word.len(), found);
        }
        for word in TAILS.iter().filter(|word| rest.starts_with(**word)) {
            organisation(page, at, word, found);
        }
        let single = SINGLE.iter().any(|(single, _)| *single == c);
        let own = single && page.listed_at(Span::new(at, next)).is_none();
        at = if own { countries(page, at, found).unwrap_or(next) } else { next };
    }
}

/// The countries that the name of an event begins with by a character each: `俄乌冲突`.
pub(super) fn parties(text: &str, lexicon: &Lexicon<'_>, found: &mut Vec<Candidate>) {
    let run = text.char_indices().take_while(|(_, c)| SINGLE.iter().any(|(single, _)| single == c));
    let run: Vec<(usize, char)> = run.collect();
    if run.len() == 2 && found.is_empty() {
        found.extend(parties_of(lexicon, 0, &run));
    }
}

/// The countries that a run of characters from `at` on stands for: 巴 beside 以 is Palestine.
fn parties_of(lexicon: &Lexicon<'_>, at: usize, run: &[(usize, char)]) -> Vec<Candidate> {
    let israel = run.iter().any(|(_, c)| *c == '以');
    let one = |(i, c): &(usize, char)| {
        let mut found = country(lexicon, at + i, *c)?;
        if *c == '巴' && israel {
            found.thing = Thing::Known(lexicon.by_id("country/PS")?);
        }
        Some(found)
    };
    run.iter().filter_map(one).collect()
}

/// The country that a character at `at` stands for.
fn country(lexicon: &Lexicon<'_>, at: usize, c: char) -> Option<Candidate> {
    let (_, code) = SINGLE.iter().find(|(single, _)| *single == c)?;
    let id = match *code {
        "EU" => "org/european-union".to_owned(),
        code => format!("country/{code}"),
    };
    let known = lexicon.by_id(&id)?;
    let (kind, thing) = (lexicon.kind(known), Thing::Known(known));
    Some(Candidate { span: Span::new(at, at + c.len_utf8()), kind, thing, rank: Rank::Listed })
}

/// `中美经贸`, `对华`: where it ends.
fn countries(page: &Page<'_>, at: usize, found: &mut Vec<Candidate>) -> Option<usize> {
    let text = page.text;
    let run: Vec<(usize, char)> = text[at..]
        .char_indices()
        .take_while(|(_, c)| SINGLE.iter().any(|(single, _)| single == c))
        .take(4)
        .collect();
    let before = &text[..at];
    for count in (2..=run.len()).rev() {
        let (last, c) = run[count - 1];
        let end = at + last + c.len_utf8();
        let behind = &text[end..];
        let dealing = DEALINGS.iter().any(|word| behind.starts_with(word));
        let distinct = (0..count).all(|i| (0..i).all(|j| run[i].1 != run[j].1));
        let inside = before.ends_with(['其', '集', '在', '之', '的']) && run[0].1 == '中';
        let edge =
            before.chars().next_back().is_none_or(|c| !is_han_or_kana(c) || EDGES.contains(&c));
        let pair = count == 2
            && edge
            && PAIRS.contains(&&text[at..end])
            && !behind.starts_with(OTHER_WORD);
        if (dealing || pair) && distinct && !inside {
            found.extend(parties_of(page.lexicon, at, &run[..count]));
            return Some(end);
        }
    }
    let (_, c) = run[0];
    let end = at + c.len_utf8();
    let towards = TOWARDS.iter().any(|word| before.ends_with(word));
    let next = text[end..].chars().next();
    let certain = matches!(c, '华' | '美' | '日' | '俄' | '韩' | '欧' | '台' | '乌' | '朝' | '港');
    if towards && certain && !next.is_some_and(|next| NO_COUNTRY.contains(&next)) {
        found.extend(country(page.lexicon, at, c));
        return Some(end);
    }
    None
}

/// `商务部发言人何咏前表示`, `张三：…`, `首席经济学家李四`
fn persons(page: &Page<'_>, found: &mut Vec<Candidate>) {
    let text = page.text;
    for title in
        page.scan.titles.iter().filter(|title| !text[title.span.start..].is_char_boundary(1))
    {
        let at = title.span.end;
        if let Some(end) = name_end(page, at) {
            push(page, Span::new(at, end), found);
        }
    }
    // The speaker of a headline: `廉德瑰：…`
    for at in text.match_indices(['：', ':']).map(|(at, _)| at) {
        let stops = |c: &char| "。！？\n| 丨”".contains(*c);
        let letters = text[..at].chars().rev().take_while(|c| !stops(c)).take(SPEAKER + 1);
        let start = at - letters.map(char::len_utf8).sum::<usize>();
        let name = &text[start..at];
        let count = name.chars().count();
        if (2..=SPEAKER).contains(&count)
            && family_length(page, name).is_some_and(|f| f < name.len())
        {
            push(page, Span::new(start, at), found);
        }
    }
}

/// The characters that foreign names are written with.
const SOUNDS: &str = "阿埃艾爱安昂奥巴白拜班邦包保鲍贝本比彼别宾波伯博卜布查达大戴丹当道德登邓狄迪蒂丁东杜顿多恩尔法范菲费芬冯佛弗福富盖甘冈高戈格葛古圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简江杰金津卡凯坎康考科克肯孔库奎拉莱兰朗劳勒雷黎李里丽利莉连列林琳灵卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙米密明摩莫默姆木穆内那纳娜南瑙尼涅宁纽农努诺欧帕派潘庞佩彭皮平珀普奇齐恰乔切钦琼丘让热仁日荣茹瑞若萨赛桑瑟森沙山尚绍舍申什圣施石史舒思斯松苏索塔泰坦汤唐陶特滕提廷通图托瓦万旺威韦维魏温文翁沃乌吴伍武西希锡夏香肖谢辛欣休许逊雅亚延扬耶叶伊因英尤于约泽扎詹珍朱兹祖佐理娅妮姬丝茜莎琪蕾黛";

/// `理查德·罗布森`: the characters about a point that foreign names are written with.
fn foreign(page: &Page<'_>, found: &mut Vec<Candidate>) {
    let text = page.text;
    let mut done = 0;
    for (at, _) in text.match_indices('·') {
        if at < done {
            continue;
        }
        let sound = |c: &char| SOUNDS.contains(*c);
        let before = text[..at].chars().rev().take_while(sound).take(6).map(char::len_utf8);
        let start = at - before.sum::<usize>();
        let mut end = at;
        let mut parts = 0;
        while let Some(rest) = text[end..].strip_prefix('·') {
            let length: usize = rest.chars().take_while(sound).take(7).map(char::len_utf8).sum();
            if length == 0 {
                break;
            }
            end += '·'.len_utf8() + length;
            parts += 1;
        }
        done = end;
        let behind = &text[end..];
        let edge = behind.chars().next().is_none_or(|c| {
            !is_han_or_kana(c)
                || EDGES.contains(&c)
                || DOES.iter().any(|word| behind.starts_with(word))
        });
        if parts > 0 && at - start >= 2 * '·'.len_utf8() && edge {
            push(page, Span::new(start, end), found);
        }
    }
}

fn push(page: &Page<'_>, span: Span, found: &mut Vec<Candidate>) {
    if page.listed_at(span).is_none_or(|listed| listed.kind.is_none()) {
        found.push(page.coined(EntityType::Person, span, &page.text[span.start..span.end]));
    }
}

/// The bytes of the family name that a text begins with.
fn family_length(page: &Page<'_>, text: &str) -> Option<usize> {
    [2, 1].into_iter().find_map(|count| {
        let length: usize = text.chars().take(count).map(char::len_utf8).sum();
        let name = text.get(..length).filter(|name| name.chars().all(is_han_or_kana))?;
        (name.chars().count() == count && page.lexicon.word(name).word.contains(Flags::FAMILY))
            .then_some(length)
    })
}

/// Where the name that starts at `at` ends: a family name and one or two characters, and then what
/// persons do, or else a stop.
fn name_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let text = &page.text[at..];
    let family = family_length(page, text)?;
    let end = |count: usize| {
        let given: usize = text[family..].chars().take(count).map(char::len_utf8).sum();
        let name = text[family..family + given].chars();
        let whole = name.clone().count() == count && name.clone().all(is_han_or_kana);
        whole.then_some(family + given)
    };
    let does = |end: &usize| {
        let behind = &text[*end..];
        behind.starts_with(is_han_or_kana) && DOES.iter().any(|word| behind.starts_with(word))
    };
    let stops = |end: &usize| !text[*end..].starts_with(is_han_or_kana);
    let ends = [end(2), end(1)];
    let ends = || ends.into_iter().flatten();
    ends().find(does).or_else(|| ends().find(stops)).map(|end| at + end)
}

/// `俄乌冲突`, `中亚峰会`: what is listed right before the word for an event belongs to it.
fn event(page: &Page<'_>, at: usize, end: usize, found: &mut Vec<Candidate>) {
    let text = page.text;
    let mut start = at;
    let recent = found.len().saturating_sub(PARTIES);
    while let Some(name) = page
        .listed_ending(start)
        .or_else(|| found[recent..].iter().rev().find(|name| name.span.end == start))
        .filter(|name| place_or_org(name.kind))
    {
        start = name.span.start;
        // `中国—中亚峰会`
        let before = text[..start].trim_end_matches(['-', '—', '－', '–']).len();
        if before < start && page.listed_ending(before).is_some() {
            start = before;
        }
    }
    if start < at {
        let span = Span::new(start, end);
        found.push(page.coined(EntityType::Event, span, &text[span.start..span.end]));
    }
}

fn place_or_org(kind: Option<EntityType>) -> bool {
    matches!(
        kind,
        Some(EntityType::Country | EntityType::Region | EntityType::City | EntityType::Org)
    )
}

/// `恒丰证券`, `国能集团`: a name of some characters between an edge and such a word.
fn organisation(page: &Page<'_>, at: usize, tail: &str, found: &mut Vec<Candidate>) {
    let text = page.text;
    let end = at + tail.len();
    let rest = &text[end..];
    let ends = tail.ends_with("公司") || page.is_title(end);
    let edge = rest.chars().next().is_none_or(|c| {
        let acts = || DOES.iter().chain(DEALS).any(|word| rest.starts_with(word));
        !is_han_or_kana(c) || EDGES.contains(&c) || acts()
    });
    if !edge && !ends {
        return;
    }
    let most = if tail.chars().count() > 2 { 6 } else { 4 };
    let name: Vec<usize> = text[..at]
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_han_or_kana(*c) && !EDGES.contains(c))
        .take(most + 1)
        .map(|(start, _)| start)
        .collect();
    let Some(start) = name.last().copied().filter(|_| (2..=most).contains(&name.len())) else {
        return;
    };
    let span = Span::new(start, end);
    let taken = page.listed_in(span).any(|listed| {
        !matches!(
            listed.kind,
            Some(EntityType::City | EntityType::Region | EntityType::Commodity) | None
        )
    });
    if !taken && !is_everyday(&text[start..at]) {
        found.push(page.coined(EntityType::Org, span, &text[start..end]));
    }
}

/// Whether the characters before such a word only say of which sort it is: `大型集团`.
pub(super) fn is_everyday(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "大型",
        "国有",
        "商业",
        "投资",
        "中央",
        "上市",
        "全球",
        "国内",
        "海外",
        "外资",
        "地方",
        "头部",
        "多家",
        "几家",
        "各大",
        "该",
        "子",
        "母",
        "本",
        "这家",
        "一家",
        "两家",
        "民营",
        "私募",
        "公募",
        "相关",
        "部分",
        "主要",
        "中小",
        "国际",
        "政策性",
        "股份制",
        "农村",
        "城市",
        "人工",
        "高新",
        "新兴",
        "传统",
        "现货",
        "商品",
        "股指",
        "智能",
        "电动",
        "国产",
        "乘用",
        "新型",
        "绿色",
        "金融",
        "跨国",
        "科创",
        "实体",
        "龙头",
        "其他",
        "许多",
        "三家",
        "多个",
        "所在",
        "旗下",
        "控股",
        "关联",
        "整车",
        "矿业",
        "能源",
        "石油",
        "钢铁",
        "创新",
        "前沿",
        "核心",
        "自主",
        "数字",
        "消费",
        "汽车",
        "生物",
        "军工",
        "信息",
        "尖端",
        "有关",
    ];
    let mut rest = name;
    while let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
        rest = &rest[word.len()..];
        if rest.is_empty() {
            return true;
        }
    }
    false
}
