//! A workbook as long as one may be, uploaded in parts and read: how much more
//! memory this process has at most meanwhile. It is written by a process of its
//! own, so that nothing is measured but the reading.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use rust_xlsxwriter::Workbook;
use store_embedded::EmbeddedTable;
use testkit::TestApp;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::imports::resident;
use crate::members::{enterprise_number, read};

/// Rows below the heading: as many as an import takes.
const ROWS: u32 = 50_000;
/// Bytes of a part.
const PART: u64 = 4 * 1024 * 1024;
/// Bytes of a picture that is in it too: it can't be packed, so the file is about as
/// long as it.
const PICTURE: usize = 30 * 1024 * 1024;
/// Columns that say something else in each row.
const OWN: [&str; 7] = ["Entreprise", "BCE", "E-mail", "Contact", "Téléphone", "Adresse", "Note"];
/// Columns of numbers, and of words that many rows share.
const OTHERS: [&str; 13] = [
    "Phase",
    "Effectif (ETP)",
    "Lieu",
    "Langue",
    "Étage",
    "Surface",
    "Badge",
    "Contrat",
    "Loyer",
    "Places",
    "Salle",
    "Clés",
    "Début",
];

/// Writes the workbook that is measured: 20 columns, 7 of them of texts that no
/// other row has, and a long picture.
pub(crate) fn write(to: &Path) -> anyhow::Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(OWN.into_iter().chain(OTHERS)) {
        sheet.write(0, column, heading)?;
    }
    for row in 0..ROWS {
        let number = enterprise_number(usize::try_from(row)?);
        let own = [
            format!("Company {row:05} of Brussels"),
            number.clone(),
            format!("info@company{row:05}.example"),
            format!("Ana Dubois {row:05}"),
            format!("+32 2 {row:07}"),
            format!("Rue de la Loi {row}, 1000 Bruxelles"),
            format!("Met at the fair of {number}"),
        ];
        for (column, text) in (0..).zip(own) {
            sheet.write(row + 1, column, text)?;
        }
        sheet.write(row + 1, 7, "lancement")?;
        for column in 8..20 {
            match column % 2 {
                0 => sheet.write(row + 1, column, f64::from(row % 97) / 4.0)?,
                _ => sheet.write(row + 1, column, format!("Word {}", row % 50))?,
            };
        }
    }
    book.save(to)?;
    let mut zip = ZipWriter::new_append(File::options().read(true).write(true).open(to)?)?;
    zip.start_file("xl/media/image1.png", SimpleFileOptions::default())?;
    let mut state = 1_u64;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state.to_be_bytes()[0]
    });
    zip.write_all(&noise.take(PICTURE).collect::<Vec<u8>>())?;
    zip.finish()?;
    Ok(())
}

/// Prints what reading it takes; fails where it is not read whole.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = tempfile::Builder::new().prefix("permanence-workbook").tempdir()?;
    let path = folder.path().join("members.xlsx");
    let written = Command::new(std::env::current_exe()?).arg("--write-workbook").arg(&path).status()?;
    ensure!(written.success(), "the workbook is not written");
    let table = EmbeddedTable::open(folder.path().join("members.redb"))?;
    let app = TestApp::over(std::sync::Arc::new(table), vec![members::routes()], false).await;
    let mut file = File::open(&path)?;
    let bytes = file.metadata()?.len();
    let parts = bytes.div_ceil(PART);
    let begin = format!("/v1/imports?location=becentral&chunks={parts}");
    let request = app.as_admin().header("idempotency-key", "workbook");
    let begun = request.bytes("POST", &begin, None, Vec::new()).await.expect_status(201);
    let import = format!("/v1/imports/{}", begun.json()["id"].as_str().context("an id")?);
    let before = resident("VmRSS:")?;
    let started = Instant::now();
    // The most that was resident is counted anew from here (proc(5)).
    std::fs::write("/proc/self/clear_refs", "5")?;
    for part in 0..parts {
        let mut bytes = Vec::new();
        (&mut file).take(PART).read_to_end(&mut bytes)?;
        app.as_admin().bytes("PUT", &format!("{import}/chunks/{part}"), None, bytes).await.expect_status(200);
    }
    let more = resident("VmHWM:")?.saturating_sub(before);
    println!(
        "workbook of {ROWS} rows, 20 columns and a picture, {:.1} MiB in {parts} parts, uploaded and read: {:.1} s, {:.1} MiB more than {:.0} MiB",
        bytes as f64 / 1_048_576.0,
        started.elapsed().as_secs_f64(),
        more as f64 / 1_024.0,
        before as f64 / 1_024.0
    );
    let read = read(&app, &import).await?;
    ensure!(read["status"] == "mapping" && read["progress"]["total"] == ROWS, "it is read whole: {read}");
    Ok(())
}
