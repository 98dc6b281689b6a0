//! Who in an agency is written to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Agency;
use crate::Language;
use crate::contact::EmailAddress;
use crate::ids::{LocationId, NeedTypeId};

/// An address within an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Desk {
    /// Slug, unique within the agency.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where its mails go.
    #[cfg_attr(feature = "described", schema(value_type = String, format = "email"))]
    pub email: EmailAddress,
    /// Places whose members it is for; empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub locations: Vec<LocationId>,
    /// Kinds of need that it is for; empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub need_types: Vec<NeedTypeId>,
    /// Languages that it answers in; empty: all of the agency's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub languages: Vec<Language>,
    /// Days on which nobody is there, each with who stands in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Absence>,
}

/// Days on which nobody is at a desk, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Absence {
    /// First day.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub from: NaiveDate,
    /// Last day; not before the first.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub to: NaiveDate,
    /// Where the mails go meanwhile; absent: to the next desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = "email"))]
    pub deputy: Option<EmailAddress>,
}

/// Who is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The desk; absent: the agency's own address.
    pub desk: Option<String>,
    /// The name to write to.
    pub name: String,
    /// The address.
    pub email: EmailAddress,
}

impl Desk {
    fn is_for(&self, location: &LocationId, need_types: &[NeedTypeId], language: Option<Language>) -> bool {
        (self.locations.is_empty() || self.locations.contains(location))
            && (self.need_types.is_empty() || need_types.iter().any(|id| self.need_types.contains(id)))
            && (self.languages.is_empty() || language.is_none_or(|language| self.languages.contains(&language)))
    }

    /// How much it is for something in particular.
    fn particular(&self) -> usize {
        let said = [!self.locations.is_empty(), !self.need_types.is_empty(), !self.languages.is_empty()];
        said.into_iter().filter(|said| *said).count()
    }

    /// Its address on a day; `None` where nobody is there.
    fn address_on(&self, day: NaiveDate) -> Option<&EmailAddress> {
        match self.absences.iter().find(|absence| absence.from <= day && day <= absence.to) {
            Some(absence) => absence.deputy.as_ref(),
            None => Some(&self.email),
        }
    }
}

impl Agency {
    /// Whom to write to on a day about what a member of a place needs: the most
    /// particular desk first, the agency's own address last.
    pub fn recipients(
        &self,
        location: &LocationId,
        need_types: &[NeedTypeId],
        language: Option<Language>,
        day: NaiveDate,
    ) -> Vec<Recipient> {
        let mut desks: Vec<&Desk> =
            self.desks.iter().filter(|desk| desk.is_for(location, need_types, language)).collect();
        desks.sort_by_key(|desk| std::cmp::Reverse(desk.particular()));
        desks.into_iter().filter_map(|desk| self.at_desk(desk, day)).chain([self.itself()]).collect()
    }

    /// Where a desk is written to on a day, or the agency itself where there is
    /// none, or nobody at it.
    pub fn address_of(&self, desk: Option<&str>, day: NaiveDate) -> Recipient {
        let known = self.desks.iter().find(|one| Some(one.id.as_str()) == desk);
        known.and_then(|desk| self.at_desk(desk, day)).unwrap_or_else(|| self.itself())
    }

    fn at_desk(&self, desk: &Desk, day: NaiveDate) -> Option<Recipient> {
        let email = desk.address_on(day)?.clone();
        Some(Recipient { desk: Some(desk.id.clone()), name: format!("{}, {}", self.short, desk.name), email })
    }

    fn itself(&self) -> Recipient {
        Recipient { desk: None, name: self.short.clone(), email: self.email.clone() }
    }

    /// The domains of its own address and of its desks', each once.
    pub fn domains(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for email in std::iter::once(&self.email).chain(self.desks.iter().map(|desk| &desk.email)) {
            if let Some(domain) = domain(email).filter(|domain| !found.contains(domain)) {
                found.push(domain);
            }
        }
        found
    }

    /// Whether an address is one of the agency's: at the domain of its own
    /// address or of a desk's.
    pub fn is_own(&self, email: &EmailAddress) -> bool {
        domain(email).is_some_and(|domain| self.domains().contains(&domain))
    }
}

fn domain(email: &EmailAddress) -> Option<String> {
    email.as_str().rsplit_once('@').map(|(_, domain)| domain.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brussels::catalogue;
    use crate::ids::AgencyId;

    fn desk(id: &str, change: impl Fn(&mut Desk)) -> Desk {
        let mut desk = Desk {
            id: id.to_owned(),
            name: id.to_owned(),
            email: EmailAddress::parse(&format!("{id}@innoviris.example")).unwrap(),
            locations: Vec::new(),
            need_types: Vec::new(),
            languages: Vec::new(),
            absences: Vec::new(),
        };
        change(&mut desk);
        desk
    }

    #[test]
    fn the_most_particular_desk_that_is_there_comes_first_and_the_agency_last() {
        let mut agency = catalogue().agencies[&AgencyId::parse("innoviris").unwrap()].clone();
        let (icab, eebic) = (LocationId::parse("icab").unwrap(), LocationId::parse("eebic").unwrap());
        let grant = [NeedTypeId::parse("rd_grant").unwrap()];
        let on = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let away = |deputy: Option<&str>| Absence {
            from: on("2026-12-01"),
            to: on("2026-12-04"),
            deputy: deputy.map(|deputy| EmailAddress::parse(deputy).unwrap()),
        };
        agency.desks = vec![
            desk("nl", |desk| (desk.languages, desk.absences) = (vec![Language::Nl], vec![away(None)])),
            desk("icab", |desk| {
                desk.locations = vec![icab.clone()];
                desk.need_types = grant.to_vec();
                desk.absences = vec![away(Some("deputy@innoviris.example"))];
            }),
        ];
        let to = |place: &LocationId, language, day: &str| -> Vec<String> {
            let all = agency.recipients(place, &grant, language, on(day));
            all.into_iter().map(|one| one.email.as_str().to_owned()).collect()
        };
        let own = agency.email.as_str();
        let (nl, at_icab) = ("nl@innoviris.example", "icab@innoviris.example");
        assert_eq!(to(&icab, Some(Language::Nl), "2026-11-24"), [at_icab, nl, own]);
        assert_eq!(to(&icab, Some(Language::Fr), "2026-11-24"), [at_icab, own]);
        assert_eq!(to(&eebic, None, "2026-11-24"), [nl, own]);
        assert_eq!(to(&icab, Some(Language::Nl), "2026-12-04"), ["deputy@innoviris.example", own]);
        assert!(agency.is_own(&EmailAddress::parse("ann@innoviris.example").unwrap()));
        assert!(!agency.is_own(&EmailAddress::parse("ann@hub.example").unwrap()));
    }
}
