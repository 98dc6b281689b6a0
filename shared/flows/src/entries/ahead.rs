//! What the end of an entry would do, as things stand.

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::entry::{Ending, EndingError, Sort};
use domain::ids::{AgencyId, LocationId, NeedTypeId, ServiceId};
use domain::need::NeedStatus;
use domain::need_type::Step;
use domain::permanence::Permanence;
use domain::referral::ReferralStatus;
use domain::rota::Clash;
use domain::staff::StaffRole;
use store::repos::needs::{NeedFilter, ReferralFilter};
use store::{Store, TableError};

use super::clashing::clashing;
use super::series::{End, Fate};
use super::steps::concerned;
use crate::bookings::affected;

/// Referrals of one status that are counted at most.
const COUNTED: usize = 100;

/// A kind of need whose strategy names what ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLeft {
    /// The kind of need.
    pub need_type: NeedTypeId,
    /// The one place whose strategy it is; absent: that of all.
    pub location: Option<LocationId>,
    /// Whether nobody else is left to be asked.
    pub alone: bool,
    /// Whether the follower is asked instead.
    pub followed: bool,
}

/// What the end of an entry would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ahead {
    /// Referrals that the agency has open.
    pub referrals: usize,
    /// Needs of the place's members that are open.
    pub needs: usize,
    /// Appointments after the last day that stay as they are.
    pub kept: usize,
    /// Appointments that get another time or place.
    pub moved: usize,
    /// Appointments that are no more.
    pub lost: usize,
    /// Series of the rota that change or end.
    pub series: Vec<Permanence>,
    /// Series that a person has to look at.
    pub left: Vec<Permanence>,
    /// Steps of strategies.
    pub steps: Vec<StepLeft>,
    /// Services that nobody offers any more.
    pub services: Vec<ServiceId>,
    /// Advisers of the agency.
    pub advisers: usize,
    /// People of the staff who sign in for the agency or the place.
    pub staff: usize,
    /// Members of the place, those who left it for no other among them.
    pub members: usize,
    /// Programs and forms that post for the place.
    pub sources: usize,
    /// What series that go over to another place clash with there.
    pub clashes: Vec<Clash>,
}

impl Ahead {
    /// What was said, in short: asked again where it is otherwise.
    pub fn said(&self) -> String {
        let Self { referrals, needs, moved, lost, series, left, members, staff, sources, clashes, .. } = self;
        let rota = format!("{moved}-{lost}-{}-{}-{}", series.len(), left.len(), clashes.len());
        format!("{referrals}-{needs}-{rota}-{members}-{staff}-{sources}")
    }
}

/// What an end would do. Some fifteen reads, two for each series that has
/// appointments, and where they go over to another place one for each agency.
pub async fn ahead(
    store: &Store,
    catalogue: &Catalogue,
    (sort, id): (Sort, &str),
    ending: &Ending,
) -> Result<Result<Ahead, EndingError>, TableError> {
    let after = match ending.apply(catalogue, sort, id) {
        Ok(after) => after,
        Err(error) => return Ok(Err(error)),
    };
    let end = End { after: &after, sort, id, ending };
    let mut found = Ahead { steps: steps(catalogue, &end), ..Ahead::default() };
    rota(store, &end, &mut found).await?;
    match sort {
        Sort::Agency => of_agency(store, catalogue, &end, &mut found).await?,
        Sort::Service => {}
        Sort::Location => of_location(store, &end, &mut found).await?,
    }
    Ok(Ok(found))
}

/// What becomes of series and of their appointments.
async fn rota(store: &Store, end: &End<'_>, found: &mut Ahead) -> Result<(), TableError> {
    let mut moved: Vec<Vec<Permanence>> = Vec::new();
    for (series, fate) in concerned(store, end).await? {
        let held = store.bookings().of_permanence(&series.id, end.from()).await?;
        let total = held.seated.len() + held.waiting.len();
        let line = match fate {
            Fate::Changes(line) => {
                found.series.push(series.clone());
                moved.push(line.clone());
                line
            }
            Fate::GoesOver => {
                found.series.push(series.clone());
                vec![series.clone()]
            }
            Fate::Stays | Fate::Unconcerned => {
                found.left.push(series.clone());
                vec![series.clone()]
            }
        };
        let line: Vec<&Permanence> = line.iter().collect();
        let affected = affected(store, end.after, &series.id, &line).await?;
        let (others, lost) = (affected.moved.len(), affected.lost.len());
        found.kept += total.saturating_sub(others + lost);
        found.moved += others;
        found.lost += lost;
    }
    if end.sort == Sort::Location && end.ending.follower.is_some() {
        found.clashes = clashing(store, end.after, end.ending.last, &moved).await?;
    }
    Ok(())
}

