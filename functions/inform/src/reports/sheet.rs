//! The report as a workbook: what it counts first, then a sheet for each part.
//! Numbers are numbers, so that they can be worked with.

use domain::Language;
use domain::catalogue::Catalogue;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use web::format;

use super::parts::{Cell, Part, parts};
use super::view::Report;
use crate::word;

/// The longest name that a sheet may have.
const NAME: usize = 31;

pub(super) fn workbook(report: &Report, catalogue: &Catalogue, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let parts = parts(report, catalogue, language);
    let first = book.add_worksheet();
    first.set_name(short(&word(language, "report-sheet-counts")))?;
    for (line, definition) in (0_u32..).zip(&report.definitions) {
        let name = word(language, &format!("report-{}", definition.of));
        first.write_string_with_format(line, 0, name, &bold)?;
        first.write_string(line, 1, &definition.text)?;
    }
    first.set_column_width(1, 100)?;
    first.set_column_width(0, 24)?;
    for part in &parts {
        let sheet = book.add_worksheet();
        sheet.set_name(short(&part.title))?;
        write(sheet, part, &bold)?;
    }
    book.save_to_buffer()
}

fn short(name: &str) -> String {
    // Excel takes none of these in a name.
    let kept = name.chars().filter(|c| !"[]:*?/\\".contains(*c));
    kept.take(NAME).collect()
}

fn write(sheet: &mut Worksheet, part: &Part, bold: &Format) -> Result<(), XlsxError> {
    let percent = Format::new().set_num_format("0%");
    for (at, name) in (0_u16..).zip(&part.columns) {
        sheet.write_string_with_format(0, at, name, bold)?;
    }
    for (line, row) in (1_u32..).zip(&part.rows) {
        for (at, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Name { text, .. } => sheet.write_string(line, at, format::harmless(text))?,
                Cell::Count(n) => sheet.write_number(line, at, *n as f64)?,
                Cell::Share(share) => sheet.write_number_with_format(line, at, *share, &percent)?,
                Cell::Hidden(words) => sheet.write_string(line, at, words)?,
                Cell::Nothing => continue,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    Ok(())
}
