//! The quarter as one value, which page, workbook and API show.

use chrono::NaiveDate;
use domain::statistics::Share;
use domain::suggestion::Suggestion;
use serde::Serialize;
use utoipa::ToSchema;

use crate::satisfaction::Satisfaction;

/// The quarter.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = QuarterReport)]
pub(super) struct Report {
    /// Which.
    #[schema(example = "2026-Q4")]
    pub(super) quarter: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub(super) from: NaiveDate,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub(super) to: NaiveDate,
    /// The day of these figures.
    #[schema(value_type = String, format = Date)]
    pub(super) day: NaiveDate,
    /// Presences, from the rota.
    pub(super) presences: PresencesView,
    /// Members reached.
    pub(super) members: MembersView,
    /// Needs stated in the quarter.
    pub(super) needs: NeedsView,
    /// Referrals made in the quarter.
    pub(super) referrals: ReferralsView,
    /// Appointments in the quarter.
    pub(super) bookings: BookingsView,
    /// What people said.
    pub(super) satisfaction: Satisfaction,
    /// What was suggested, and what became of it.
    pub(super) suggestions: SuggestionsView,
    /// The coordinator's work list.
    pub(super) work: WorkView,
    /// What running the product costs.
    pub(super) cost: CostView,
    /// What each of these counts, in the language asked for, and where that
    /// stands.
    pub(super) definitions: Vec<Definition>,
}

/// What a figure counts.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureDefinition)]
pub(super) struct Definition {
    /// The part of the report.
    pub(super) of: &'static str,
    /// What it counts.
    pub(super) text: String,
    /// The page of what is counted; null where there is none.
    pub(super) counts: Option<String>,
}

/// Presences of the quarter.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportPresences)]
pub(super) struct PresencesView {
    /// All together.
    pub(super) all: PresenceView,
    /// By agency; `aims` are of places alone.
    pub(super) by_agency: Vec<PresenceView>,
    /// By place.
    pub(super) by_place: Vec<PresenceView>,
}

/// Presences of an agency, of a place, or all.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportPresence)]
pub(super) struct PresenceView {
    /// The agency's or the place's; null of all.
    pub(super) id: Option<String>,
    /// Sessions that took place.
    pub(super) held: u64,
    /// Sessions that were cancelled.
    pub(super) cancelled: u64,
    /// Sessions still to come.
    pub(super) to_come: u64,
    /// Weeks begun in which somebody was due.
    pub(super) aims: u64,
    /// Of these, those in which somebody was there.
    pub(super) met: u64,
}

/// Members reached.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportMembers)]
pub(super) struct MembersView {
    /// Members reached: of each place together.
    pub(super) reached: u64,
    /// Members hosted now.
    pub(super) hosted: u64,
    /// By place.
    pub(super) by_place: Vec<Reach>,
}

/// Members reached at a place.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportReach)]
pub(super) struct Reach {
    /// The place.
    pub(super) id: String,
    /// Members reached.
    pub(super) reached: u64,
    /// Members hosted now.
    pub(super) hosted: u64,
}

/// A count of something that has a name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportCount)]
pub(super) struct Count {
    /// Of what.
    pub(super) id: String,
    /// How many.
    pub(super) n: u64,
}

/// Needs stated in the quarter.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportNeeds)]
pub(super) struct NeedsView {
    /// All.
    pub(super) stated: u64,
    /// Of these, closed by now.
    pub(super) closed: u64,
    /// Of these, closed with help.
    pub(super) helped: u64,
    /// By kind, the most frequent first; one of two kinds counts with both.
    pub(super) by_kind: Vec<Count>,
    /// By programme of the services that were asked.
    pub(super) by_programme: Vec<Count>,
    /// By place.
    pub(super) by_place: Vec<Count>,
}

/// Referrals made in the quarter.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportReferrals)]
pub(super) struct ReferralsView {
    /// All together.
    pub(super) all: ReferralView,
    /// By agency.
    pub(super) by_agency: Vec<ReferralView>,
}

/// Referrals to an agency, or all.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportReferral)]
pub(super) struct ReferralView {
    /// The agency; null of all.
    pub(super) id: Option<String>,
    /// Asked.
    pub(super) asked: u64,
    /// Answered.
    pub(super) answered: u64,
    /// Whose loop is closed: the agency said no, or what came of it.
    pub(super) closed: u64,
    /// Still open.
    pub(super) open: u64,
    /// Taken back by the member.
    pub(super) withdrawn: u64,
    /// Share of closed loops of those asked and not taken back; null of none.
    pub(super) closed_share: Option<Share>,
    /// Working days to the first answer: as many or fewer for half of them.
    pub(super) days_half: Option<u32>,
    /// The same for nine in ten.
    pub(super) days_nine_in_ten: Option<u32>,
}

/// Appointments in the quarter.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportBookings)]
pub(super) struct BookingsView {
    /// All together.
    pub(super) all: BookingView,
    /// By agency.
    pub(super) by_agency: Vec<BookingView>,
}

/// Appointments with an agency, or all.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportBooking)]
pub(super) struct BookingView {
    /// The agency; null of all.
    pub(super) id: Option<String>,
    /// Booked and not cancelled.
    pub(super) booked: u64,
    /// Whose person came.
    pub(super) attended: u64,
    /// Whose person did not come.
    pub(super) missed: u64,
    /// People who came without having booked.
    pub(super) walk_ins: u64,
    /// Share of no-shows of those of which it was said; null of none.
    pub(super) no_show: Option<Share>,
}

/// What was suggested.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportSuggestions)]
pub(super) struct SuggestionsView {
    /// Taken up in the quarter.
    pub(super) taken_up: usize,
    /// Of these, done by now.
    pub(super) done: usize,
    /// Of these, planned.
    pub(super) planned: usize,
    /// Of these, refused.
    pub(super) refused: usize,
    /// Of these, not decided yet.
    pub(super) undecided: usize,
    /// Those that were answered in public.
    pub(super) told: Vec<Suggestion>,
}

/// The coordinator's work list.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = ReportWork)]
pub(super) struct WorkView {
    /// Things that came onto it in the quarter and are off it.
    pub(super) items: u64,
    /// Hours, at two minutes each.
    pub(super) hours: f64,
}

/// What running the product costs, by its model.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = ReportCost)]
pub(super) struct CostView {
    /// US dollars for the three months; null where the model does not say.
    pub(super) dollars: Option<f64>,
}
