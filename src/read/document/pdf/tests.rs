use super::samples::{Pdf, at, lines};
use crate::read::document::block::Block::{self, Heading, Item, Page, Paragraph, Row};

/// The blocks of a document of one page.
fn read(content: &str) -> Vec<Block> {
    let mut blocks = pages(Pdf::new().page(content));
    assert_eq!(blocks.remove(0), Page(1));
    blocks
}

fn pages(pdf: &mut Pdf) -> Vec<Block> {
    super::read(&pdf.bytes()).unwrap().blocks
}

fn paragraph(text: &str) -> Block {
    Paragraph(text.into())
}

const LEFT: [&str; 6] = [
    "Margins rose in the second quarter for",
    "the third time, since crude fell and the",
    "pumps followed late, as the company's",
    "state-of-the-art refinery ran at a higher",
    "rate than a year before, which its mana-",
    "gers expect to last until the coming",
];
const RIGHT: [&str; 6] = [
    "winter. Debt fell too, to a level that the",
    "banks call comfortable for a company of",
    "its size, and the rating agencies agreed",
    "with them in their reviews of last month",
    "when they put the long-term outlook at",
    "positive after two years of doubts.",
];

#[test]
fn columns_under_a_title() {
    let title = at("B", 20.0, 60.0, 740.0, "Refining margins turn at last in the region");
    let blocks = read(&(title + &lines(60.0, 700.0, &LEFT) + &lines(310.0, 698.0, &RIGHT)));
    let text = "Margins rose in the second quarter for the third time, since crude fell and the pumps followed late, \
        as the company's state-of-the-art refinery ran at a higher rate than a year before, which its managers \
        expect to last until the coming winter. Debt fell too, to a level that the banks call comfortable for a \
        company of its size, and the rating agencies agreed with them in their reviews of last month when they put \
        the long-term outlook at positive after two years of doubts.";
    assert_eq!(
        blocks,
        [Heading(1, "Refining margins turn at last in the region".into()), paragraph(text)]
    );
}

#[test]
fn paragraphs_end_at_a_short_line() {
    let blocks = read(&lines(
        60.0,
        700.0,
        &[
            "The bank left its rate unchanged at the meeting of Wednesday, as all expected",
            "of it before.",
            "Its statement said nothing of a cut before the autumn, when the next forecast",
            "of inflation comes out.",
        ],
    ));
    assert_eq!(blocks.len(), 2, "{blocks:?}");
}

#[test]
fn a_table_is_rows() {
    let mut content = lines(
        60.0,
        700.0,
        &["The figures of the last two years were as follows for the whole group."],
    );
    for (row, cells) in
        [["EUR m", "2023", "2024"], ["Revenue", "9,812", "10,240"], ["Net income", "488", "561"]]
            .iter()
            .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            content +=
                &at("F", 10.0, 60.0 + 120.0 * column as f64, 670.0 - 14.0 * row as f64, cell);
        }
    }
    let row = |cells: [&str; 3]| Row(cells.map(String::from).into());
    assert_eq!(
        read(&content)[1..],
        [
            row(["EUR m", "2023", "2024"]),
            row(["Revenue", "9,812", "10,240"]),
            row(["Net income", "488", "561"])
        ]
    );
}

#[test]
fn bullets_and_numbers() {
    let content = lines(
        60.0,
        700.0,
        &["We expect three things of the coming year, in this order of weight:"],
    ) + &lines(
        60.0,
        680.0,
        &["\\225 Margins stay where they are, since no new", "  refinery opens."],
    ) + &lines(60.0, 650.0, &["1. Debt falls again."]);
    let blocks = read(&content);
    assert_eq!(
        blocks[1],
        Item("-".into(), "Margins stay where they are, since no new refinery opens.".into())
    );
    assert_eq!(blocks[2], Item("1.".into(), "Debt falls again.".into()));
}

#[test]
fn raised_digits_are_notes() {
    let content = at("F", 10.0, 60.0, 700.0, "Margins rose")
        + &at("F", 6.0, 116.5, 704.0, "12")
        + &at("F", 10.0, 128.0, 700.0, "last year.");
    assert_eq!(read(&content), [paragraph("Margins rose[12] last year.")]);
}

#[test]
fn furniture_goes() {
    let mut pdf = Pdf::new();
    for page in 1..=3 {
        let head = at("F", 8.0, 60.0, 780.0, "Energy Research | 12 June 2025");
        let foot = at("F", 8.0, 500.0, 20.0, &format!("Page {page} of 3"));
        pdf.page(
            &(head
                + &lines(60.0, 700.0, &[["One thing.", "Another thing.", "The last."][page - 1]])
                + &foot),
        );
    }
    assert_eq!(
        pages(&mut pdf),
        [
            Page(1),
            paragraph("One thing."),
            Page(2),
            paragraph("Another thing."),
            Page(3),
            paragraph("The last.")
        ]
    );
}

#[test]
fn a_sentence_goes_on_over_the_page() {
    let mut pdf = Pdf::new();
    pdf.page(&lines(60.0, 100.0, &["The bank left its rate unchanged at"])).page(&lines(
        60.0,
        700.0,
        &["the meeting of Wednesday."],
    ));
    let whole = paragraph("The bank left its rate unchanged at the meeting of Wednesday.");
    assert_eq!(pages(&mut pdf), [Page(1), whole, Page(2)]);
}

