//! The companies of a file's rows, as far as they were looked at: a row whose
//! company stands in an earlier one is a person's to decide about.

use std::collections::BTreeMap;

use domain::contact::EmailAddress;
use domain::ids::MemberId;
use domain::member::matching::core_name;
use domain::member::{NAME_FIELD, Sent};
use store::Secrets;

/// Letters of a digest that are kept.
const SHORT: usize = 16;

/// What a number's sign begins with.
const NUMBER: char = '#';

/// The first row of each number, name and address.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<String, First>);

/// A row that was looked at.
#[derive(Clone)]
struct First {
    row: u32,
    member: Option<MemberId>,
    number: Option<String>,
}

impl Seen {
    /// The row in which a company stands before, with its member: the one of its
    /// number, else of its name, else of its address. Two numbers are two
    /// companies, whatever else they share.
    pub(super) fn before(&self, company: &str) -> Option<(u32, Option<MemberId>)> {
        let own = number_of(company);
        let is_other = |first: &First| own.zip(first.number.as_deref()).is_some_and(|(own, other)| own != other);
        let found = company.split(' ').filter_map(|sign| self.0.get(sign)).find(|first| !is_other(first))?;
        Some((found.row, found.member.clone()))
    }

    /// A row was looked at. What an earlier one has as well stays that one's.
    pub(super) fn add(&mut self, company: &str, row: u32, member: Option<&MemberId>) {
        let first = First { row, member: member.cloned(), number: number_of(company).map(str::to_owned) };
        for sign in company.split(' ').filter(|sign| !sign.is_empty()) {
            self.0.entry(sign.to_owned()).or_insert_with(|| first.clone());
        }
    }
}

fn number_of(company: &str) -> Option<&str> {
    company.split(' ').find(|sign| sign.starts_with(NUMBER))
}

/// What a row may have in common with others of its company, short: its number,
/// its name and its address, as far as it has them. The key that they are made with
/// lies apart: of an address nobody tells whose it was.
pub(super) fn company(secrets: &Secrets, sent: &Sent) -> String {
    let short = |kind: &str, value: &str| secrets.keyed_hash("import.company", &[kind, value])[..SHORT].to_owned();
    let text = |field: &str| sent.profile.get(field).and_then(|value| value.as_str()).unwrap_or_default();
    let mailbox = EmailAddress::parse(text("contact_email")).map(|email| email.mailbox()).unwrap_or_default();
    let number = Some(text("enterprise_number")).filter(|number| !number.is_empty());
    let number = number.map(|number| format!("{NUMBER}{}", short("number", number)));
    let others = [("name", core_name(text(NAME_FIELD))), ("mail", mailbox)];
    let others = others.iter().filter(|(_, value)| !value.is_empty());
    let signs = number.into_iter().chain(others.map(|(kind, value)| short(kind, value)));
    signs.collect::<Vec<_>>().join(" ")
}
