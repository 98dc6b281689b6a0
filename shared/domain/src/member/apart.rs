//! A joining of two entries taken back: what it brought goes, what was changed
//! since stays.

use std::collections::{BTreeMap, BTreeSet};

use super::{MemberCase, Proposal};
use crate::Instant;

impl MemberCase {
    /// This entry as it was before `other` was joined into it at that moment, when it
    /// was `own`; but what is neither as it was nor as the other had it was changed
    /// since, and stays. Answers the fields that do.
    pub fn apart(mut self, (own, other): (&Self, &Self), at: Instant) -> (Self, Vec<String>) {
        let mut kept = Vec::new();
        for (now, was, brought) in [
            (&mut self.member.profile, &own.member.profile, &other.member.profile),
            (&mut self.person.profile, &own.person.profile, &other.person.profile),
        ] {
            let fields: BTreeSet<String> = now.keys().chain(was.keys()).chain(brought.keys()).cloned().collect();
            for field in fields {
                let either = |value| was.get(&field) == Some(value) || brought.get(&field) == Some(value);
                let is_as_joined = now.get(&field).is_some_and(either);
                if is_as_joined {
                    put_back(now, was, &field);
                    put_back(&mut self.member.sources, &own.member.sources, &field);
                } else if now.get(&field) != was.get(&field) {
                    kept.push(field);
                }
            }
        }
        let (now, was, brought) = (&mut self.member, &own.member, &other.member);
        now.by_others.clone_from(&was.by_others);
        now.hosted.retain(|stay| was.hosted.contains(stay) || !brought.hosted.contains(stay));
        now.met.retain(|agency| was.met.contains(agency) || !brought.met.contains(agency));
        if now.last_contact_at == brought.last_contact_at {
            now.last_contact_at = was.last_contact_at;
        }
        if now.asked_at == brought.asked_at {
            now.asked_at = was.asked_at;
        }
        if now.unsubscribed && brought.unsubscribed {
            now.unsubscribed = was.unsubscribed;
        }
        // Nor is a field this one's to leave empty that the other's member emptied.
        let (company, people) = (&now.profile, &self.person.profile);
        now.sources.retain(|field, known| {
            let is_own = was.sources.contains_key(field);
            let has_value = company.contains_key(field) || people.contains_key(field);
            is_own || has_value || brought.sources.get(field) != Some(&*known)
        });
        let since = |one: &&Proposal| at < one.changed_at;
        let of_own = own.proposals.iter().map(|was| self.proposal(&was.need_type).filter(since).unwrap_or(was));
        let new = self.proposals.iter().filter(since).filter(|one| own.proposal(&one.need_type).is_none());
        self.proposals = of_own.chain(new).cloned().collect();
        (self, kept)
    }
}

/// Gives a field what it had; nothing where it had nothing.
fn put_back<T: Clone>(now: &mut BTreeMap<String, T>, was: &BTreeMap<String, T>, field: &str) {
    match was.get(field) {
        Some(value) => now.insert(field.to_owned(), value.clone()),
        None => now.remove(field),
    };
}
