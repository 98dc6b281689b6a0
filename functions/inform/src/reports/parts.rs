//! The parts of the report as tables, once for the page and for the workbook.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::figures::Quarter;
use domain::ids::{AgencyId, LocationId, NeedTypeId};
use domain::language::pick;
use domain::service::programme_name;
use domain::statistics::Group;

use super::view::{BookingView, Count, PresenceView, ReferralView, Report};
use crate::word;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// A name, and the page of what it names.
    Name { text: String, path: Option<String> },
    /// How many.
    Count(u64),
    /// A share between 0 and 1.
    Share(f64),
    /// Why there is no figure.
    Hidden(String),
    /// Nothing to say.
    Nothing,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// Which: the key of its definition.
    pub(super) of: &'static str,
    pub(super) title: String,
    pub(super) columns: Vec<String>,
    /// Its rows; the first is of all together where that is said.
    pub(super) rows: Vec<Vec<Cell>>,
}

struct Names<'a> {
    catalogue: &'a Catalogue,
    language: Language,
}

impl Names<'_> {
    fn agency(&self, id: &str) -> Cell {
        let name = AgencyId::parse(id).map_or_else(|_| id.to_owned(), |id| self.catalogue.agency_name(&id).to_owned());
        Cell::Name { text: name, path: Some(format!("/console/agencies/{id}")) }
    }

    fn place(&self, id: &str) -> Cell {
        let name = LocationId::parse(id).map_or_else(|_| id.to_owned(), |id| self.catalogue.place_name(&id).to_owned());
        Cell::Name { text: name, path: Some(format!("/console/locations/{id}")) }
    }

    fn kind(&self, id: &str) -> Cell {
        let found = NeedTypeId::parse(id).ok().and_then(|id| self.catalogue.need_type(&id));
        let text = found.map_or(id, |kind| kind.label.get(self.language)).to_owned();
        Cell::Name { text, path: None }
    }

    fn programme(&self, id: &str) -> Cell {
        Cell::Name { text: programme_name(id, self.language).to_owned(), path: None }
    }

    fn of_all(&self) -> Cell {
        Cell::Name { text: self.word("report-all"), path: None }
    }

    fn word(&self, key: &str) -> String {
        word(self.language, key)
    }

    fn part(&self, of: &'static str, title: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Part {
        Part { of, title: self.word(title), columns: columns.iter().map(|key| self.word(key)).collect(), rows }
    }
}

