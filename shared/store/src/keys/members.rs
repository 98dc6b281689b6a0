//! Keys of members, of the lists that they stand in, and of what is proposed
//! to them.

use domain::ids::{BookingId, LocationId, MemberId, NeedId, NeedTypeId};

use crate::table::Key;

/// What the partition of a member begins with.
pub const MEMBER: &str = "MEMBER#";

/// Partition of a member: its case, the needs it stated, history, deliveries.
pub fn member_partition(member: &MemberId) -> String {
    format!("{MEMBER}{member}")
}

/// A member's company.
pub fn member(member: &MemberId) -> Key {
    Key::new(member_partition(member), "CASE#MEMBER")
}

/// Its people.
pub fn member_person(member: &MemberId) -> Key {
    Key::new(member_partition(member), "CASE#PERSON")
}

/// What is proposed to it of one kind of need.
pub fn proposal(member: &MemberId, need_type: &NeedTypeId) -> Key {
    Key::new(member_partition(member), format!("CASE#PROPOSAL#{need_type}"))
}

/// Prefix of the needs that a member stated.
pub const STATED: &str = "CASE#STATED#";

/// A need that a member stated.
pub fn member_need(member: &MemberId, need: &NeedId) -> Key {
    Key::new(member_partition(member), format!("{STATED}{need}"))
}

/// Prefix of the bookings that a member made.
pub const BOOKED: &str = "BOOKED#";

/// A booking that a member made.
pub fn member_booking(member: &MemberId, booking: &BookingId) -> Key {
    Key::new(member_partition(member), format!("{BOOKED}{booking}"))
}

/// The entry that a member's was joined into.
pub fn member_merged(member: &MemberId) -> Key {
    Key::new(member_partition(member), "MERGED")
}

/// The member that a need was joined to.
pub fn member_of_need(need: &NeedId) -> Key {
    Key::new(super::need_partition(need), "MEMBER")
}

/// Lists that members stand in: by name those of all and of a location, by member
/// id, which is the order in which they were entered, where nothing else is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberList {
    /// All.
    All,
    /// Hosted at one location now, or last.
    Location(LocationId),
    /// Of one stage.
    Stage(String),
    /// Of one ICT domain.
    Domain(String),
    /// With an open proposal, of one kind of need or of any.
    Proposal(Option<NeedTypeId>),
    /// With an open need, of one kind or of any.
    NeedType(Option<NeedTypeId>),
    /// That lack a required field, this one or any.
    Missing(Option<String>),
    /// By the last contact, the longest ago first: all, or those of one location.
    Silent(Option<LocationId>),
    /// Hosted at one location now, or last, by the first day of that stay.
    Since(LocationId),
    /// Ever hosted at one location, a row for each stay: by its last day, those
    /// that last at the end; then by its first.
    Hosted(LocationId),
    /// With a piece of a name that begins with these letters; of `@`, by the address.
    Find(String),
}

impl MemberList {
    /// The list's partition.
    pub fn partition(&self) -> String {
        match self {
            Self::All => "MEMBERS#ALL".to_owned(),
            Self::Location(location) => format!("MEMBERS#LOCATION#{location}"),
            Self::Stage(stage) => format!("MEMBERS#STAGE#{stage}"),
            Self::Domain(domain) => format!("MEMBERS#DOMAIN#{domain}"),
            Self::Proposal(need_type) => {
                format!("MEMBERS#PROPOSAL#{}", need_type.as_ref().map_or("*", NeedTypeId::as_str))
            }
            Self::NeedType(need_type) => {
                format!("MEMBERS#NEED#{}", need_type.as_ref().map_or("*", NeedTypeId::as_str))
            }
            Self::Missing(field) => format!("MEMBERS#MISSING#{}", field.as_deref().unwrap_or("*")),
            Self::Silent(None) => "MEMBERS#SILENT".to_owned(),
            Self::Silent(Some(location)) => format!("MEMBERS#SILENT#{location}"),
            Self::Since(location) => format!("MEMBERS#SINCE#{location}"),
            Self::Hosted(location) => format!("MEMBERS#HOSTED#{location}"),
            Self::Find(start) => format!("MEMBERS#FIND#{start}"),
        }
    }
}

/// Partition of what says which rows of a member wait for a commit of their own.
pub const MEMBERS_BEHIND: &str = "MEMBERS#BEHIND";

/// Which rows of a member wait.
pub fn member_behind(member: &MemberId) -> Key {
    Key::new(MEMBERS_BEHIND, member.as_str())
}

/// How far the index rows of members of an earlier version are written anew.
pub fn members_reindexed() -> Key {
    // The number is raised when a version writes other rows than the one before.
    Key::new("MEMBERS#REINDEXED", "3")
}

/// Partition of what the members of one location come to.
pub const MEMBER_COUNTS: &str = "MEMBERS#COUNTS";

/// What the members of one location come to.
pub fn member_count(location: &LocationId) -> Key {
    Key::new(MEMBER_COUNTS, location.as_str())
}

/// What became of what each version of a rule proposed.
pub fn rule_fates() -> Key {
    Key::new("MEMBERS#RULES", "FATES")
}

/// Partition of the members that share something: `NUMBER`, `MAIL` or `DOMAIN`
/// and its value, of an address the keyed hash.
pub fn member_same(what: &str, value: &str) -> String {
    format!("MEMBERS#SAME#{what}#{value}")
}

/// Partition of proposals of one status, the surest first.
pub fn proposals(status: &str) -> String {
    format!("PROPOSALS#{status}")
}

/// Partition of pairs of members that may be one company.
pub const MEMBER_PAIRS: &str = "MEMBERS#PAIRS";
/// Partition of pairs that a person said are two.
pub const MEMBER_TWO: &str = "MEMBERS#TWO";

/// A pair of members, whichever is named first.
pub fn member_pair(partition: &str, a: &MemberId, b: &MemberId) -> Key {
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    Key::new(partition, format!("{first}#{second}"))
}

/// Partition of bookings of which a person is to say whose they are.
pub const MEMBER_DOUBTS: &str = "MEMBERS#DOUBTS";
/// Partition of bookings that are no member's, as a person said.
pub const MEMBER_NOBODYS: &str = "MEMBERS#NOBODYS";

/// A booking of which nothing tells for sure whose it is.
pub fn member_doubt(partition: &str, booking: &BookingId) -> Key {
    Key::new(partition, booking.as_str())
}

/// Partition of joinings that can be taken back.
pub const MEMBER_JOININGS: &str = "MEMBERS#JOINED";

/// A joining that can be taken back.
pub fn member_joining(id: &str) -> Key {
    Key::new(MEMBER_JOININGS, id)
}

/// Two entries that were joined, to be undone.
pub fn merge(id: &str) -> Key {
    Key::new(format!("MERGE#{id}"), "MERGE")
}
