//! Keys of needs, their referrals, and the lists and work rows that are written
//! with them.

use domain::ids::{AgencyId, LocationId, NeedId};
use domain::need::NeedStatus;
use domain::referral::ReferralStatus;
use domain::worklist::Owner;

use crate::table::Key;

/// Partition of a need: its case, history and deliveries.
pub fn need_partition(need: &NeedId) -> String {
    format!("NEED#{need}")
}

/// What the partition of what an agency is asked on one morning begins with.
pub const DIGEST: &str = "DIGEST#";

/// What an agency is asked on one morning.
pub fn digest_partition(agency: &AgencyId, day: chrono::NaiveDate) -> String {
    format!("{DIGEST}{agency}#{day}")
}

/// Which mails tell it.
pub fn digest_mails(agency: &AgencyId, day: chrono::NaiveDate) -> Key {
    Key::new(digest_partition(agency, day), "MAILS")
}

/// Prefix of the rows that name a request.
pub const DIGEST_ITEM: &str = "ITEM#";

/// Prefix of the rows that one decision about a need is made on.
pub const CASE: &str = "CASE#";
/// Prefix of recorded events.
pub const EVENT: &str = "EVENT#";
/// Prefix of deliveries.
pub const DELIVERY: &str = "DELIVERY#";

/// The need.
pub fn need(need: &NeedId) -> Key {
    Key::new(need_partition(need), "CASE#NEED")
}

/// The person behind it.
pub fn need_person(need: &NeedId) -> Key {
    Key::new(need_partition(need), "CASE#PERSON")
}

/// One of its referrals.
pub fn referral(need: &NeedId, agency: &AgencyId) -> Key {
    Key::new(need_partition(need), format!("CASE#REFERRAL#{agency}"))
}

/// Lists that needs stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeedList {
    /// All.
    All,
    /// Of one location.
    Location(LocationId),
    /// Of one status.
    Status(NeedStatus),
    /// Of one location and status.
    Both(LocationId, NeedStatus),
}

impl NeedList {
    /// The list's partition; for a yearly list, that of a year.
    pub fn partition(&self, year: i32) -> String {
        match self {
            Self::All => format!("NEEDS#ALL#{year}"),
            Self::Location(location) => format!("NEEDS#LOCATION#{location}#{year}"),
            Self::Status(status) if self.is_yearly() => format!("NEEDS#STATUS#{}#{year}", status.code()),
            Self::Status(status) => format!("NEEDS#STATUS#{}", status.code()),
            Self::Both(location, status) if self.is_yearly() => {
                format!("NEEDS#LOCATION#{location}#{}#{year}", status.code())
            }
            Self::Both(location, status) => format!("NEEDS#LOCATION#{location}#{}", status.code()),
        }
    }

    /// Whether the list grows for ever and is kept by year. Lists of open
    /// statuses shrink as needs close: one partition, read by one query.
    pub fn is_yearly(&self) -> bool {
        let (Self::Status(status) | Self::Both(_, status)) = self else { return true };
        *status == NeedStatus::Closed
    }
}

/// Lists that referrals stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferralList {
    /// Of one agency.
    Agency(AgencyId),
    /// Of one status.
    Status(ReferralStatus),
    /// Of one agency and status.
    Both(AgencyId, ReferralStatus),
    /// All.
    All,
    /// Of members of one location.
    Location(LocationId),
    /// Of members of one location, of one agency and status: what is asked by two of
    /// these is read of several such lists.
    Of(LocationId, AgencyId, ReferralStatus),
}

impl ReferralList {
    /// The list's partition; for a yearly list, that of a year.
    pub fn partition(&self, year: i32) -> String {
        match self {
            Self::All => format!("REFERRALS#ALL#{year}"),
            Self::Agency(agency) => format!("REFERRALS#AGENCY#{agency}#{year}"),
            Self::Status(status) if self.is_yearly() => format!("REFERRALS#STATUS#{}#{year}", status.code()),
            Self::Status(status) => format!("REFERRALS#STATUS#{}", status.code()),
            Self::Both(agency, status) if self.is_yearly() => {
                format!("REFERRALS#AGENCY#{agency}#{}#{year}", status.code())
            }
            Self::Both(agency, status) => format!("REFERRALS#AGENCY#{agency}#{}", status.code()),
            Self::Location(location) => format!("REFERRALS#LOCATION#{location}#{year}"),
            Self::Of(location, agency, status) => {
                let list = format!("REFERRALS#LOCATION#{location}#{agency}#{}", status.code());
                if self.is_yearly() { format!("{list}#{year}") } else { list }
            }
        }
    }

    /// Whether the list grows for ever and is kept by year.
    pub fn is_yearly(&self) -> bool {
        let (Self::Status(status) | Self::Both(_, status) | Self::Of(_, _, status)) = self else { return true };
        !status.is_open()
    }
}

/// Partition of somebody's work.
pub fn work(owner: &Owner) -> String {
    match owner {
        Owner::Coordinator => "WORK#COORDINATOR".to_owned(),
        Owner::Agency(agency) => format!("WORK#AGENCY#{agency}"),
    }
}

/// How far the rows of an earlier version were brought up to date.
pub fn needs_reindexed() -> Key {
    // 2: referrals by location.
    Key::new("NEEDS#REINDEXED", "2")
}

/// What the partition of a working morning begins with.
pub const MORNING: &str = "MORNING#";

/// That the morning of a day began, so that its mails were planned.
pub fn morning(day: chrono::NaiveDate) -> Key {
    Key::new(format!("{MORNING}{day}"), "BEGUN")
}
