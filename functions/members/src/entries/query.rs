//! Which members a list shows: the same for API, page, table and files.

use chrono::NaiveDate;
use domain::Text;
use domain::catalogue::Catalogue;
use domain::ids::{InvalidId, LocationId, NeedTypeId};
use serde::{Deserialize, Serialize};
use store::repos::members::{HostedIn, MemberFilter, MemberOrder};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::i18n::text;
use web::{Problem, Scope, StaffMember};

use crate::LOCALES;

/// What stands for "any" in a filter.
const ANY: [&str; 3] = ["any", "open", "true"];

/// A kind of need, or any.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub(super) enum Kind {
    /// Any.
    Any,
    /// This one.
    One(NeedTypeId),
}

impl TryFrom<String> for Kind {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        if ANY.contains(&text.as_str()) { Ok(Self::Any) } else { NeedTypeId::parse(&text).map(Self::One) }
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.wanted().map_or_else(|| ANY[0].to_owned(), |id| id.to_string())
    }
}

impl Kind {
    /// As the store asks it: `None` for any.
    fn wanted(self) -> Option<NeedTypeId> {
        match self {
            Self::Any => None,
            Self::One(id) => Some(id),
        }
    }
}

/// In which order members are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MemberSort)]
pub(super) enum Sort {
    /// By name.
    Name,
    /// By the last contact, the longest ago first.
    LastContact,
    /// By since when it is at its place, the longest first; of one place.
    HostedSince,
}

impl Sort {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Name, Self::LastContact, Self::HostedSince];

    /// As the store calls it.
    pub(super) const fn order(self) -> MemberOrder {
        match self {
            Self::Name => MemberOrder::Name,
            Self::LastContact => MemberOrder::LastContact,
            Self::HostedSince => MemberOrder::HostedSince,
        }
    }
}

/// Which members.
#[derive(Debug, Clone, Default, Deserialize, Serialize, Validate, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct MembersQuery {
    /// Hosted here now, or last; with `hosted_from` or `hosted_until` on one of
    /// those days.
    #[param(value_type = Option<String>)]
    pub(super) location: Option<LocationId>,
    /// Hosted at `location` on this day or later, wherever it is now.
    #[param(value_type = Option<String>, format = Date)]
    pub(super) hosted_from: Option<NaiveDate>,
    /// Hosted at `location` on this day, the last one of the span, or before.
    #[param(value_type = Option<String>, format = Date)]
    pub(super) hosted_until: Option<NaiveDate>,
    /// Of this stage.
    pub(super) stage: Option<String>,
    /// Of this ICT domain.
    pub(super) ict_domain: Option<String>,
    /// With an open need of this kind, or `any`.
    #[param(value_type = Option<String>)]
    pub(super) need_type: Option<Kind>,
    /// With an open proposal of this kind of need, or `any`.
    #[param(value_type = Option<String>)]
    pub(super) proposal: Option<Kind>,
    /// Lacking this required field, or `any`.
    pub(super) missing: Option<String>,
    /// Without contact for so many months.
    #[validate(range(min = 1, max = 120))]
    pub(super) silent_months: Option<u32>,
    /// Parts of words in the name; a number, from one of its groups on; the beginning
    /// of an address, with `@` behind it, or of a mail domain, with `@` before it.
    #[validate(length(max = 100))]
    pub(super) q: Option<String>,
    /// In which order, where nothing else narrows the list than a place (which
    /// `hosted_since` needs): else it is in the order of what narrows it.
    #[param(inline)]
    pub(super) sort: Option<Sort>,
    /// Whether only those are shown that are at the place now, or were last, as its
    /// people read them: a host sees nobody who went elsewhere.
    #[param(ignore)]
    #[serde(skip)]
    pub(super) only_there: bool,
}