/// Every table of the report, in the order of the page.
pub(super) fn parts(report: &Report, catalogue: &Catalogue, language: Language) -> Vec<Part> {
    let names = Names { catalogue, language };
    let agency = |id: &str| names.agency(id);
    let place = |id: &str| names.place(id);
    let presences = ["report-held", "report-cancelled", "report-to-come"];
    let aims = ["report-met", "report-aims"];
    let by_agency = [&["report-agency"], &presences[..]].concat();
    let by_place = [&["report-place"], &presences[..], &aims[..]].concat();
    let all = &report.presences;
    let needs = |title: &str, column: &str, counts: &[Count], name: &dyn Fn(&str) -> Cell| {
        let rows = counts.iter().map(|one| vec![name(&one.id), Cell::Count(one.n)]);
        names.part("needs", title, &[column, "report-needs"], rows.collect())
    };
    // Of all together where no id stands.
    let first = |id: &Option<String>, name: &dyn Fn(&str) -> Cell| id.as_deref().map_or_else(|| names.of_all(), name);
    let referrals = std::iter::once(&report.referrals.all).chain(&report.referrals.by_agency);
    let referrals = referrals.map(|one| referral(one, first(&one.id, &agency)));
    let bookings = std::iter::once(&report.bookings.all).chain(&report.bookings.by_agency);
    let bookings = bookings.map(|one| booking(one, first(&one.id, &agency)));
    let with_total = |of: &[PresenceView], name: &dyn Fn(&str) -> Cell, aims: bool| {
        let rows = std::iter::once(&all.all).chain(of);
        rows.map(|one| presence(one, first(&one.id, name), aims)).collect::<Vec<_>>()
    };
    let reached = report.members.by_place.iter().filter(|one| one.reached > 0);
    let reached = reached.map(|one| vec![place(&one.id), Cell::Count(one.reached), Cell::Count(one.hosted)]);
    vec![
        names.part("presences", "report-presences-agency", &by_agency, with_total(&all.by_agency, &agency, false)),
        names.part("presences", "report-presences-place", &by_place, with_total(&all.by_place, &place, true)),
        names.part(
            "members",
            "report-members-place",
            &["report-place", "report-reached", "report-hosted"],
            reached.collect(),
        ),
        needs("report-needs-kind", "report-kind", &report.needs.by_kind, &|id| names.kind(id)),
        needs("report-needs-programme", "report-programme", &report.needs.by_programme, &|id| names.programme(id)),
        needs("report-needs-place", "report-place", &report.needs.by_place, &place),
        names.part(
            "referrals",
            "report-referrals",
            &[
                "report-agency",
                "report-asked",
                "report-answered",
                "report-closed",
                "report-open",
                "report-closed-share",
                "report-days-half",
                "report-days-nine",
            ],
            referrals.collect(),
        ),
        names.part(
            "bookings",
            "report-bookings",
            &[
                "report-agency",
                "report-booked",
                "report-attended",
                "report-missed",
                "report-no-show",
                "report-walk-ins",
            ],
            bookings.collect(),
        ),
        groups(&names, "report-satisfaction-agency", "report-agency", &report.satisfaction.by_agency, &agency),
        groups(&names, "report-satisfaction-place", "report-place", &report.satisfaction.by_place, &place),
    ]
}

fn presence(of: &PresenceView, first: Cell, with_aims: bool) -> Vec<Cell> {
    let mut row = vec![first, Cell::Count(of.held), Cell::Count(of.cancelled), Cell::Count(of.to_come)];
    if with_aims {
        row.extend([Cell::Count(of.met), Cell::Count(of.aims)]);
    }
    row
}

fn days(days: Option<u32>) -> Cell {
    days.map_or(Cell::Nothing, |days| Cell::Count(u64::from(days)))
}

fn referral(of: &ReferralView, first: Cell) -> Vec<Cell> {
    vec![
        first,
        Cell::Count(of.asked),
        Cell::Count(of.answered),
        Cell::Count(of.closed),
        Cell::Count(of.open),
        of.closed_share.map_or(Cell::Nothing, |share| Cell::Share(share.value)),
        days(of.days_half),
        days(of.days_nine_in_ten),
    ]
}

fn booking(of: &BookingView, first: Cell) -> Vec<Cell> {
    vec![
        first,
        Cell::Count(of.booked),
        Cell::Count(of.attended),
        Cell::Count(of.missed),
        of.no_show.map_or(Cell::Nothing, |share| Cell::Share(share.value)),
        Cell::Count(of.walk_ins),
    ]
}

fn groups(names: &Names<'_>, title: &str, column: &str, groups: &[Group], name: &dyn Fn(&str) -> Cell) -> Part {
    let hidden = || Cell::Hidden(names.word("report-hidden"));
    let row = |group: &Group| {
        let (value, low, high) = match group.csat {
            Some(share) => (Cell::Share(share.value), Cell::Share(share.low), Cell::Share(share.high)),
            None => (hidden(), Cell::Nothing, Cell::Nothing),
        };
        vec![name(&group.id), value, low, high, group.n.map_or_else(hidden, Cell::Count)]
    };
    let columns = [column, "report-satisfied", "report-low", "report-high", "report-answers"];
    names.part("satisfaction", title, &columns, groups.iter().map(row).collect())
}

/// `T4 2026`, `K4 2026`, `Q4 2026`.
pub(crate) fn quarter_short(language: Language, quarter: Quarter) -> String {
    format!("{}{} {}", pick(language, "T", "K", "Q"), quarter.nth(), quarter.year())
}