#[test]
fn aslant_text_goes() {
    let mark = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET\n";
    assert_eq!(
        read(&(lines(60.0, 700.0, &["Only this is said."]) + mark)),
        [paragraph("Only this is said.")]
    );
}

fn first(pdf: &mut Pdf) -> String {
    match pages(pdf).as_slice() {
        [Page(1), Paragraph(text)] => text.clone(),
        other => panic!("{other:?}"),
    }
}

fn error(pdf: &mut Pdf) -> String {
    super::read(&pdf.bytes()).unwrap_err()
}

const IMAGE: &str =
    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray";

#[test]
fn chinese_by_a_predefined_code() {
    let mut pdf = Pdf::new();
    let inner = pdf.object("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>");
    let font = pdf.object(format!("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [{inner} 0 R] >>"));
    pdf.resources(&format!("/C {font} 0 R"), "");
    pdf.page("BT /C 12 Tf 60 700 Td <d1ebd0d0bdb5cfa2> Tj 0 -15 Td <cac0bde7> Tj ET");
    assert_eq!(first(&mut pdf), "央行降息世界");
}

#[test]
fn a_subset_font_with_a_map() {
    let mut pdf = Pdf::new();
    let map = pdf.stream("", b"1 begincodespacerange <0000> <ffff> endcodespacerange\n2 beginbfchar <0001> <592e> <0002> <00660069> endbfchar\n1 beginbfrange <0003> <0005> <0061> endbfrange");
    let inner = pdf.object(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AB+X /W [1 [1000 500] 3 5 500] >>",
    );
    let font = pdf.object(format!("<< /Type /Font /Subtype /Type0 /BaseFont /AB+X /Encoding /Identity-H /DescendantFonts [{inner} 0 R] /ToUnicode {map} 0 R >>"));
    pdf.resources(&format!("/C {font} 0 R"), "");
    pdf.page("BT /C 12 Tf 60 700 Td <00010002000300040005> Tj ET");
    assert_eq!(first(&mut pdf), "央fiabc");
}

#[test]
fn what_the_document_says_of_itself() {
    let mut pdf = Pdf::new();
    let info = pdf.object("<< /Title (Weekly) /CreationDate (D:20250612093000+02'00') >>");
    pdf.trailer(&format!("/Info {info} 0 R"));
    pdf.page(&lines(60.0, 700.0, &["Text."]));
    let document = super::read(&pdf.bytes()).unwrap();
    assert_eq!(document.title.as_deref(), Some("Weekly"));
    assert_eq!(document.made.as_deref(), Some("2025-06-12"));
}

#[test]
fn a_scan_needs_recognition() {
    let mut pdf = Pdf::new();
    let image = pdf.stream(IMAGE, b"x");
    pdf.resources("", &format!("/XObject << /I {image} 0 R >>"));
    pdf.page("q 600 0 0 800 0 0 cm /I Do Q");
    assert_eq!(
        error(&mut pdf),
        "a scanned PDF without a text layer; run OCR first, such as ocrmypdf"
    );
    // One that has been recognised keeps its unseen text.
    pdf.page(&format!(
        "q 600 0 0 800 0 0 cm /I Do Q BT 3 Tr ET {}",
        at("F", 10.0, 60.0, 700.0, "Recognised.")
    ));
    let document = super::read(&pdf.bytes()).unwrap();
    assert_eq!(
        document.notices,
        ["page 1: scanned, without a text layer; run OCR, such as ocrmypdf"]
    );
    assert_eq!(document.blocks, [Page(1), Page(2), paragraph("Recognised.")]);
}

#[test]
fn nothing_at_all() {
    assert_eq!(error(Pdf::new().page("")), "a PDF without any text");
    assert!(super::read(b"").is_err());
    assert!(super::read(b"<html>").is_err());
}

#[test]
fn a_password_is_needed() {
    let mut pdf = Pdf::new();
    let key = "00".repeat(32);
    pdf.trailer(&format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >> /ID [<00> <00>]"
    ));
    pdf.page(&lines(60.0, 700.0, &["Text."]));
    assert_eq!(error(&mut pdf), "an encrypted PDF that needs a password");
}

#[test]
fn a_form_that_draws_itself() {
    let mut pdf = Pdf::new();
    let form = pdf.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
        b"/X Do /X Do",
    );
    assert_eq!(form, 5);
    pdf.resources("", "/XObject << /X 5 0 R >>");
    pdf.page(&(lines(60.0, 700.0, &["Text."]) + "/X Do"));
    assert_eq!(first(&mut pdf), "Text.");
}

#[test]
fn deep_nesting() {
    let mut pdf = Pdf::new();
    pdf.page(&(lines(60.0, 700.0, &["Text."]) + &"[".repeat(200_000) + &"<<".repeat(200_000)));
    assert_eq!(first(&mut pdf), "Text.");
}

#[test]
fn every_cut_ends_in_an_answer() {
    let bytes = Pdf::new().page(&lines(60.0, 700.0, &["Text of a line.", "And another."])).bytes();
    for end in 0..bytes.len() {
        let _ = super::read(&bytes[..end]);
    }
    // A wrong place of the table of objects is searched for.
    let lost = String::from_utf8(bytes).unwrap().replace("startxref\n", "startxref\n9");
    assert_eq!(super::read(lost.as_bytes()).unwrap().blocks.len(), 2);
}
