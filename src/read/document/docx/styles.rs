//! What the styles of paragraphs say.

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use super::{attribute, child, is, value};

/// Styles that are built on each other so many times.
const DEPTH: usize = 12;

/// Which list a paragraph is an item of, and how deep in it.
pub(super) type ListPlace = (String, usize);

/// What a paragraph is by its style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    name: String,
    base: Option<String>,
    /// The level as a heading, from 0.
    outline: Option<u8>,
    list: Option<ListPlace>,
}

/// The styles of a document by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// What a paragraph is by its own properties and its style.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// The level as a heading, from 1.
    pub(super) heading: Option<u8>,
    pub(super) list: Option<ListPlace>,
    /// A line of the table of contents.
    pub(super) contents: bool,
    /// An item of a list by its style's name alone.
    pub(super) bullet: bool,
}

impl Styles {
    pub(super) fn read(styles: &Xml<'_>) -> Self {
        let found = styles.descendants().filter(|node| is(*node, "style"));
        Self(
            found
                .filter_map(|node| Some((attribute(node, "styleId")?.to_owned(), style(node))))
                .collect(),
        )
    }

    /// What a paragraph with these properties is.
    pub(super) fn role(&self, properties: Option<Node<'_, '_>>) -> Role {
        let mut role = Role::default();
        let outline = properties.and_then(outline);
        role.list = properties.and_then(list);
        let mut id = properties.and_then(|node| value(node, "pStyle")).map(str::to_owned);
        let mut by_style = None;
        for _ in 0..DEPTH {
            let Some(style) = id.take().and_then(|id| self.0.get(&id)) else { break };
            by_style = by_style.or_else(|| style.heading());
            role.contents |= style.name.starts_with("toc ") || style.name == "table of figures";
            role.bullet |= style.name.starts_with("list bullet");
            role.list = role.list.or_else(|| style.list.clone());
            id.clone_from(&style.base);
        }
        role.heading = outline.filter(|level| *level < 9).map(|level| level + 1).or(by_style);
        // Number 0 takes a paragraph out of its style's list.
        role.list = role.list.filter(|(number, _)| number != "0");
        role
    }
}

impl Style {
    fn heading(&self) -> Option<u8> {
        let level = self.name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok());
        let title = (self.name == "title").then_some(1);
        let outline = self.outline.filter(|level| *level < 9).map(|level| level + 1);
        title.or(level).or(outline)
    }
}

fn style(node: Node<'_, '_>) -> Style {
    let properties = child(node, "pPr");
    Style {
        name: value(node, "name").unwrap_or_default().to_lowercase(),
        base: value(node, "basedOn").map(str::to_owned),
        outline: properties.and_then(outline),
        list: properties.and_then(list),
    }
}

fn outline(properties: Node<'_, '_>) -> Option<u8> {
    value(properties, "outlineLvl")?.parse().ok()
}

fn list(properties: Node<'_, '_>) -> Option<ListPlace> {
    let number = child(properties, "numPr")?;
    let level = value(number, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((value(number, "numId")?.to_owned(), level))
}