/// The steps of strategies that name what ends, and whether somebody is left.
fn steps(catalogue: &Catalogue, end: &End<'_>) -> Vec<StepLeft> {
    let day = end.from();
    let names = |step: &Step| match end.sort {
        Sort::Agency => step.agency.as_str() == end.id,
        Sort::Service => step.service.as_str() == end.id,
        Sort::Location => false,
    };
    let asked = |step: &Step| {
        let service = end.after.standing(&step.service, day).filter(|service| service.validity().holds_on(day));
        service.is_some_and(|service| match end.after.service_instead(&step.service, day) {
            Some(_) => end.after.provider(service, day).is_some(),
            None => end.after.acting(&step.agency, day).is_some(),
        })
    };
    let places =
        catalogue.strategies.iter().filter_map(|one| one.location.as_ref().map(|at| (&one.need_type, Some(at))));
    let all = catalogue.need_types.iter().map(|kind| (&kind.id, None)).chain(places);
    let mut found = Vec::new();
    for (need_type, location) in all {
        let Some(strategy) = catalogue.strategy(need_type, location) else { continue };
        let Some(named) = strategy.steps.iter().find(|step| names(step)) else { continue };
        found.push(StepLeft {
            need_type: need_type.clone(),
            location: location.cloned(),
            alone: !strategy.steps.iter().any(asked),
            followed: asked(named),
        });
    }
    found
}

async fn of_agency(store: &Store, catalogue: &Catalogue, end: &End<'_>, found: &mut Ahead) -> Result<(), TableError> {
    let Ok(agency) = AgencyId::parse(end.id) else { return Ok(()) };
    for status in ReferralStatus::ALL.into_iter().filter(|status| status.is_open()) {
        let filter = ReferralFilter { agency: Some(agency.clone()), status: Some(status), ..ReferralFilter::default() };
        found.referrals += store.needs().list_referrals(&filter, None, COUNTED).await?.items.len();
    }
    let (today, day) = (store.now().day_in(BRUSSELS), end.from());
    let lost = catalogue.services.values().filter(|one| one.agency == agency && one.validity().holds_on(day));
    let lost = lost.filter(|one| catalogue.provider(one, today).is_some() && end.after.provider(one, day).is_none());
    found.services = lost.map(|one| one.id.clone()).collect();
    found.advisers = store.advisers().team(Some(&agency)).await?.advisers().count();
    let of_it = |role: &StaffRole| matches!(role, StaffRole::Adviser { agency: own } if *own == agency);
    found.staff = store.staff().list().await?.iter().filter(|one| one.active && of_it(&one.role)).count();
    Ok(())
}

async fn of_location(store: &Store, end: &End<'_>, found: &mut Ahead) -> Result<(), TableError> {
    let Ok(place) = LocationId::parse(end.id) else { return Ok(()) };
    for status in [NeedStatus::ToTriage, NeedStatus::Referred, NeedStatus::InProgress] {
        let filter = NeedFilter { location: Some(place.clone()), status: Some(status) };
        found.needs += store.needs().list(&filter, None, COUNTED).await?.items.len();
    }
    let counts = store.members().counts().await?;
    found.members = counts.get(&place).map_or(0, |counts| usize::try_from(counts.members).unwrap_or_default());
    let of_it = |role: &StaffRole| matches!(role, StaffRole::Host { location: own } if *own == place);
    found.staff = store.staff().list().await?.iter().filter(|one| one.active && of_it(&one.role)).count();
    found.sources = store.sources().list().await?.iter().filter(|source| source.location == place).count();
    Ok(())
}
