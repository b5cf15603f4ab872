//! Writes small PDFs, as plain as the format allows.

pub(super) struct Pdf {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    resources: String,
    trailer: String,
}

impl Pdf {
    /// Object 1 is the catalog, 2 the page tree, 3 Helvetica and 4 Helvetica Bold.
    pub(super) fn new() -> Pdf {
        let font = |name: &str| {
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            )
            .into_bytes()
        };
        Pdf {
            objects: vec![
                b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
                Vec::new(),
                font("Helvetica"),
                font("Helvetica-Bold"),
            ],
            pages: Vec::new(),
            resources: "/Font << /F 3 0 R /B 4 0 R".into(),
            trailer: String::new(),
        }
    }

    pub(super) fn object(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    pub(super) fn stream(&mut self, dict: &str, data: &[u8]) -> usize {
        let mut body = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend(data);
        body.extend(b"\nendstream");
        self.object(body)
    }

    /// Adds fonts to those every page has, and then other resources.
    pub(super) fn resources(&mut self, fonts: &str, others: &str) {
        self.resources = format!("/Font << /F 3 0 R /B 4 0 R {fonts} >> {others} /Ignore << ");
    }

    pub(super) fn trailer(&mut self, entries: &str) {
        self.trailer.push_str(entries);
    }

    pub(super) fn page(&mut self, content: &str) -> &mut Pdf {
        let stream = self.stream("", content.as_bytes());
        let body = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {stream} 0 R /Resources << {} >> >> >>",
            self.resources
        );
        let page = self.object(body);
        self.pages.push(page);
        self
    }

    pub(super) fn bytes(&mut self) -> Vec<u8> {
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        self.objects[1] =
            format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", self.pages.len()).into_bytes();
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in self.objects.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", at + 1).bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
        for place in &places {
            out.extend(format!("{place:010} 00000 n \n").bytes());
        }
        let trailer = &self.trailer;
        out.extend(
            format!(
                "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF",
                places.len() + 1
            )
            .bytes(),
        );
        out
    }
}

/// A line of text at a place, y from the page's foot.
pub(super) fn at(font: &str, size: f64, x: f64, y: f64, text: &str) -> String {
    format!("BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

/// Lines one under the other, 12 points apart.
pub(super) fn lines(x: f64, y: f64, texts: &[&str]) -> String {
    texts
        .iter()
        .enumerate()
        .map(|(row, text)| at("F", 10.0, x, y - 12.0 * row as f64, text))
        .collect()
}
