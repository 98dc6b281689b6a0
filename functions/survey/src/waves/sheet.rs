//! `GET /v1/waves/{id}/results.csv` and `….xlsx`: the figures of a wave, or of a
//! period, as a file: a row for each question of the whole, of each place and of each
//! agency. What can't be shown is an empty cell whose row says `suppressed`.

use std::collections::BTreeMap;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::WaveId;
use domain::questionnaire::{Question, Questionnaire, ScaleKind, Variant};
use domain::statistics::QuestionResults;
use web::extract::Id;
use web::{Desk, Problem, Reply};

use super::answered::asked;
use super::figures::{Questions, Told, WaveGroup, find, of_agency, of_location};
use super::{agency_name, place_name};
use crate::results::spread_in_words;
use crate::table::{Cell, Kind, Sheet, download, push_row, workbook};
use crate::{word, words};

/// Columns of the figures; the words of the head row are `csv-` and the name.
const FIGURES: [&str; 15] = [
    "of",
    "id",
    "name",
    "responses",
    "eligible",
    "question",
    "text",
    "n",
    "suppressed",
    "figure",
    "value",
    "low",
    "high",
    "mean",
    "distribution",
];
/// Columns of the shares of all options, a sheet of their own.
const SHARES: [&str; 7] = ["of", "id", "name", "question", "text", "label", "value"];
/// Excel takes a file without this mark for one in its own encoding.
const MARK: &str = "\u{feff}";

/// What came of a wave as a table, with its head row in the language asked for: a
/// row for each question of the whole, of each place and of each agency. Reads: as
/// its results.
#[utoipa::path(get, path = "/v1/waves/{id}/results.csv", tag = "survey",
    responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn csv(desk: Desk, Id(id): Id<WaveId>) -> Reply {
    file(&desk, &id, Kind::Csv).await
}

/// The same as a workbook, with the shares of all options on a sheet of their own.
#[utoipa::path(get, path = "/v1/waves/{id}/results.xlsx", tag = "survey",
    responses((status = 200, body = web::openapi::Bytes, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(super) async fn xlsx(desk: Desk, Id(id): Id<WaveId>) -> Reply {
    file(&desk, &id, Kind::Xlsx).await
}

async fn file(desk: &Desk, id: &WaveId, kind: Kind) -> Reply {
    let found = find(desk, id).await?;
    let wave = &found.wave.value;
    let figures = Figures {
        language: desk.language(),
        catalogue: &found.catalogue,
        questionnaire: wave.questionnaire(&found.catalogue),
        variant: &wave.variant,
        told: &found.told,
    };
    figures.file(&format!("wave-{id}"), kind)
}

/// Figures, with what puts them into words.
pub(super) struct Figures<'a> {
    pub(super) language: Language,
    pub(super) catalogue: &'a Catalogue,
    pub(super) questionnaire: &'a Questionnaire,
    /// Which questions of it.
    pub(super) variant: &'a Variant,
    pub(super) told: &'a Told,
}

/// The whole, a place or an agency.
struct Side<'a> {
    of: &'static str,
    id: String,
    name: String,
    n: Option<u64>,
    eligible: Option<u64>,
    is_hidden: bool,
    questions: &'a Questions,
}

