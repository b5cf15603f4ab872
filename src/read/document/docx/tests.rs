use std::io::Write;

use zip::write::SimpleFileOptions;

use super::read;
use crate::read::document::block::written;

const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A document with this body, and with styles, lists and notes.
fn document(body: &str) -> Vec<u8> {
    let style = |id: &str, name: &str, more: &str| {
        format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>")
    };
    let styles = [
        style("1", "heading 1", "<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>"),
        style("Own", "Own heading", "<w:basedOn w:val=\"1\"/>"),
        style("T1", "toc 1", ""),
    ];
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let lists = [level(0, "decimal", "%1."), level(1, "lowerLetter", "%1.%2)")].concat();
    let numbering = format!(
        "<w:numbering {SPACE}>\
         <w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\">{lists}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "bullet", "•")
    );
    let notes = format!(
        "<w:footnotes {SPACE}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>\
         <w:footnote w:id=\"7\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Customs office</w:t></w:r></w:p>\
         </w:footnote></w:footnotes>"
    );
    packed(&[
        ("word/document.xml", format!("<w:document {SPACE}><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", format!("<w:styles {SPACE}>{}</w:styles>", styles.concat())),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", notes),
        (
            "docProps/core.xml",
            "<p:cp xmlns:p=\"p\" xmlns:d=\"d\"><d:title> Tin notes </d:title></p:cp>".into(),
        ),
    ])
}

fn text(body: &str) -> String {
    written(&read(&document(body)).unwrap().blocks).0
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>")
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn item(list: u32, depth: u32, words: &str) -> String {
    let list = format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    paragraph(&list, &run(words))
}

#[test]
fn headings_lists_and_notes() {
    let body = [
        paragraph("<w:pStyle w:val=\"T1\"/>", &run("Supply ..... 3")),
        paragraph("<w:pStyle w:val=\"1\"/>", &run("Supply &amp; demand")),
        paragraph(
            "",
            "<w:r><w:t>Tin fell</w:t><w:footnoteReference w:id=\"7\"/></w:r><w:r><w:t>.</w:t></w:r>",
        ),
        item(1, 0, "one"),
        item(1, 0, "two"),
        paragraph("<w:pStyle w:val=\"Own\"/>", &run("Prices")),
        item(2, 1, "first"),
        item(2, 1, "second"),
        paragraph("<w:outlineLvl w:val=\"2\"/>", &run("Bare level")),
    ];
    assert_eq!(
        text(&body.concat()),
        "# 1. Supply & demand\n\nTin fell[^1].\n\n- one\n- two\n\n# 2. Prices\n\n2.a) first\n2.b) second\n\n\
         ### Bare level\n\n[^1]: Customs office\n"
    );
}

#[test]
fn what_is_not_shown_is_not_read() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>";
    let deleted = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>";
    let moved = "<w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom>";
    let field = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>";
    let twice = "<mc:AlternateContent><mc:Choice><w:r><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>\
                 </w:txbxContent></w:r></mc:Choice><mc:Fallback><w:r><w:t>again</w:t></w:r></mc:Fallback>\
                 </mc:AlternateContent>";
    let inserted = "<w:ins><w:r><w:t> by a tenth</w:t></w:r></w:ins>";
    let (start, end) = (run("Tin rose"), run("."));
    let runs = [&start, hidden, deleted, moved, field, twice, inserted, &end];
    assert_eq!(text(&paragraph("", &runs.concat())), "Tin rose by a tenth.\n\nIn a box.\n");
}

#[test]
fn raised_digits_are_citations_behind_words() {
    let raised = |words: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{words}</w:t></w:r>")
    };
    let runs = [
        run("Stocks fell"),
        raised("12"),
        run(" over 30 km"),
        raised("2"),
        run(", 10"),
        raised("6"),
        run(" t."),
    ];
    assert_eq!(text(&paragraph("", &runs.concat())), "Stocks fell[12] over 30 km², 10⁶ t.\n");
}

#[test]
fn tables_are_rows_and_frames_are_not() {
    let cell = |words: &str, span: &str| {
        format!(
            "<w:tc><w:tcPr>{span}</w:tcPr>{}{}</w:tc>",
            paragraph("", &run(words)),
            paragraph("", "")
        )
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let body = [
        table(&[row(&[cell("A frame.", "")])]),
        table(&[
            row(&[cell("Metal", ""), cell("2024", ""), cell("2025", "")]),
            row(&[cell("Tin", ""), cell("1 | 2", "<w:gridSpan w:val=\"2\"/>")]),
        ]),
    ];
    assert_eq!(
        text(&body.concat()),
        "A frame.\n\n| Metal | 2024 | 2025 |\n| --- | --- | --- |\n| Tin | 1 / 2 |  |\n"
    );
}

#[test]
fn damage_is_told() {
    let told = |bytes: &[u8]| read(bytes).map(|_| ()).unwrap_err();
    assert!(told(b"PK\x03\x04").contains("damaged"));
    assert!(told(&packed(&[("word/other.xml", "<x/>".into())])).contains("word/document.xml"));
    assert!(told(&packed(&[("word/document.xml", "<w:document>".into())])).contains("damaged"));
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert!(read(&packed(&[("word/document.xml", deep)])).is_ok_and(|read| read.blocks.is_empty()));
}
