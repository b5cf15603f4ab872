//! What elements are.

use scraper::ElementRef;

/// Elements whose words are none of the page's.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "embed",
    "canvas", "audio", "video", "button", "input", "select", "textarea", "option", "img",
    "picture", "source", "map", "dialog",
];

/// Elements that start on a line of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "hr",
    "form",
    "fieldset",
    "address",
    "details",
    "summary",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "body",
    "html",
    "center",
    "title",
];

/// Words in the class or id of what stands around an article.
const AROUND: &[&str] = &[
    "nav",
    "navbar",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "share",
    "sharing",
    "social",
    "related",
    "recommend",
    "recommended",
    "recommendations",
    "comment",
    "comments",
    "cookie",
    "cookies",
    "consent",
    "newsletter",
    "subscribe",
    "subscription",
    "promo",
    "advert",
    "ad",
    "ads",
    "advertisement",
    "sponsored",
    "banner",
    "popup",
    "modal",
    "tags",
    "taglist",
    "footer",
    "copyright",
    "byline",
    "toolbar",
    "pagination",
    "login",
    "signup",
    "toc",
    "skip",
    "outbrain",
    "taboola",
    "editsection",
    "navbox",
    "noprint",
    "print-only",
    "readmore",
    "more-stories",
];

/// Whether an element shows no words.
pub(super) fn is_silent(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let style = || {
        let style = value.attr("style").unwrap_or_default().to_ascii_lowercase();
        style.replace(' ', "").contains("display:none")
    };
    SILENT.contains(&value.name())
        || value.attr("hidden").is_some()
        || value.attr("aria-hidden") == Some("true") && value.name() != "a"
        || style()
}

/// Whether an element starts on a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether an element stands around an article, by its name, its role or its class.
pub(super) fn is_around(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if matches!(value.name(), "nav" | "aside" | "footer" | "form") {
        return true;
    }
    let role = value.attr("role").unwrap_or_default();
    if matches!(role, "navigation" | "complementary" | "contentinfo" | "banner" | "search") {
        return true;
    }
    if matches!(value.name(), "html" | "body" | "article" | "main") {
        return false;
    }
    let named = [value.attr("class"), value.attr("id")].into_iter().flatten();
    named.flat_map(|names| names.split(|c: char| c.is_whitespace() || c == '_')).any(|name| {
        let name = name.to_ascii_lowercase();
        AROUND.contains(&name.as_str())
            || name.split('-').any(|part| AROUND.contains(&part) && part != "ad")
    })
}
