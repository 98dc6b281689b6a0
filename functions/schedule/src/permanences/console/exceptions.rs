//! One session of a series that does not take place, or at another time.

use chrono::{Days, NaiveDate};
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::permanence::SessionException;
use domain::sessions::{Drafts, MAX_WINDOW_DAYS, Window};
use domain::{Language, Text, local_time};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormState;
use web::format;
use web::ui::{self, Choices, Field};

use super::opened::{Edited, Opened};
use crate::sessions::occurrences;
use crate::{word, word_with};

/// The most days that are offered.
const OFFERED: usize = 26;

/// The fields of the form.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ExceptionForm {
    ex_date: String,
    /// Another session than those that are offered.
    ex_other: String,
    ex_kind: String,
    ex_new_date: String,
    ex_new_time: String,
    /// Its own length; as the series has it where absent.
    ex_minutes: Option<u32>,
    #[validate(length(max = 300))]
    ex_reason_fr: String,
    #[validate(length(max = 300))]
    ex_reason_nl: String,
    #[validate(length(max = 300))]
    ex_reason_en: String,
    /// `this` or `following`, where that is asked.
    pub(super) scope: String,
    /// What was said when it was asked.
    #[serde(rename = "asked")]
    _asked: Option<String>,
}

impl ExceptionForm {
    /// Whether a session and all that follow are to be cancelled, which is no
    /// exception but the end of the series.
    pub(super) fn ends_the_series(&self) -> bool {
        self.ex_kind == "cancel" && self.scope == "following"
    }

    /// What is meant; on that day nothing else differs.
    pub(super) fn parse(self) -> Result<SessionException, Vec<FieldError>> {
        let date = match (self.ex_other.as_str(), self.ex_date.as_str()) {
            ("", "") => return Err(vec![FieldError::new("/ex_date", Wrong::Missing)]),
            ("", chosen) => named(chosen, "/ex_date")?,
            (other, _) => named(other, "/ex_other")?,
        };
        let moves = match self.ex_kind.as_str() {
            "cancel" | "length" => false,
            "move" => true,
            _ => return Err(vec![FieldError::new("/ex_kind", Wrong::Missing)]),
        };
        let start = local_time::parse(&format!("{}T{}", self.ex_new_date, self.ex_new_time)).filter(|_| moves);
        if moves && start.is_none() {
            return Err(vec![FieldError::new("/ex_new_date", Wrong::WrongType(Expected::Date))]);
        }
        let cancelled = self.ex_kind == "cancel";
        if self.ex_kind == "length" && self.ex_minutes.is_none() {
            return Err(vec![FieldError::new("/ex_minutes", Wrong::Missing)]);
        }
        let duration_minutes = self.ex_minutes.filter(|_| !cancelled);
        let reason = reason(self.ex_reason_fr, self.ex_reason_nl, self.ex_reason_en);
        Ok(SessionException { date, cancelled, start, duration_minutes, reason })
    }
}

fn named(day: &str, pointer: &str) -> Result<NaiveDate, Vec<FieldError>> {
    day.parse().map_err(|_| vec![FieldError::new(pointer, Wrong::WrongType(Expected::Date))])
}

/// The reason in the three languages; where one is not written, another stands.
fn reason(fr: String, nl: String, en: String) -> Option<Text> {
    let any = [&fr, &nl, &en].into_iter().find(|text| !text.is_empty())?.clone();
    let or_any = |text: String| if text.is_empty() { any.clone() } else { text };
    Some(Text { fr: or_any(fr), nl: or_any(nl), en: Some(en).filter(|en| !en.is_empty()) })
}

/// The exceptions there are, and the form for one more.
pub(super) fn section(edited: &Edited<'_>, state: &FormState) -> Markup {
    let Opened { desk, before, .. } = edited.opened;
    let (language, permanence) = (desk.language(), &before.value);
    let path = format!("{}/exceptions", edited.opened.path());
    let mut known: Vec<&SessionException> = permanence.exceptions.iter().collect();
    known.sort_by_key(|exception| exception.date);
    let free = days_to_come(edited).into_iter().filter(|day| permanence.exception_on(*day).is_none());
    let days = free.map(|day| (day.to_string(), format::day_short(language, day)));
    html! {
        @if known.is_empty() { p class="soft" { (word(language, "exceptions-none")) } }
        @else {
            ul {
                @for exception in known {
                    li {
                        (what(language, exception))
                        (ui::form(&format!("{path}/{}/remove", exception.date), &desk.staff.csrf, html! {
                            button class="quiet" type="submit" {
                                (word(language, "exception-remove"))
                                span class="hidden" { (format::colon(language)) (format::day_short(language, exception.date)) }
                            }
                        }))
                    }
                }
            }
        }
        (ui::form(&path, &desk.staff.csrf, html! {
            (ui::hidden("version", &before.version.to_string()))
            (Field::new("ex_date", &word(language, "exception-date")).select(days).show(language, state))
            (Field::new("ex_other", &word(language, "scope-other")).kind("date").hint(&word(language, "scope-other-hint")).show(language, state))
            (Choices::one("ex_kind", &word(language, "exception-kind")).required()
                .option("cancel", word(language, "exception-cancel")).option("move", word(language, "exception-move"))
                .option("length", word(language, "exception-length")).show(language, state))
            div class="form-row" {
                (Field::new("ex_new_date", &word(language, "exception-new-date")).kind("date").show(language, state))
                (Field::new("ex_new_time", &word(language, "exception-new-time")).kind("time").show(language, state))
                (Field::new("ex_minutes", &word(language, "field-duration")).kind("number").between(15, 720).show(language, state))
            }
            (reasons(language, state))
            p class="actions" { (ui::button(&word(language, "exception-add"))) }
        }))
    }
}

/// Why, in the three languages.
pub(super) fn reasons(language: Language, state: &FormState) -> Markup {
    html! {
        @for tag in ["fr", "nl", "en"] {
            (Field::new(&format!("ex_reason_{tag}"), &word(language, &format!("exception-reason-{tag}"))).max_length(300).show(language, state))
        }
    }
}

fn what(language: Language, exception: &SessionException) -> Markup {
    let moved = exception.start.filter(|_| !exception.cancelled);
    html! {
        strong { (format::day_short(language, exception.date)) } " · "
        @match moved {
            Some(start) => (word_with(language, "exception-moved-to", &[("at", format::local(language, start).into())])),
            None => (word(language, if exception.cancelled { "exception-cancelled" } else { "exception-changed" })),
        }
        @if let Some(reason) = &exception.reason { br; span class="soft" { (reason.get(language)) } }
    }
}

/// Days of the series to come.
pub(super) fn days_to_come(edited: &Edited<'_>) -> Vec<NaiveDate> {
    let permanence = &edited.opened.before.value;
    let mut days = Vec::new();
    let mut from = edited.today.max(permanence.start.date());
    for _ in 0..4 {
        let Some(to) = from.checked_add_days(Days::new(MAX_WINDOW_DAYS.unsigned_abs())) else { break };
        let Ok(window) = Window::new(from, to) else { break };
        let sessions = occurrences(&edited.opened.catalogue, [permanence], window, Drafts::Shown);
        days.extend(sessions.iter().filter_map(|(session, _)| session.id.parts().map(|(_, day)| day)));
        from = to;
    }
    days.sort_unstable();
    days.dedup();
    days.truncate(OFFERED);
    days
}
