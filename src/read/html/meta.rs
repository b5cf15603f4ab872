//! What a page says of itself: JSON-LD, Open Graph, and its own head.

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::text::chars::squeezed;

/// A page's metadata, as written there.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) lang: Option<String>,
}

/// The first that is there wins, in the order of the lists below.
pub(super) fn of(page: &Html, html: &str) -> About {
    let linked = linked(page);
    let metas = Metas::of(page);
    let meta = |names: &[&str]| names.iter().find_map(|name| metas.first(name));
    let site = linked
        .as_ref()
        .and_then(|data| text_at(data, &["publisher", "name"]))
        .or_else(|| meta(&["og:site_name", "publisher", "dc.publisher", "source", "mediaid"]))
        .or_else(|| meta(&["application-name"]));
    let linked_text = |name: &str| linked.as_ref().and_then(|data| text_at(data, &[name]));
    let title = linked_text("headline")
        .or_else(|| meta(&["og:title", "twitter:title", "dc.title", "citation_title"]))
        .map(|title| without_site(&title, site.as_deref(), None))
        .or_else(|| headed(page, site.as_deref()));
    let author = || {
        linked
            .as_ref()
            .and_then(|data| text_at(data, &["author", "name"]))
            .or_else(|| meta(&["author"]))
    };
    About {
        title,
        published: linked_text("datePublished")
            .or_else(|| {
                meta(&[
                    "article:published_time",
                    "og:article:published_time",
                    "article:published",
                    "datepublished",
                    "publishdate",
                    "publish-date",
                    "publish_date",
                    "pubdate",
                    "date",
                    "dc.date",
                    "dc.date.issued",
                    "dcterms.created",
                    "dcterms.issued",
                    "parsely-pub-date",
                    "sailthru.date",
                    "citation_publication_date",
                    "weibo:article:create_at",
                ])
            })
            .or_else(|| timed(page)),
        source: site.or_else(author),
        url: address(page, html, meta(&["og:url"]), linked.as_ref()),
        lang: lang(page, &meta).or_else(|| linked_text("inLanguage")),
    }
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map(|selector| page.select(&selector).collect()).unwrap_or_default()
}

fn words(text: &str) -> Option<String> {
    Some(squeezed(text)).filter(|text| !text.is_empty())
}

fn inner(element: ElementRef<'_>) -> Option<String> {
    words(&element.text().collect::<String>())
}

/// The names or properties of a page's `<meta>` elements with their contents, in order.
struct Metas<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Metas<'a> {
    fn of(page: &'a Html) -> Self {
        let mut found = Vec::new();
        for element in select(page, "meta[content]") {
            let value = element.value();
            let content = value.attr("content").unwrap_or_default();
            let names = ["name", "property", "itemprop", "http-equiv"];
            let names = names.iter().filter_map(|attribute| value.attr(attribute));
            found.extend(names.map(|name| (name, content)));
        }
        Self(found)
    }

    /// The first content of that name that holds words.
    fn first(&self, wanted: &str) -> Option<String> {
        let named = self.0.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        named.map(|(_, content)| content).find_map(|content| words(content))
    }
}

/// The JSON-LD of the article.
fn linked(page: &Html) -> Option<Value> {
    let mut found: Vec<Value> = Vec::new();
    for script in select(page, r#"script[type="application/ld+json"]"#) {
        let text = script.text().collect::<String>();
        // Broken data says nothing.
        if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
            gather(value, &mut found, 0);
        }
    }
    let about = |value: &Value| {
        let of_type = |name: &str| {
            ["Article", "Posting", "Report", "WebPage"].iter().position(|kind| name.contains(kind))
        };
        match value.get("@type") {
            Some(Value::String(name)) => of_type(name),
            Some(Value::Array(names)) => {
                names.iter().filter_map(Value::as_str).filter_map(of_type).min()
            }
            _ => None,
        }
    };
    found
        .into_iter()
        .filter_map(|value| Some((about(&value)?, value)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, value)| value)
}

fn gather(value: Value, found: &mut Vec<Value>, depth: usize) {
    match value {
        Value::Array(values) if depth < 4 => {
            values.into_iter().for_each(|value| gather(value, found, depth + 1));
        }
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                gather(graph, found, depth + 1);
            }
            found.push(Value::Object(object));
        }
        _ => {}
    }
}