impl MembersQuery {
    /// The filters as they stand in an address, without `?`; those that are absent not.
    pub(super) fn text(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    /// Whether it asks for some of the members only, in whichever order.
    pub(super) fn narrows(&self) -> bool {
        !Self { sort: None, ..self.clone() }.text().is_empty()
    }

    /// Narrowed to what somebody may see; `None` when that is nothing. What is
    /// proposed is not a host's to ask for, nor when the last contact was, which
    /// tells of needs.
    pub(super) fn within(mut self, staff: &StaffMember) -> Option<Self> {
        match staff.scope() {
            Scope::All => Some(self),
            Scope::Location(own)
                if self.location.as_ref().is_none_or(|asked| asked == own)
                    && self.proposal.is_none()
                    && self.need_type.is_none()
                    && self.silent_months.is_none() =>
            {
                self.location = Some(own.clone());
                self.only_there = true;
                Some(self)
            }
            Scope::Location(_) | Scope::Agency(_) => None,
        }
    }

    /// Without an order that the list is not kept in under these filters; `None`
    /// where somebody may see none of it.
    pub(super) fn in_an_order_that_is_kept(mut self, staff: &StaffMember) -> Option<Self> {
        let filter = self.clone().within(staff)?.filter();
        self.sort = self.sort.filter(|sort| filter.orders().contains(&sort.order()));
        Some(self)
    }

    /// The filter whose value there is not, or that does not go with the others,
    /// and why.
    pub(super) fn fault(&self, catalogue: &Catalogue) -> Option<(&'static str, Text)> {
        if let Some(field) = self.unknown(catalogue) {
            return Some((field, text(&LOCALES, "filter-unknown")));
        }
        let (from, until) = (self.hosted_from, self.hosted_until);
        if (from.is_some() || until.is_some()) && self.location.is_none() {
            return Some(("location", text(&LOCALES, "filter-hosted-where")));
        }
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            return Some(("hosted_until", text(&LOCALES, "filter-hosted-backwards")));
        }
        None
    }

    /// The filter whose value the directory does not know.
    fn unknown(&self, catalogue: &Catalogue) -> Option<&'static str> {
        let model = &catalogue.member_model;
        let unlisted = |field: &str, asked: Option<&String>| {
            let values = model.field(field).and_then(|field| field.values.as_ref());
            values.zip(asked).is_some_and(|(values, asked)| !values.contains(asked))
        };
        let no_kind = |asked: Option<&Kind>| match asked {
            Some(Kind::One(id)) => !catalogue.need_types.iter().any(|one| one.id == *id),
            Some(Kind::Any) | None => false,
        };
        let no_field = |name: &String| !ANY.contains(&name.as_str()) && model.field(name).is_none();
        let filters = [
            ("location", self.location.as_ref().is_some_and(|id| !catalogue.locations.contains_key(id))),
            ("stage", unlisted("stage", self.stage.as_ref())),
            ("ict_domain", unlisted("ict_domain", self.ict_domain.as_ref())),
            ("need_type", no_kind(self.need_type.as_ref())),
            ("proposal", no_kind(self.proposal.as_ref())),
            ("missing", self.missing.as_ref().is_some_and(no_field)),
        ];
        filters.into_iter().find(|(_, unknown)| *unknown).map(|(field, _)| field)
    }

    /// As the store asks it, for a program: 422 where the filters do not go
    /// together or say what there is not, or the list is not kept in the order
    /// asked for.
    pub(super) fn checked(&self, catalogue: &Catalogue) -> Result<MemberFilter, Problem> {
        let filter = self.filter();
        let unsorted = filter.sort.is_some_and(|sort| !filter.orders().contains(&sort));
        let unsorted = unsorted.then(|| ("sort", text(&LOCALES, "sort-not-kept")));
        match self.fault(catalogue).or(unsorted) {
            Some((field, why)) => Err(Problem::invalid_field(format!("/{field}"), why)),
            None => Ok(filter),
        }
    }

    /// As the store asks it.
    pub(super) fn filter(&self) -> MemberFilter {
        let hosted = self.location.clone().filter(|_| self.hosted_from.is_some() || self.hosted_until.is_some());
        let hosted = hosted.map(|location| HostedIn { location, from: self.hosted_from, until: self.hosted_until });
        let any = |text: &String| (!ANY.contains(&text.as_str())).then(|| text.clone());
        MemberFilter {
            location: self.location.clone().filter(|_| hosted.is_none() || self.only_there),
            hosted,
            stage: self.stage.clone(),
            ict_domain: self.ict_domain.clone(),
            need_type: self.need_type.clone().map(Kind::wanted),
            proposal: self.proposal.clone().map(Kind::wanted),
            missing: self.missing.as_ref().map(any),
            silent_months: self.silent_months,
            q: self.q.clone(),
            sort: self.sort.map(Sort::order),
            for_place: self.only_there,
        }
    }
}
