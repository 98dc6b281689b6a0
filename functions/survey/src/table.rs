//! Figures as files for spreadsheets: the same cells as a table (CSV, RFC 4180)
//! or as a workbook. A text that a spreadsheet would run as a formula is made
//! harmless; a number stays a number.

use axum::response::{IntoResponse as _, Response};
use domain::Language;
use http::header::{CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use web::format::harmless;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Empty,
    /// A name of the API.
    Code(&'static str),
    Text(String),
    /// A figure, where there is one.
    Number(Option<f64>),
    /// How many, where that may be said.
    Count(Option<u64>),
}

/// A table of a workbook; its first row is its head.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Csv,
    Xlsx,
}

/// The longest name that a sheet may have.
const NAME: usize = 31;

/// A file to be kept, in a language.
pub(crate) fn download(name: &str, kind: Kind, language: Language, bytes: Vec<u8>) -> Response {
    let (content_type, ending) = match kind {
        Kind::Csv => ("text/csv; charset=utf-8; header=present", "csv"),
        Kind::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let head = [
        (CONTENT_TYPE, content_type.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{ending}\"")),
        (CONTENT_LANGUAGE, language.tag().to_owned()),
        (VARY, "Accept-Language, Cookie, Authorization".to_owned()),
    ];
    (head, bytes).into_response()
}

/// Adds a row to a table.
pub(crate) fn push_row(csv: &mut String, cells: &[Cell]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            csv.push(',');
        }
        match cell {
            Cell::Empty | Cell::Number(None) | Cell::Count(None) => {}
            Cell::Code(code) => csv.push_str(code),
            Cell::Text(text) => csv.push_str(&quoted(&harmless(text))),
            Cell::Number(Some(number)) => csv.push_str(&number.to_string()),
            Cell::Count(Some(count)) => csv.push_str(&count.to_string()),
        }
    }
    csv.push_str("\r\n");
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A workbook of some sheets.
pub(crate) fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    for sheet in sheets {
        let made = book.add_worksheet();
        // Excel takes none of these in a name.
        let kept = sheet.name.chars().filter(|c| !"[]:*?/\\".contains(*c));
        made.set_name(kept.take(NAME).collect::<String>())?;
        for (line, row) in (0_u32..).zip(&sheet.rows) {
            write(made, line, row, (line == 0).then_some(&bold))?;
        }
        made.set_freeze_panes(1, 0)?;
        made.autofit();
    }
    book.save_to_buffer()
}

fn write(sheet: &mut Worksheet, line: u32, row: &[Cell], bold: Option<&Format>) -> Result<(), XlsxError> {
    for (at, cell) in (0_u16..).zip(row) {
        match cell {
            Cell::Empty | Cell::Number(None) | Cell::Count(None) => continue,
            Cell::Code(code) => sheet.write_string(line, at, *code)?,
            Cell::Text(text) => match bold {
                Some(bold) => sheet.write_string_with_format(line, at, harmless(text), bold)?,
                None => sheet.write_string(line, at, harmless(text))?,
            },
            Cell::Number(Some(number)) => sheet.write_number(line, at, *number)?,
            Cell::Count(Some(count)) => sheet.write_number(line, at, *count as f64)?,
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    #[test]
    fn a_workbook_holds_no_formula_and_its_numbers_are_numbers() {
        let row =
            vec![Cell::Text("=1+1".to_owned()), Cell::Number(Some(-0.5)), Cell::Count(None), Cell::Count(Some(7))];
        let sheet = Sheet { name: "a/b: c".to_owned(), rows: vec![vec![Cell::Text("@head".to_owned())], row] };
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook(&[sheet]).unwrap())).unwrap();
        let range = book.worksheet_range("ab c").unwrap();
        assert_eq!(range.get((0, 0)), Some(&Data::String("'@head".to_owned())));
        let texts = Data::String("'=1+1".to_owned());
        let expected = [texts, Data::Float(-0.5), Data::Empty, Data::Float(7.0)];
        assert_eq!(range.rows().nth(1), Some(&expected[..]));
        assert!(book.worksheet_formula("ab c").unwrap().is_empty());
    }

    #[test]
    fn a_text_is_never_a_formula_and_a_negative_figure_stays_a_number() {
        let mut csv = String::new();
        let texts =
            ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "plain", "a \"b\", c"].map(|text| Cell::Text(text.to_owned()));
        push_row(&mut csv, &texts);
        push_row(&mut csv, &[Cell::Number(Some(-12.5)), Cell::Number(None), Cell::Count(Some(7))]);
        assert_eq!(csv, "'=1+1,'+cmd,'-2,'@SUM(A1),'\t=1,plain,\"a \"\"b\"\", c\"\r\n-12.5,,7\r\n");
    }
}
