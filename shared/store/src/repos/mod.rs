//! Typed repositories: what is kept under which keys.

pub mod advisers;
pub mod alerts;
pub mod auth;
pub mod bookings;
pub mod catalogue;
pub mod deliveries;
pub mod digests;
pub mod endpoints;
pub mod entries;
pub mod feeds;
pub mod figures;
pub mod hand_overs;
pub mod idempotency;
pub mod imports;
pub mod lists;
pub mod members;
pub mod monthly;
pub mod needs;
pub mod notices;
pub mod outbox;
pub mod people;
pub mod permanences;
pub mod places;
pub mod plans;
pub mod questionnaires;
mod reasons;
pub mod received;
pub mod recount;
pub mod repairs;
pub mod rules;
pub mod server;
pub mod sources;
pub mod staff;
pub mod suggestions;
pub mod surveys;
pub mod tasks;
pub mod versions;
pub mod waves;

use crate::context::Store;

/// What a store holds.
impl Store {
    /// Advisers.
    pub const fn advisers(&self) -> advisers::AdvisersRepo<'_> {
        advisers::AdvisersRepo(self)
    }

    /// Alerts.
    pub const fn alerts(&self) -> alerts::AlertsRepo<'_> {
        alerts::AlertsRepo(self)
    }

    /// Sessions and sign-in links.
    pub const fn auth(&self) -> auth::AuthRepo<'_> {
        auth::AuthRepo(self)
    }

    /// Bookings and the seats that they hold.
    pub const fn bookings(&self) -> bookings::BookingsRepo<'_> {
        bookings::BookingsRepo(self)
    }

    /// The directory.
    pub const fn catalogue(&self) -> catalogue::CatalogueRepo<'_> {
        catalogue::CatalogueRepo(self)
    }

    /// Effects on their way.
    pub const fn deliveries(&self) -> deliveries::DeliveriesRepo<'_> {
        deliveries::DeliveriesRepo(self)
    }

    /// What agencies are asked once a day.
    pub const fn digests(&self) -> digests::DigestsRepo<'_> {
        digests::DigestsRepo(self)
    }

    /// Endpoints.
    pub const fn endpoints(&self) -> endpoints::EndpointsRepo<'_> {
        endpoints::EndpointsRepo(self)
    }

    /// What is kept beside the entries of the directory.
    pub const fn entries(&self) -> entries::EntriesRepo<'_> {
        entries::EntriesRepo(self)
    }

    /// What calendar feeds stand at.
    pub const fn feeds(&self) -> feeds::FeedsRepo<'_> {
        feeds::FeedsRepo(self)
    }

    /// The figures of quarters.
    pub const fn figures(&self) -> figures::FiguresRepo<'_> {
        figures::FiguresRepo(self)
    }

    /// What advisers hand over.
    pub const fn hand_overs(&self) -> hand_overs::HandOversRepo<'_> {
        hand_overs::HandOversRepo(self)
    }

    /// Answers kept for repeated requests.
    pub const fn idempotency(&self) -> idempotency::IdempotencyRepo<'_> {
        idempotency::IdempotencyRepo(self)
    }

    /// Imports of members.
    pub const fn imports(&self) -> imports::ImportsRepo<'_> {
        imports::ImportsRepo(self)
    }

    /// Members.
    pub const fn members(&self) -> members::MembersRepo<'_> {
        members::MembersRepo(self)
    }

    /// Monthly digests of places, and news.
    pub const fn monthly(&self) -> monthly::MonthlyRepo<'_> {
        monthly::MonthlyRepo(self)
    }

    /// Needs and their referrals.
    pub const fn needs(&self) -> needs::NeedsRepo<'_> {
        needs::NeedsRepo(self)
    }

    /// What is told once a day.
    pub const fn notices(&self) -> notices::NoticesRepo<'_> {
        notices::NoticesRepo(self)
    }

    /// Commits whose effects are not planned yet.
    pub const fn outbox(&self) -> outbox::OutboxRepo<'_> {
        outbox::OutboxRepo(self)
    }

    /// People, whatever they are here.
    pub const fn people(&self) -> people::PeopleRepo<'_> {
        people::PeopleRepo(self)
    }

    /// Permanences.
    pub const fn permanences(&self) -> permanences::PermanencesRepo<'_> {
        permanences::PermanencesRepo(self, None)
    }

    /// How active places are.
    pub const fn places(&self) -> places::PlacesRepo<'_> {
        places::PlacesRepo(self)
    }

    /// Proposed rotas.
    pub const fn plans(&self) -> plans::PlansRepo<'_> {
        plans::PlansRepo(self)
    }

    /// Versions of the questionnaire.
    pub const fn questionnaires(&self) -> questionnaires::QuestionnairesRepo<'_> {
        questionnaires::QuestionnairesRepo(self)
    }

    /// What arrived from webhook sources.
    pub const fn received(&self) -> received::ReceivedRepo<'_> {
        received::ReceivedRepo(self)
    }

    /// What is broken in the rota.
    pub const fn repairs(&self) -> repairs::RepairsRepo<'_> {
        repairs::RepairsRepo(self)
    }

    /// Rules that the coordinator changed.
    pub const fn rules(&self) -> rules::RulesRepo<'_> {
        rules::RulesRepo(self)
    }

    /// Under which server's key the table was filled.
    pub const fn server(&self) -> server::ServerRepo<'_> {
        server::ServerRepo(self)
    }

    /// Webhook sources.
    pub const fn sources(&self) -> sources::SourcesRepo<'_> {
        sources::SourcesRepo(self)
    }

    /// People who may sign in.
    pub const fn staff(&self) -> staff::StaffRepo<'_> {
        staff::StaffRepo(self)
    }

    /// Suggestions.
    pub const fn suggestions(&self) -> suggestions::SuggestionsRepo<'_> {
        suggestions::SuggestionsRepo(self)
    }

    /// Surveys, responses and tallies.
    pub const fn surveys(&self) -> surveys::SurveysRepo<'_> {
        surveys::SurveysRepo(self)
    }

    /// What there is to do that is about no need.
    pub const fn tasks(&self) -> tasks::TasksRepo<'_> {
        tasks::TasksRepo(self)
    }

    /// Parts of the directory that the coordinator sets.
    pub const fn versions(&self) -> versions::VersionsRepo<'_> {
        versions::VersionsRepo(self)
    }

    /// Waves, invitations, and who was asked when.
    pub const fn waves(&self) -> waves::WavesRepo<'_> {
        waves::WavesRepo(self)
    }

    /// What needs a person.
    pub const fn work(&self) -> needs::WorkRepo<'_> {
        needs::WorkRepo(self)
    }
}
