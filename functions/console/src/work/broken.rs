//! Sessions that nobody attends, and what can be done about them.

use flows::bookings::{Absent, Mend, Repair, Unattended};
use flows::repairs::Row;
use store::Versioned;
use web::format;

use super::item::Item;
use super::offered;
use super::say::{Action, Say};

impl Say<'_> {
    /// The sessions that one absence takes: a line for all of them.
    pub(super) fn of_session(&self, absent: &Absent<'_>, possible: &[Repair], worked: Option<&Versioned<Row>>) -> Item {
        let one = &absent.first;
        let session = &one.session;
        let args = [
            ("agency", self.agency(Some(&session.agency))),
            ("place", self.catalogue.place_name(&session.location).to_owned().into()),
            ("when", format::local(self.language, session.local_start).into()),
            ("n", absent.sessions().count().into()),
            ("booked", absent.sessions().map(|one| one.booked).sum::<u32>().into()),
        ];
        let what = if absent.others.is_empty() { "work-session" } else { "work-sessions" };
        let repairs = "/console/schedule/unattended";
        let offers = worked.map(|row| offered::actions(self, row, Some(&one.of.advisers))).unwrap_or_default();
        let is_none = possible.is_empty() && offers.is_empty();
        let offering = worked.filter(|_| !offers.is_empty());
        let other = Action::open(if is_none { "repair" } else { "other" }, repairs);
        Item {
            id: format!("session.{}", session.id),
            kind: "session",
            what: self.words(what, &args),
            why: self.words("work-session-why", &args),
            since: worked.and_then(|row| row.value.since),
            due: session.start,
            href: offering.map_or_else(|| repairs.to_owned(), |row| offered::path(&row.value.id)),
            actions: offers
                .into_iter()
                .chain(possible.iter().map(|repair| self.of_repair(one, repair)))
                .chain([other])
                .collect(),
        }
    }

    /// What is done, and what becomes of the appointments.
    fn of_repair(&self, one: &Unattended<'_>, repair: &Repair) -> Action {
        let Repair { mend, by, stay, move_along, lost, .. } = repair;
        let mut args = vec![("who", by.as_ref().map_or(String::new(), |one| one.name.clone()).into())];
        match mend {
            Mend::Colleague(_) => {}
            Mend::Time(start) => args.push(("when", format::local(self.language, *start).into())),
            Mend::Place(place, _) => args.push(("place", self.catalogue.place_name(place).to_owned().into())),
        }
        let code = mend.code();
        let told =
            (self.words(&format!("work-mend-{code}"), &args), self.appointments((Some(*stay), *move_along, *lost)));
        let date = one.session.id.parts().map_or_else(String::new, |(_, date)| date.to_string());
        let fields = vec![("date", date), ("mend", code.to_owned()), ("value", mend.value())];
        let path = format!("/console/schedule/{}/repair", one.of.id);
        Action { fields, told: Some(told), ..Action::send(code, path) }
    }
}