/// The text at a path, in the first of a list; an object on the way may be the text itself.
fn text_at(value: &Value, path: &[&str]) -> Option<String> {
    match value {
        Value::String(text) => {
            // Some escape their data once more.
            let plain = if text.contains('&') { super::fragment(text) } else { text.clone() };
            words(&plain)
        }
        Value::Array(values) => values.first().and_then(|first| text_at(first, path)),
        Value::Object(object) => {
            let (name, rest) = path.split_first()?;
            text_at(object.get(*name)?, rest)
        }
        _ => None,
    }
}

/// The only `<h1>`, or the `<title>` without the site's name behind it.
fn headed(page: &Html, site: Option<&str>) -> Option<String> {
    let heads: Vec<String> = select(page, "h1").into_iter().filter_map(inner).collect();
    let title = select(page, "title").first().copied().and_then(inner);
    if let [only] = heads.as_slice() {
        return Some(only.clone());
    }
    let title = title?;
    let confirmed = heads.iter().find(|head| title.starts_with(head.as_str()));
    Some(without_site(&title, site, confirmed.map(String::as_str)))
}

/// `Title - Site`, `Title | Site`, `Title_Site` without the site.
fn without_site(title: &str, site: Option<&str>, head: Option<&str>) -> String {
    if let Some(head) = head {
        return head.to_owned();
    }
    let cut =
        [" -- ", " - ", " | ", " – ", " — ", " · ", "_", " :: ", "|", "｜", "丨", "：", " : "]
            .iter()
            .find_map(|mark| {
                let (front, behind) = title.rsplit_once(mark)?;
                let known = site.is_some_and(|site| {
                    let (site, behind) = (site.to_lowercase(), behind.trim().to_lowercase());
                    site == behind
                        || site.contains(&behind) && behind.chars().count() > 3
                        || behind.contains(&site)
                });
                (known && !front.trim().is_empty()).then(|| front.trim().to_owned())
            });
    cut.unwrap_or_else(|| title.to_owned())
}

/// The time that a page's head or article shows.
fn timed(page: &Html) -> Option<String> {
    let marked = select(page, r#"[itemprop="datePublished"]"#).into_iter().find_map(|element| {
        let value = element.value();
        value.attr("datetime").or_else(|| value.attr("content")).and_then(words)
    });
    marked.or_else(|| {
        let times = [
            "article time[datetime]",
            "header time[datetime]",
            "main time[datetime]",
            "time[pubdate]",
        ];
        times.iter().flat_map(|selector| select(page, selector)).find_map(|time| {
            let class = time.value().attr("class").unwrap_or_default().to_ascii_lowercase();
            let later = class.contains("update") || class.contains("modif");
            (!later).then(|| words(time.value().attr("datetime").unwrap_or_default())).flatten()
        })
    })
}

/// Where the page stands on the web.
fn address(
    page: &Html,
    html: &str,
    shared: Option<String>,
    linked: Option<&Value>,
) -> Option<String> {
    let web = |text: &str| text.starts_with("http://") || text.starts_with("https://");
    let canonical = select(page, r#"link[rel="canonical"]"#)
        .first()
        .and_then(|link| link.value().attr("href").map(|href| href.trim().to_owned()));
    let data = |name: &str| linked.and_then(|data| text_at(data, &[name, "@id"]));
    // Browsers note where they saved a page from.
    let saved = || {
        let (_, rest) = html.get(..4096).unwrap_or(html).split_once("saved from url=(")?;
        let rest = rest.split_once(')')?.1;
        Some(rest.split([' ', '\n']).next().unwrap_or_default().to_owned())
    };
    canonical
        .filter(|url| web(url))
        .or_else(|| shared.filter(|url| web(url)))
        .or_else(|| data("url").filter(|url| web(url)))
        .or_else(|| data("mainEntityOfPage").filter(|url| web(url)))
        .or_else(|| saved().filter(|url| web(url)))
}

fn lang(page: &Html, meta: &dyn Fn(&[&str]) -> Option<String>) -> Option<String> {
    let said = page.root_element().value().attr("lang").map(str::to_owned);
    let said = said.or_else(|| meta(&["og:locale", "content-language"]))?;
    let tag = said.trim().replace('_', "-");
    let whole = tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    whole.then_some(tag)
}
