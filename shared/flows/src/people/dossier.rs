//! All that is kept of one person.

use std::collections::{BTreeMap, BTreeSet};

use domain::contact::EmailAddress;
use domain::ids::{SourceId, SurveyId};
use domain::member::matching::fold;
use domain::need::NeedCase;
use store::repos::bookings::LoadedBooking;
use store::repos::members::MemberRecord;
use store::repos::people::Trace;
use store::repos::received::Received;
use store::repos::surveys::ContactRequest;
use store::{Store, TableError};

/// All that is kept of one person.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// The id that the person has here.
    pub person: String,
    /// Names, as they were written.
    pub names: BTreeSet<String>,
    /// Addresses.
    pub emails: BTreeSet<String>,
    /// Telephone numbers.
    pub phones: BTreeSet<String>,
    /// Needs that the person stated, with their referrals.
    pub needs: Vec<NeedCase>,
    /// Bookings.
    pub bookings: Vec<LoadedBooking>,
    /// Members that named the person.
    pub members: Vec<MemberRecord>,
    /// Wishes to be contacted about a survey.
    pub contacts: Vec<(SurveyId, ContactRequest)>,
    /// Messages of webhook sources that wait and name the person.
    pub messages: Vec<(SourceId, Received)>,
    /// Members as they were before they were joined; end by themselves.
    pub joined: Vec<MemberRecord>,
}

impl Dossier {
    /// Whether a name has all these words, accents and case aside.
    pub fn is_named(&self, q: &str) -> bool {
        let words = fold(q);
        self.names.iter().map(|name| fold(name)).any(|name| {
            let known: Vec<&str> = name.split(' ').collect();
            words.split(' ').all(|word| known.contains(&word))
        })
    }

    /// How many there are of what.
    pub fn counts(&self) -> BTreeMap<String, u32> {
        let all = [
            ("needs", self.needs.len()),
            ("bookings", self.bookings.len()),
            ("members", self.members.len()),
            ("contacts", self.contacts.len()),
            ("messages", self.messages.len()),
            ("merges", self.joined.len()),
        ];
        let some = all.into_iter().filter(|(_, count)| *count > 0);
        some.map(|(what, count)| (what.to_owned(), u32::try_from(count).unwrap_or(u32::MAX))).collect()
    }

    /// What an erasure looks for in what others wrote. A single word is not
    /// looked for: it names others, too.
    pub fn marks(&self) -> Vec<String> {
        let names = self.names.iter().map(|name| name.trim()).filter(|name| name.contains(' ')).map(str::to_owned);
        let bare = |phone: &String| phone.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let phones = self.phones.iter().flat_map(|phone| [phone.clone(), bare(phone)]);
        let phones = phones.filter(|phone| phone.chars().filter(char::is_ascii_digit).count() >= 8);
        self.emails.iter().cloned().chain(names).chain(phones).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn known(&mut self, name: Option<&str>, email: Option<&str>, phone: Option<&str>) {
        let kept = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        self.names.extend(kept(name));
        self.emails.extend(kept(email));
        self.phones.extend(kept(phone));
    }

    /// Whom a member names.
    fn named(&mut self, record: &MemberRecord) {
        let said = |field| record.case.person_text(field);
        self.known(said("contact_role"), said("contact_email"), said("contact_phone"));
    }

    async fn add(&mut self, store: &Store, trace: Trace) -> Result<(), TableError> {
        match trace {
            Trace::Need(id) => {
                let Some(case) = store.needs().load(&id).await?.map(|found| found.case) else { return Ok(()) };
                if let Some(person) = &case.person {
                    let contact = &person.contact;
                    self.known(Some(&contact.name), Some(contact.email.as_str()), contact.phone.as_deref());
                    self.needs.push(case);
                }
            }
            Trace::Booking(id) => {
                let Some(booking) = store.bookings().load(&id).await? else { return Ok(()) };
                if let Some(person) = &booking.person {
                    let contact = person.contact.as_ref();
                    let name = contact.map(|contact| contact.name.as_str()).or(person.name.as_deref());
                    let email = contact.map(|contact| contact.email.as_str());
                    self.known(name, email, contact.and_then(|contact| contact.phone.as_deref()));
                    self.bookings.push(booking);
                }
            }
            Trace::Member(id) => {
                let Some(record) = store.members().load(&id).await?.map(|found| found.value) else { return Ok(()) };
                self.named(&record);
                self.members.push(record);
            }
            Trace::Contact(survey, id) => {
                if let Some(found) = store.surveys().contact(&survey, &id).await? {
                    self.known(Some(&found.value.name), Some(found.value.email.as_str()), None);
                    self.contacts.push((survey, found.value));
                }
            }
            Trace::Message(source, id) => {
                let Some(found) = store.received().load(&source, &id).await? else { return Ok(()) };
                if let Some(named) = found.value.person() {
                    self.known(Some(&named.name), named.email.as_ref().map(EmailAddress::as_str), None);
                    self.messages.push((source, found.value));
                }
            }
            Trace::Merge(id) => {
                let Some(merge) = store.members().merge(&id).await?.map(|found| found.value) else { return Ok(()) };
                let records: Vec<_> = store.members().joined_of(&merge, &self.person).cloned().collect();
                for record in records {
                    self.named(&record);
                    self.joined.push(record);
                }
            }
        }
        Ok(())
    }
}

/// All that is kept of one person; `None` where that is nothing. One query, and
/// one read for each thing that was found.
pub async fn dossier(store: &Store, person: &str) -> Result<Option<Dossier>, TableError> {
    let traces = store.people().of(person).await?;
    let mut dossier = Dossier { person: person.to_owned(), ..Dossier::default() };
    for trace in traces {
        dossier.add(store, trace).await?;
    }
    let something = !dossier.names.is_empty() || !dossier.emails.is_empty();
    Ok(something.then_some(dossier))
}
