//! A file as a table of texts, whoever wrote it: CSV with comma, semicolon or
//! tab, in UTF-8, UTF-16 or Windows-1252; or an Excel workbook. Nothing in it is
//! run; of a file and of its rows only what is at hand is in memory.

use std::io::{self, Read, Seek, SeekFrom};

use super::sheet::{Rows, Stopped};
use super::{table, workbook};

/// What a workbook begins with, as any zip.
const ZIP: &[u8] = b"PK\x03\x04";

/// Reads a file: `keep` gets its heading, then the rows below it, without cells where
/// one says nothing. What could not be fetched or kept is [`Stopped::Io`].
pub(super) fn read(
    mut file: impl Read + Seek,
    keep: &mut dyn FnMut(Vec<String>) -> io::Result<()>,
) -> Result<(), Stopped> {
    let mut rows = Rows::new(keep);
    let mut beginning = Vec::new();
    (&mut file).take(ZIP.len() as u64).read_to_end(&mut beginning)?;
    file.seek(SeekFrom::Start(0))?;
    if beginning == ZIP {
        workbook::read(file, &mut rows)?;
    } else {
        table::read(file, &mut rows)?;
    }
    rows.end()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use encoding_rs::WINDOWS_1252;
    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::super::sheet::Unreadable;
    use super::*;

    /// The heading and the rows below it.
    fn read(file: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
        let mut rows = Vec::new();
        let done = super::read(Cursor::new(file), &mut |row| {
            rows.push(row);
            Ok(())
        });
        match done {
            Ok(()) => Ok(rows),
            Err(Stopped::Unreadable(why)) => Err(why),
            Err(Stopped::Io(error)) => panic!("{error}"),
        }
    }

    const CSV: &str = "Nom;Effectif;Note\r\nZoé;3;\"deux\nlignes; et un signe\"\r\n\r\nÉclair;;\r\n";

    fn expected() -> Vec<Vec<String>> {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        vec![
            row(["Nom", "Effectif", "Note"]),
            row(["Zoé", "3", "deux\nlignes; et un signe"]),
            Vec::new(),
            row(["Éclair", "", ""]),
        ]
    }

    #[test]
    fn any_encoding_and_any_separator_is_read_alike() {
        let utf16 = |little: bool| {
            let units =
                CSV.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
            units.collect::<Vec<u8>>()
        };
        let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
        let files = [
            CSV.as_bytes().to_vec(),
            with_mark(b"\xef\xbb\xbf", CSV.as_bytes().to_vec()),
            with_mark(b"\xff\xfe", utf16(true)),
            with_mark(b"\xfe\xff", utf16(false)),
            utf16(true),
            WINDOWS_1252.encode(CSV).0.into_owned(),
            format!("sep=;\r\n{CSV}").into_bytes(),
        ];
        for file in files {
            assert_eq!(read(&file), Ok(expected()), "{:?}", &file[..10]);
        }
        let comma = CSV.replace("; et", "¤").replace(';', ",").replace('¤', "; et");
        assert_eq!(read(comma.as_bytes()).unwrap()[1][1], "3");
        assert_eq!(read(comma.replace(',', "\t").as_bytes()).unwrap()[1][1], "3");
    }

    #[test]
    fn rows_that_say_nothing_leave_the_numbers_of_the_others_right() {
        let numbers = |file: &str| {
            let rows = read(file.as_bytes()).unwrap();
            let said = (1_usize..).zip(rows).filter(|(_, row)| !row.is_empty());
            said.map(|(number, row)| format!("{number} {}", row[0])).collect::<Vec<_>>()
        };
        for end in ["\n", "\r\n"] {
            let lines = |lines: &[&str]| numbers(&lines.join(end));
            assert_eq!(
                lines(&["a;b", "c;\"d\ne\"", ";", "", "f;", "g;", "", "h;"]),
                ["1 a", "2 c", "5 f", "6 g", "8 h"]
            );
            assert_eq!(lines(&["a;b", "c;", "", "d;", ""]), ["1 a", "2 c", "4 d"], "{end:?} at the end");
            assert_eq!(lines(&["a;b", "c;", ";", "", ";", ""]), ["1 a", "2 c"], "{end:?}: nothing follows");
            assert_eq!(lines(&["", "", "a;b", "c;"]), ["1 a", "4 c"], "{end:?}: above the heading");
            let far = vec![""; 2_000].join(end);
            assert_eq!(lines(&["a;b", "c;", &far, "d;"]), ["1 a", "2 c", "3 d"], "{end:?}: too far apart");
        }
    }

    #[test]
    fn a_title_above_the_heading_is_passed_over() {
        let rows = |lines: &[&str]| read(lines.join("\r\n").as_bytes()).unwrap();
        let heading = ["Naam", "E-mail"].map(str::to_owned).to_vec();
        for title in ["Leden", "Leden, november 2026", "Leden;;", "Leden\r\n\r\nNovember"] {
            let rows = rows(&[title, "Naam;E-mail", "Alpha;a@a.example", "Beta, SA;b@b.example"]);
            assert_eq!((rows.first(), rows.last().map(Vec::len)), (Some(&heading), Some(2)), "{title}");
            let above = rows.iter().filter(|row| row.is_empty()).count();
            assert_eq!(above, title.lines().count(), "the numbers of the others stay right");
        }
        let comma = rows(&["Leden", "Naam,E-mail,Taal", "Alpha,a@a.example,fr", "Beta,b@b.example,nl"]);
        assert_eq!(comma[0].len(), 3);
        // A list of one column has no title, and names with a comma are no table.
        let one = rows(&["Naam", "Alpha", "Beta, SA", "Gamma, SRL"]);
        assert_eq!(
            one.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(),
            ["Naam", "Alpha", "Beta, SA", "Gamma, SRL"]
        );
        assert_eq!(rows(&["a"; 30]).len(), 30);
    }

    #[test]
    fn what_is_no_table_says_so() {
        assert_eq!(read(b""), Err(Unreadable::Empty));
        assert_eq!(read(b"only a heading"), Err(Unreadable::Empty));
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), Err(Unreadable::Format));
        assert_eq!(read(b"PK\x03\x04 broken"), Err(Unreadable::Format));
        let wide = format!("{}\na\n", "a,".repeat(200));
        assert_eq!(read(wide.as_bytes()), Err(Unreadable::Columns));
        let long = format!("a\n{}", "b\n".repeat(60_000));
        assert_eq!(read(long.as_bytes()), Err(Unreadable::Rows));
    }

    #[test]
    fn what_comes_late_is_read_as_what_came_first() {
        let ascii = |rows: usize| format!("Nom;Note\n{}", "Alpha;beta\n".repeat(rows));
        // The first letter beyond ASCII stands far behind the first piece, at each of its bytes.
        for rows in 11_900..11_912 {
            let late = format!("{}Zoé;é\n", ascii(rows));
            for file in [late.as_bytes(), WINDOWS_1252.encode(&late).0.as_ref()] {
                let read = read(file).unwrap();
                assert_eq!(
                    (read.len(), read[rows + 1].as_slice()),
                    (rows + 2, ["Zoé", "é"].map(str::to_owned).as_slice())
                );
            }
        }
        let both = [format!("Zoé;é\n{}", ascii(9_000)).as_bytes(), b"\xe9;\n"].concat();
        assert_eq!(read(&both), Err(Unreadable::Format), "two encodings in one file");
    }

    #[test]
    fn a_cell_or_a_heading_without_end_is_refused_before_it_is_held() {
        let endless = format!("a;b\n\"{}", "x".repeat(3_000_000));
        assert_eq!(read(endless.as_bytes()), Err(Unreadable::Format));
        let million = "a,".repeat(1_000_000);
        assert_eq!(read(million.as_bytes()), Err(Unreadable::Columns));
    }

    /// A workbook of these files.
    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_a_workbook_really_unpacks_to_is_bounded_whatever_its_directory_says() {
        let zeros = vec![b'<'; 33 * 1024 * 1024];
        let mut bomb = zip(&[("xl/sharedStrings.xml", zeros.as_slice())]);
        assert_eq!(read(&bomb), Err(Unreadable::Unpacked));
        // The directory's entry says that it is of one byte.
        let entry = bomb.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
        bomb[entry + 24..entry + 28].copy_from_slice(&1_u32.to_le_bytes());
        assert_eq!(read(&bomb), Err(Unreadable::Format), "it goes on behind its end");
        let one_text = zip(&[("xl/worksheets/sheet1.xml", b"x".repeat(2 * 1024 * 1024).as_slice())]);
        assert_eq!(read(&one_text), Err(Unreadable::Unpacked));
    }

    #[test]
    fn a_workbook_that_says_it_shares_more_texts_than_there_are_gets_no_room_for_them() {
        let says = br#"<?xml version="1.0"?><sst uniqueCount = "99999999999"></sst>"#;
        assert_eq!(read(&zip(&[("xl/sharedStrings.xml", says)])), Err(Unreadable::Unpacked));
    }

    #[test]
    fn what_a_workbook_has_too_many_of_is_refused_before_it_is_held() {
        let many = |what: &str, times: usize| what.repeat(times).into_bytes();
        let texts = [b"<sst>".to_vec(), many("<si/>", 1_600_000)].concat();
        assert_eq!(read(&zip(&[("xl/sharedStrings.xml", &texts)])), Err(Unreadable::Unpacked));
        assert_eq!(read(&zip(&[("xl/styles.xml", &many("<xf/>", 100_001))])), Err(Unreadable::Unpacked));
        // What no reader of rows opens may be long.
        let formulas = zip(&[("xl/calcChain.xml", &many("<c/>", 100_001))]);
        assert_eq!(read(&formulas), Err(Unreadable::Format), "it has no sheet");
        let files: Vec<String> = (0..12_000).map(|file| format!("xl/{file}")).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
        assert_eq!(read(&zip(&files)), Err(Unreadable::Format), "its directory is not read to the end");
    }

    #[test]
    fn what_counts_as_never_read_can_be_no_part_of_a_workbook() {
        let calc = b"<x/>".repeat(200_000);
        for target in ["xl/calcChain.xml", "XL\\CalcChain.xml", "xl/worksheets/styles.xml", "x&#108;/calcChain.xml"] {
            let says = format!(
                r#"<Relationships><Relationship Type="a/relationships/officeDocument" Target="{target}"/></Relationships>"#
            );
            let book = zip(&[("_rels/.rels", says.as_bytes()), ("xl/calcChain.xml", &calc)]);
            assert_eq!(read(&book), Err(Unreadable::Format), "{target}");
        }
    }

    /// A file whose bytes from one place on can't be fetched.
    struct Lost(Cursor<Vec<u8>>, u64);

    impl Read for Lost {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let to = self.0.position() + into.len() as u64;
            if to > self.1 { Err(io::Error::other("lost")) } else { self.0.read(into) }
        }
    }

    impl Seek for Lost {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn a_workbook_that_could_not_be_fetched_is_not_at_fault() {
        let mut book = rust_xlsxwriter::Workbook::new();
        for row in 0..100 {
            let sheet = if row == 0 { book.add_worksheet() } else { &mut book.worksheets_mut()[0] };
            sheet.write(row, 0, format!("Text {row}")).unwrap();
        }
        let file = book.save_to_buffer().unwrap();
        let length = file.len() as u64;
        for from in [4, length / 2, length - 10] {
            let mut rows = 0;
            let done = super::read(Lost(Cursor::new(file.clone()), from), &mut |_| {
                rows += 1;
                Ok(())
            });
            assert!(matches!(done, Err(Stopped::Io(_))), "{done:?} from {from}, {rows} rows");
        }
    }

    #[test]
    fn a_workbook_whose_cells_are_far_apart_is_read_for_what_is_in_it() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, column, text) in [(4, 2, "Nom"), (4, 3, "Note"), (5, 2, "Zoé"), (1_000_000, 2, "Last")] {
            sheet.write(row, column, text).unwrap();
        }
        let rows = read(&book.save_to_buffer().unwrap()).unwrap();
        let above = || Vec::<&str>::new();
        let expected = [vec!["Nom", "Note"], above(), above(), above(), above(), vec!["Zoé"], vec!["Last"]];
        assert_eq!(rows, expected, "Zoé stands in row 6");
        book.worksheets_mut()[0].write(0, 16_000, "far").unwrap();
        assert_eq!(read(&book.save_to_buffer().unwrap()), Err(Unreadable::Columns));
    }
}
