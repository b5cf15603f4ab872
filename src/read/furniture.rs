//! What a page carries around its article.

/// Labels of buttons, menus and icons that stand alone on a line.
const LABELS: &[&str] = &[
    "about us",
    "advertisement",
    "article continues below",
    "continue reading",
    "ai导读",
    "back",
    "back to top",
    "close",
    "contact us",
    "copy link",
    "cookie policy",
    "download",
    "icon",
    "listen to this article",
    "log in",
    "login",
    "menu",
    "more",
    "next",
    "previous",
    "print",
    "privacy policy",
    "read more",
    "save",
    "scroll down to continue",
    "scroll to continue",
    "search",
    "search documents",
    "share",
    "show more",
    "sign in",
    "sign up",
    "skip to content",
    "story continues below advertisement",
    "subscribe",
    "table of contents",
    "workflow",
    "上一篇",
    "下一篇",
    "分享",
    "展开",
    "扫码",
    "搜索",
    "搜索文档",
    "收藏",
    "收起",
    "更多",
    "登录",
    "目录",
    "注册",
    "返回",
    "返回顶部",
    "阅读全文",
    "首页",
];

/// Who wrote, edited or first carried the article.
const CREDITS: &[&str] = &[
    "(source:",
    "author:",
    "by:",
    "editing by",
    "editor:",
    "image credit:",
    "image:",
    "photo by",
    "photo credit:",
    "photo:",
    "photograph:",
    "reporting by",
    "source:",
    "作者",
    "来源",
    "编辑",
    "記者",
    "记者",
    "責任編輯",
    "责任编辑",
    "责编",
    "文章来源",
    "图片来源",
    "图源",
    "摄影",
];

/// The longest label or credit, in bytes: no need to look at longer lines.
const LONGEST: usize = 200;

/// Whether a line names who wrote, edited or first carried the article.
pub(super) fn is_credit(line: &str) -> bool {
    if line.len() > LONGEST || line.contains(['。', '；']) {
        return false;
    }
    if is_byline(line.trim()) {
        return true;
    }
    let line = line.trim().trim_start_matches(['(', '（', '【']).to_lowercase();
    line.chars().count() <= 60
        && CREDITS.iter().any(|credit| {
            line.strip_prefix(credit).is_some_and(|rest| {
                credit.is_ascii() || rest.starts_with([':', '：', ' ', '|', '丨'])
            })
        })
}

/// `By Ann Lee and Jo Li`: names and nothing else.
fn is_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("By ") else { return false };
    let name = |word: &str| {
        matches!(word, "and" | "&" | "de" | "von" | "van" | "in" | "for")
            || word.starts_with(char::is_uppercase)
    };
    let words = names.split_whitespace().count();
    (2..=8).contains(&words)
        && names.split_whitespace().all(name)
        && !names.ends_with(['.', ':', '?', '!'])
        && !names.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line is a label of the page and no part of the article.
pub(super) fn is_label(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let line = line.trim().trim_matches(['[', ']', '#', '|', '【', '】', ' ', ':', '：']);
    let folded = line.to_lowercase();
    LABELS.contains(&folded.as_str())
}
