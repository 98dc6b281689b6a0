//! What mails say: one small file per mail, each a pure function from plain
//! data to a [`crate::Message`]. The sentences stand in `locales`; text and
//! HTML are two renderings of the same letter, so neither says what the other
//! does not.

mod agency_note;
mod booking;
mod calendar_link;
mod format;
mod greeting;
mod hand_over;
mod html;
mod inform;
mod invitation;
mod joined;
mod letter;
mod link_renewed;
mod member_news;
mod member_update;
mod morning;
mod plan_asked;
mod proposals;
mod referral;
mod referral_digest;
mod sessions;
mod sign_in;
mod survey_invitation;
mod switched_off;
mod text;
mod withdrawn;
mod words;
mod written;

use domain::Language;
use domain::contact::EmailAddress;

pub use agency_note::{AgencyNote, EntrustedBy, NoteWhy, agency_note};
pub use booking::{AgencyNews, AgencyTold, BookingMail, BookingNews, Other, PersonNews, PersonTold, booking};
pub use calendar_link::{CalendarLink, calendar_link};
pub use format::{date, euros, language_name, month};
pub use greeting::as_a_name;
pub use hand_over::{HandOverMail, HandedSeries, hand_over};
pub use inform::{Ending, MonthlyDigest, NewsMail, ToldService, ToldSession, ToldSuggestion, monthly_digest, news};
pub use invitation::{Invitation, InvitedAs, invitation};
pub use joined::{JoinedMail, joined};
pub use link_renewed::{LinkRenewed, RenewedFor, link_renewed};
pub use member_news::{Asked, MemberNews, Onward};
pub use member_update::{MemberUpdate, member_update};
pub use morning::{Morning, MorningItem, MorningKind, morning};
pub use plan_asked::{AskedSeries, PlanAsked, plan_asked};
pub use proposals::{MemberLink, Proposals, Proposed, member_link, proposals};
pub use referral::{Added, Otherwise, Place, ReferralMail, referral};
pub use referral_digest::{ReferralDigest, Requested, referral_digest};
pub use sessions::{Alike, BookedNews, SessionNews, SessionStood, SessionsMail, sessions};
pub use sign_in::{SignIn, sign_in};
pub use survey_invitation::{SurveyInvitation, survey_invitation};
pub use switched_off::{SwitchedOff, WhyOff, switched_off};
pub use withdrawn::{WhyWithdrawn, Withdrawn, withdrawn};

/// To whom a mail goes, and as which delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The delivery's id: see [`crate::Message::id`].
    pub id: String,
    /// The recipient.
    pub to: EmailAddress,
    /// The recipient's name.
    pub to_name: Option<String>,
    /// One language, or French and Dutch where it is unknown: one block each.
    pub languages: Vec<Language>,
}

/// The languages of a mail to a person: their own, else French and Dutch.
pub fn languages_of(language: Option<Language>) -> Vec<Language> {
    language.map_or_else(|| Language::BOTH.to_vec(), |language| vec![language])
}

/// The languages of a mail to an agency about somebody: that person's, if the
/// agency answers in it, else French and Dutch.
pub fn languages_for_agency(contact: Option<Language>, agency: &[Language]) -> Vec<Language> {
    languages_of(contact.filter(|language| agency.contains(language)))
}
