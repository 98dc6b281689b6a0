//! Reading an adviser that somebody sent, with every error at its field.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Absence, Adviser, DAYS, HalfDay, MAX_ABSENCES};
use crate::Language;
use crate::catalogue::Catalogue;
use crate::contact::EmailAddress;
use crate::field_error::{Expected, FieldError, Problem};
use crate::ids::{AdviserId, AgencyId};
use crate::sent::{null_as_absent, said};
use crate::wish::Wish;

const MAX_NAME_CHARS: usize = 120;
/// Permanences a week that a limit can name, at least and at most.
const A_WEEK: (u32, u32) = (1, 14);

/// An adviser as somebody sends them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = AdviserRequest))]
pub struct AdviserDraft {
    /// Id; that of the address where it is sent.
    #[serde(default)]
    pub id: Option<String>,
    /// Whose adviser.
    #[cfg_attr(feature = "described", schema(example = "innoviris"))]
    pub agency: String,
    /// Name, as colleagues know it.
    #[cfg_attr(feature = "described", schema(max_length = 120))]
    pub name: String,
    /// Where the address of their calendar is sent, and what changes of their sessions.
    #[cfg_attr(feature = "described", schema(format = "email"))]
    pub email: String,
    /// `fr`, `nl`, `en`; one at least.
    pub languages: Vec<String>,
    /// Permanences a week at most; absent means no limit.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(minimum = 1, maximum = 14))]
    pub max_permanences_per_week: Option<u32>,
    /// When available, `MO-AM` to `SU-PM`; empty means always.
    #[serde(default, deserialize_with = "null_as_absent")]
    #[cfg_attr(feature = "described", schema(example = json!(["TU-AM", "TH-PM"])))]
    pub half_days: Vec<String>,
    /// When away.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub absences: Vec<AbsenceDraft>,
    /// How they wish to be told what changes of their sessions: `at_once` (where it is absent), `daily` or `none`.
    #[serde(default)]
    pub notices: Option<String>,
    /// The first day on which they are not there any more; absent leaves what there is, null takes it away.
    #[serde(default, deserialize_with = "said")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub leaves_on: Option<Option<String>>,
}

/// Days on which an adviser is away, without saying why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = AbsenceRequest))]
pub struct AbsenceDraft {
    /// First day.
    #[cfg_attr(feature = "described", schema(format = Date))]
    pub from: String,
    /// Last day, included.
    #[cfg_attr(feature = "described", schema(format = Date))]
    pub to: String,
}

struct Reading(Vec<FieldError>);

impl Reading {
    fn wrong(&mut self, pointer: impl Into<String>, problem: Problem) {
        self.0.push(FieldError::new(pointer, problem));
    }

    fn each<T: PartialEq>(
        &mut self,
        field: &str,
        texts: &[String],
        among: &[&str],
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        // A list without repetition is no longer than what there is to choose from.
        for (at, text) in texts.iter().enumerate().take(among.len() + 1) {
            let pointer = format!("/{field}/{at}");
            match read(text) {
                None => {
                    self.wrong(pointer, Problem::NotAmong(among.iter().map(|known| (*known).to_owned()).collect()));
                }
                Some(value) if values.contains(&value) => self.wrong(pointer, Problem::Twice),
                Some(value) => values.push(value),
            }
        }
        values
    }

    fn day(&mut self, pointer: String, text: &str) -> Option<NaiveDate> {
        let day = text.parse().ok().filter(|day: &NaiveDate| (2000..=2100).contains(&day.year()));
        if day.is_none() {
            self.wrong(pointer, Problem::WrongType(Expected::Date));
        }
        day
    }

    fn absences(&mut self, drafts: &[AbsenceDraft]) -> Vec<Absence> {
        if drafts.len() > MAX_ABSENCES {
            self.wrong("/absences", Problem::TooMany(MAX_ABSENCES));
            return Vec::new();
        }
        let mut absences = Vec::new();
        for (at, AbsenceDraft { from, to }) in drafts.iter().enumerate() {
            let from = self.day(format!("/absences/{at}/from"), from);
            let to = self.day(format!("/absences/{at}/to"), to);
            match from.zip(to) {
                Some((from, to)) if to < from => {
                    self.wrong(format!("/absences/{at}/to"), Problem::EndsBeforeItBegins);
                }
                Some((from, to)) => absences.push(Absence { from, to }),
                None => {}
            }
        }
        absences.sort_unstable();
        absences
    }
}

