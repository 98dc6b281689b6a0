//! # The model
//!
//! A *visit* `x(i, p, c) ∈ {0, 1}` is adviser `i` at place `p` in cell `c`, a day
//! and a window of [`Problem::windows`](crate::Problem).
//!
//! ## What no plan breaks
//!
//! - An adviser is at one place at once, on half-days on which they work, not
//!   while away; a morning that ends within an hour after noon is a morning, as
//!   the rota has it (`domain::rota`).
//! - A place is open in the window, not closed on the day, and has a desk.
//! - `Σ x` of an adviser in a week is at most `most_a_week`, and its minutes at
//!   most `week_minutes_most + minutes_more`, both less what they hold `outside`
//!   of all windows in that week.
//! - At one place at once there are at most `agencies_most` agencies, and one
//!   adviser of each.
//! - Between two visits of an adviser on one day there is time for the way and
//!   for `lunch_minutes`. Places in one building are one stop.
//! - What is kept or pinned is there, what is forbidden is not. Where people put
//!   in what breaks a rule by itself it stands; nothing is added to it that does.
//!   Series without a named adviser are in every plan: they serve, meet aims and
//!   take a desk.
//!
//! ## What a plan is worth
//!
//! Each part times its weight ([`Weights`](crate::Weights)):
//!
//! - **Demand**: parties served in time. Of an agency at a place, `d(w)` parties
//!   arise in week `w`; `n(v)` visits in week `v` serve `parties · n(v)` of those
//!   that arose in `v - served_within_weeks ..= v`. What is served is the most
//!   that can be: a flow, found by serving first who would soonest be too late
//!   (Jackson 1955).
//! - **Aims**: each week, two weeks that follow each other, or month (as
//!   `domain::rota::coverage` draws them) in which somebody of any agency is at
//!   the place's stop; each quarter in which its agency is at the place itself. A
//!   month counts with two of its Thursdays planned, a quarter with six, or
//!   where there is no other. A period that began before the weeks that are
//!   planned counts only where nobody was there yet (`before`).
//! - **Languages**: places at a time at which somebody present speaks French and
//!   somebody Dutch.
//! - **Fairness**: `- ¼ Σ load² / most` over advisers, and the same over
//!   agencies. The sum of squares is least, for as many visits, where each has
//!   the same share of what they can at most; a further visit costs from nothing
//!   (nobody has any) to the whole weight (everybody has all they can).
//! - **Travel**: hours from where an adviser sets out to the first visit of a
//!   day, and from each to the next. Not the way home.
//! - **Steadiness**: `- (1 + appointments)` for each session of today at which
//!   its agency is not there any more; `- ¼` for each visit that is not there
//!   today; `- weeks / 26` for each rhythm (adviser, place, weekday and window)
//!   that today does not have, however many sessions it has.
//! - **Joint**: places at a time at which two agencies or more are.
//!
//! ## How it is solved
//!
//! A greedy plan, bettered by simulated annealing, then by exchanging whole
//! series until none can be exchanged for a better one. The bound is a Lagrangian
//! relaxation, on a thread beside the search. Both are counted in steps. What was measured before choosing, and
//! how far from the best plan it comes, is in `docs/decisions/0041`.
