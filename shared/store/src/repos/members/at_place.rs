//! Lists of members as the people of their place read them: the rule is
//! [`domain::sight::keep_of_member`]. By what they do not read nobody is found, nor
//! is anybody put before another, so that the filters are held against what they do.

use domain::ids::MemberId;
use domain::member::matching::{domain_name, fold, mail_start, own_domain, search_words};
use domain::member::{MemberCase, MemberPerson};
use domain::sight::{is_known_at_place, keep_of_member};

use super::index::MemberEntry;
use super::list::{MemberFilter, ROWS_AT_MOST};
use super::{MemberRecord, MembersRepo};
use crate::error::TableError;
use crate::keys;

/// The longest page of rows.
const ROWS_AT_ONCE: usize = 500;

impl MembersRepo<'_> {
    /// A page of members and where it goes on: it ends where a page of rows has one
    /// that is asked for. Rows of which none is are looked through in ever longer pages.
    pub(super) async fn at_place(
        &self,
        filter: &MemberFilter,
        mut after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<MemberEntry>, Option<String>), TableError> {
        let MemberFilter { location, hosted, sort, .. } = filter.clone();
        let rows = MemberFilter { location, hosted, sort, for_place: true, ..MemberFilter::default() };
        let catalogue = self.0.catalogue().load().await?;
        let (mut read, mut size) = (0, limit);
        loop {
            let (some, next) = self.in_full(&rows, after.clone(), size).await?;
            read += some.len();
            let ids: Vec<MemberId> = some.into_iter().map(|entry| entry.id).collect();
            let mut found = Vec::new();
            for mut case in self.cases(&ids).await? {
                keep_of_member(&mut case);
                if is_known_at_place(&case.member) && finds(filter, &case) {
                    found.push(MemberEntry::of(&MemberRecord { case, stated: Vec::new() }, &catalogue));
                }
            }
            found.retain(|entry| filter.keeps(entry, &[], None));
            if found.len() > limit {
                // More than a page holds: of these rows, a page.
                size = limit;
                continue;
            }
            if !found.is_empty() || next.is_none() || read >= ROWS_AT_MOST {
                return Ok((found, next));
            }
            (after, size) = (next, (2 * size).min(ROWS_AT_ONCE));
        }
    }

    /// Members with their people, as far as they exist: two gets for each hundred.
    async fn cases(&self, ids: &[MemberId]) -> Result<Vec<MemberCase>, TableError> {
        let people: Vec<_> = ids.iter().map(keys::member_person).collect();
        let people = self.0.values_of::<MemberPerson>(&people).await?;
        let both = self.companies(ids).await?.into_iter().zip(people);
        let case = |(member, person): (Option<_>, Option<MemberPerson>)| {
            Some(MemberCase { member: member?, person: person.unwrap_or_default(), proposals: Vec::new() })
        };
        Ok(both.filter_map(case).collect())
    }
}

/// Whether a search finds a member: by parts of words of its name, number or mail
/// domain, or by the beginning of its address.
fn finds(filter: &MemberFilter, case: &MemberCase) -> bool {
    let Some(q) = filter.q.as_deref().filter(|q| !q.trim().is_empty()) else { return true };
    let email = case.contact().map(|(email, _)| email);
    if let Some(start) = mail_start(q) {
        return email.is_some_and(|email| email.mailbox().starts_with(&start));
    }
    let domain = email.as_ref().and_then(own_domain).unwrap_or_default();
    let (name, number) = (case.member.name(), case.member.text("enterprise_number"));
    let text = fold(&format!("{name} {number} {domain} {}", domain_name(domain)));
    let words = search_words(q);
    !words.is_empty() && words.iter().all(|word| text.contains(word.as_str()))
}