impl Figures<'_> {
    pub(super) fn file(&self, name: &str, kind: Kind) -> Reply {
        let bytes = match kind {
            Kind::Csv => self.csv().into_bytes(),
            Kind::Xlsx => workbook(&self.sheets()).map_err(|error| Problem::internal(&error))?,
        };
        Ok(download(name, kind, self.language, bytes))
    }

    fn csv(&self) -> String {
        let mut csv = MARK.to_owned();
        self.figures().iter().for_each(|row| push_row(&mut csv, row));
        csv
    }

    fn sheets(&self) -> [Sheet; 2] {
        let name = |key: &str| word(self.language, key);
        [
            Sheet { name: name("sheet-figures"), rows: self.figures() },
            Sheet { name: name("sheet-shares"), rows: self.shares() },
        ]
    }

    fn head(&self, columns: &[&str]) -> Vec<Cell> {
        columns.iter().map(|name| Cell::Text(word(self.language, &format!("csv-{name}")))).collect()
    }

    /// The whole first, then places and agencies.
    fn sides(&self) -> Vec<Side<'_>> {
        let told = self.told;
        let whole = Side {
            of: "whole",
            id: String::new(),
            name: word(self.language, "sheet-whole"),
            n: Some(told.results.n),
            eligible: told.results.eligible,
            is_hidden: false,
            questions: &told.results.questions,
        };
        let asked_at = asked(&told.surveys, of_location);
        let asked_of = asked(&told.surveys, of_agency);
        let places = told.by_location.iter().map(|one| {
            let name = place_name(self.catalogue, &one.group.id);
            Side::of_group("place", name, one, &asked_at)
        });
        let agencies = told.by_agency.iter().map(|one| {
            let name = agency_name(self.catalogue, &one.group.id);
            Side::of_group("agency", name, one, &asked_of)
        });
        std::iter::once(whole).chain(places).chain(agencies).collect()
    }

    fn questions(&self) -> impl Iterator<Item = (&Question, &ScaleKind)> {
        let questions = self.questionnaire.questions_of(self.variant).into_iter();
        questions.filter_map(|asked| Some((asked, self.questionnaire.scale_of(asked)?)))
    }

    fn figures(&self) -> Vec<Vec<Cell>> {
        let mut rows = vec![self.head(&FIGURES)];
        for side in self.sides() {
            if side.is_hidden {
                let mut row = side.cells().to_vec();
                row.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Code("true")]);
                row.resize(FIGURES.len(), Cell::Empty);
                rows.push(row);
                continue;
            }
            for (asked, scale) in self.questions() {
                if let Some(found) = side.questions.get(&asked.id) {
                    let mut row = side.cells().to_vec();
                    row.extend(self.question(asked, scale, found));
                    rows.push(row);
                }
            }
        }
        rows
    }

    fn question(&self, asked: &Question, scale: &ScaleKind, found: &QuestionResults) -> Vec<Cell> {
        // A question has one figure, beside its mean.
        let figure = found.figures().into_iter().next();
        let [value, low, high] = figure.map(|(_, values)| values).unwrap_or_default();
        let shares = found.distribution.as_ref().and_then(Option::as_ref);
        vec![
            Cell::Text(asked.id.clone()),
            Cell::Text(asked.text.get(self.language).to_owned()),
            Cell::Count(found.n),
            Cell::Code(if found.suppressed { "true" } else { "false" }),
            figure.map_or(Cell::Empty, |(name, _)| Cell::Code(name)),
            Cell::Number(value),
            Cell::Number(low),
            Cell::Number(high),
            Cell::Number(found.mean.flatten()),
            shares.map_or(Cell::Empty, |shares| Cell::Text(spread_in_words(scale, shares))),
        ]
    }

    fn shares(&self) -> Vec<Vec<Cell>> {
        let mut rows = vec![self.head(&SHARES)];
        for side in self.sides() {
            for (asked, scale) in self.questions() {
                let found = side.questions.get(&asked.id).and_then(|found| found.distribution.as_ref());
                let Some(Some(shares)) = found else { continue };
                for (option, share) in words::in_reading_order(scale, shares) {
                    let mut row = side.cells()[..3].to_vec();
                    row.extend([
                        Cell::Text(asked.id.clone()),
                        Cell::Text(asked.text.get(self.language).to_owned()),
                        Cell::Text(words::option(self.language, self.catalogue, scale, &option)),
                        Cell::Number(Some(share)),
                    ]);
                    rows.push(row);
                }
            }
        }
        rows
    }
}

impl<'a> Side<'a> {
    fn of_group(
        of: &'static str,
        name: String,
        WaveGroup { group, questions }: &'a WaveGroup,
        asked: &BTreeMap<String, Option<u64>>,
    ) -> Self {
        let eligible = asked.get(&group.id).copied().flatten();
        Self { of, id: group.id.clone(), name, n: group.n, eligible, is_hidden: group.suppressed, questions }
    }

    fn cells(&self) -> [Cell; 5] {
        [
            Cell::Code(self.of),
            Cell::Text(self.id.clone()),
            Cell::Text(self.name.clone()),
            Cell::Count(self.n),
            Cell::Count(self.eligible),
        ]
    }
}
