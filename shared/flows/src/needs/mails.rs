//! What every mail about a need is made from.

use domain::Text;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::need::{NeedCase, NeedPerson, confirmed};

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
        let settled = confirmed(&self.case.need.need_types);
        settled.filter_map(|id| self.catalogue.need_type(id)).map(|need_type| need_type.label.clone()).collect()
    }
}