impl AdviserDraft {
    /// Reads everything and holds it against the directory; all errors at
    /// once. The agency must exist on `day`. The link to the adviser's calendar
    /// is not part of a draft, and one that names an id names this one: who saves it keeps the one that there was.
    pub fn parse(self, id: AdviserId, catalogue: &Catalogue, day: NaiveDate) -> Result<Adviser, Vec<FieldError>> {
        let Self {
            id: sent,
            agency,
            name,
            email,
            languages,
            max_permanences_per_week,
            half_days,
            absences,
            notices,
            leaves_on,
        } = self;
        let mut reading = Reading(Vec::new());
        if sent.is_some_and(|sent| sent != id.as_str()) {
            reading.wrong("/id", Problem::NotAmong(vec![id.to_string()]));
        }
        let agency = AgencyId::parse(&agency).ok().filter(|agency| catalogue.agencies.contains_key(agency));
        match &agency {
            None => reading.wrong("/agency", Problem::UnknownAgency),
            Some(agency) if catalogue.acting(agency, day).is_none() => {
                reading.wrong("/agency", Problem::AgencyEnded);
            }
            Some(_) => {}
        }
        let name = name.trim().to_owned();
        if name.is_empty() {
            reading.wrong("/name", Problem::Missing);
        } else if name.chars().count() > MAX_NAME_CHARS {
            reading.wrong("/name", Problem::TooLong(MAX_NAME_CHARS));
        }
        let email = EmailAddress::parse(&email);
        let email = email.map_err(|error| reading.wrong("/email", Problem::WrongType(error.expected()))).ok();
        if languages.is_empty() {
            reading.wrong("/languages", Problem::Missing);
        }
        let languages = reading.each("languages", &languages, &["fr", "nl", "en"], |text| {
            Language::ALL.into_iter().find(|language| language.tag() == text)
        });
        if max_permanences_per_week.is_some_and(|most| !(A_WEEK.0..=A_WEEK.1).contains(&most)) {
            reading.wrong("/max_permanences_per_week", Problem::OutOfRange(i64::from(A_WEEK.0), i64::from(A_WEEK.1)));
        }
        let known: Vec<String> = DAYS.iter().flat_map(|day| [format!("{day}-AM"), format!("{day}-PM")]).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let half_days = reading.each("half_days", &half_days, &known, |text| HalfDay::try_from(text.to_owned()).ok());
        let absences = reading.absences(&absences);
        let notices = notices.as_deref().map_or(Some(Wish::AtOnce), Wish::from_code);
        if notices.is_none() {
            reading.wrong("/notices", Problem::NotAmong(Wish::ALL.map(|wish| wish.code().to_owned()).to_vec()));
        }
        let leaves_on = leaves_on.flatten().and_then(|day| reading.day("/leaves_on".to_owned(), &day));
        match agency.zip(email) {
            Some((agency, email)) if reading.0.is_empty() => {
                let link_generation = 0;
                Ok(Adviser {
                    id,
                    agency,
                    name,
                    email,
                    languages,
                    max_permanences_per_week,
                    half_days,
                    absences,
                    notices: notices.unwrap_or(Wish::AtOnce),
                    leaves_on,
                    link_generation,
                })
            }
            _ => Err(reading.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> AdviserDraft {
        AdviserDraft {
            id: None,
            agency: "hub".to_owned(),
            name: " Ann ".to_owned(),
            email: "ann@hub.example".to_owned(),
            languages: vec!["nl".to_owned(), "fr".to_owned()],
            max_permanences_per_week: Some(2),
            half_days: vec!["MO-AM".to_owned()],
            absences: vec![AbsenceDraft { from: "2026-12-01".to_owned(), to: "2026-12-04".to_owned() }],
            notices: None,
            leaves_on: None,
        }
    }

    fn parse(draft: AdviserDraft) -> Result<Adviser, Vec<FieldError>> {
        let day = "2026-11-24".parse().unwrap();
        draft.parse(AdviserId::parse("ann").unwrap(), &crate::brussels::catalogue(), day)
    }

    #[test]
    fn a_sound_draft_is_read() {
        let adviser = parse(draft()).unwrap();
        assert_eq!((adviser.name.as_str(), adviser.notices), ("Ann", Wish::AtOnce));
        assert!(
            adviser.is_away_on("2026-12-04".parse().unwrap()) && !adviser.is_away_on("2026-12-05".parse().unwrap())
        );
        assert!(parse(AdviserDraft { half_days: Vec::new(), absences: Vec::new(), ..draft() }).is_ok());
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let absence = |from: &str, to: &str| vec![AbsenceDraft { from: from.to_owned(), to: to.to_owned() }];
        let cases = [
            (AdviserDraft { agency: "nobody".to_owned(), ..draft() }, "/agency"),
            (AdviserDraft { name: "  ".to_owned(), ..draft() }, "/name"),
            (AdviserDraft { name: "x".repeat(121), ..draft() }, "/name"),
            (AdviserDraft { email: "ann".to_owned(), ..draft() }, "/email"),
            (AdviserDraft { languages: Vec::new(), ..draft() }, "/languages"),
            (AdviserDraft { languages: texts(&["fr", "de"]), ..draft() }, "/languages/1"),
            (AdviserDraft { languages: texts(&["fr", "fr"]), ..draft() }, "/languages/1"),
            (AdviserDraft { max_permanences_per_week: Some(0), ..draft() }, "/max_permanences_per_week"),
            (AdviserDraft { half_days: texts(&["MO-XM"]), ..draft() }, "/half_days/0"),
            (AdviserDraft { absences: absence("2026-12-02", "2026-12-01"), ..draft() }, "/absences/0/to"),
            (AdviserDraft { notices: Some("weekly".to_owned()), ..draft() }, "/notices"),
            (AdviserDraft { absences: absence("soon", "2026-12-01"), ..draft() }, "/absences/0/from"),
        ];
        for (draft, pointer) in cases {
            let errors = parse(draft).unwrap_err();
            assert_eq!(errors.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(), [pointer]);
        }
    }
}
