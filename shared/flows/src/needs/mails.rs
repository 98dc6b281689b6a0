//! What every mail about a need is made from.

use domain::Text;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, NeedTypeId};
use domain::moves::asked_about;
use domain::need::{NeedCase, NeedPerson, confirmed};
use domain::referral::Referral;
use mail::compose::Added;

use crate::effects::Task;

/// What a mail about a need is made from, as it stands when the mail leaves.
pub(super) struct MailOfNeed<'a> {
    pub(super) task: &'a Task<'a>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) case: &'a NeedCase,
    pub(super) person: &'a NeedPerson,
}

impl MailOfNeed<'_> {
    /// An agency's short name.
    pub(super) fn agency_name(&self, id: &AgencyId) -> String {
        self.catalogue.agency_name(id).to_owned()
    }

    /// The kinds of need that are settled.
    pub(super) fn labels(&self) -> Vec<Text> {
        self.named(confirmed(&self.case.need.need_types))
    }

    /// The kinds of need that an agency is asked about.
    pub(super) fn labels_for(&self, referral: &Referral) -> Vec<Text> {
        self.named(asked_about(self.case, referral, self.catalogue).iter())
    }

    /// What the company added to what it asked at first, the earliest first.
    pub(super) fn added(&self) -> Vec<Added> {
        let added = self.person.notes.iter().filter(|note| note.by.is_some());
        added.map(|note| Added { on: note.at.day_in(BRUSSELS), text: note.said() }).collect()
    }

    fn named<'b>(&self, kinds: impl Iterator<Item = &'b NeedTypeId>) -> Vec<Text> {
        kinds.filter_map(|id| self.catalogue.need_type(id)).map(|need_type| need_type.label.clone()).collect()
    }
}
