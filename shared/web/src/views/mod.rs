//! Needs, referrals and their history as programs read them: one shape for
//! every function that answers with one. Sentences in them come in the
//! language asked for.

mod agreed;
mod history;
mod need;
mod referral;

pub use agreed::{agreed, agreement};
pub use history::{HistoryView, Names, actor_code, booking_history, history, member_mail, what_happened};
pub use need::{
    JoinedView, NeedDetailView, NeedItemView, NeedTypeItemView, NeedTypeView, NeedView, PersonView, ReferralBriefView,
};
pub use referral::{ReferralItemView, ReferralView, is_late, shares, waits_for};
