//! An entry is ended, followed by another, or found to be one that is there
//! already. The page says what that does before it asks for it.

use chrono::NaiveDate;
use domain::entry::{Ending, EndingError, Sort};
use flows::entries::{Ahead, EndError, ahead, end, take_back};
use maud::html;
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::i18n::text;
use web::ui::{self, ChoiceOption, Choices, Field};
use web::{CoordinatorDesk, Problem, Reply};

use super::ahead::told;
use super::opened::Opened;
use super::sorts::{self, OfEntry, all, path};
use crate::LOCALES;

/// What is asked for.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct EndForm {
    /// The version that it was filled in over.
    version: u64,
    /// `ends`, `followed` or `same`.
    how: String,
    last: Option<NaiveDate>,
    follower: Option<String>,
    /// What was said of it when it was asked.
    asked: Option<String>,
}

impl EndForm {
    /// The end that it means; what is missing is put beside its field.
    fn ending(&self, today: NaiveDate, state: &mut FormState) -> Option<Ending> {
        if !["ends", "followed", "same"].contains(&self.how.as_str()) {
            state.blame("how", text(&LOCALES, "end-how-missing"));
        }
        let follower = self.follower.clone().filter(|_| self.how != "ends");
        if self.how != "ends" && follower.is_none() && !state.is_refused() {
            state.blame("follower", text(&LOCALES, "end-follower-missing"));
        }
        let asked = asked_for((self.last, follower, self.how == "same"), today);
        let asked = asked.map_err(|(field, key)| state.blame(field, text(&LOCALES, key)));
        asked.ok().filter(|_| !state.is_refused())
    }
}

/// The end that a last day, a follower and whether both are one make; else the
/// field that is wrong, with the key of why.
pub(super) fn asked_for(
    (last, follower, merged): (Option<NaiveDate>, Option<String>, bool),
    today: NaiveDate,
) -> Result<Ending, (&'static str, &'static str)> {
    let yesterday = today.pred_opt().unwrap_or(today);
    // Two entries of one thing are one from today on.
    match if merged { Some(yesterday) } else { last } {
        None => Err(("last", "end-last-missing")),
        Some(last) if last < yesterday => Err(("last", "end-last-past")),
        Some(last) => Ok(Ending { last, follower, merged }),
    }
}

/// Puts why an end makes no sense beside its field.
fn refuse(state: &mut FormState, error: EndingError) {
    let (field, key) = refused(error);
    state.blame(field, text(&LOCALES, key));
}

/// The field that is at fault, and the key of why.
pub(super) const fn refused(error: EndingError) -> (&'static str, &'static str) {
    match error {
        EndingError::Over => ("last", "end-refused-over"),
        EndingError::BeforeItBegins => ("last", "end-refused-before"),
        EndingError::UnknownFollower => ("follower", "end-follower-missing"),
        EndingError::FollowerOver => ("follower", "end-refused-follower-over"),
        EndingError::Circle => ("follower", "succession-circle"),
        EndingError::NobodyToMergeWith => ("follower", "end-follower-missing"),
    }
}

/// The form. Three reads.
pub(super) async fn page(opened: Opened, OfEntry(sort, id): OfEntry) -> Reply {
    let row = opened.desk.store().entries().load(sort, &id).await?.ok_or_else(Problem::not_found)?;
    let state = FormState::at(row.version);
    form(&opened, (sort, &id), &state).await
}

/// Says what it does, and once that was said does it. Reads what [`ahead`] says;
/// one commit, which the rota follows.
pub(super) async fn save(
    opened: Opened,
    OfEntry(sort, id): OfEntry,
    FormBody { value, mut state }: FormBody<EndForm>,
) -> Reply {
    let Opened { desk, catalogue, today } = &opened;
    let (asked, store) = (value.unwrap_or_default(), desk.store());
    sorts::listed(catalogue, opened.language(), (sort, &id))?;
    let Some(ending) = asked.ending(*today, &mut state) else {
        return form(&opened, (sort, &id), &state).await;
    };
    let effects = match ahead(store, catalogue, (sort, &id), &ending).await? {
        Ok(effects) => effects,
        Err(error) => {
            refuse(&mut state, error);
            return form(&opened, (sort, &id), &state).await;
        }
    };
    if asked.asked.as_deref() != Some(effects.said().as_str()) {
        return ask(&opened, (sort, &id, &ending), (&effects, &state)).await;
    }
    match end(store, (sort, &id, asked.version), ending, &desk.staff.actor).await {
        Ok(()) => return Ok(web::done(&path(sort, &id), "ended")),
        Err(EndError::Refused(error)) => refuse(&mut state, error),
        // What was asked for stays, over what stands now.
        Err(EndError::ChangedMeanwhile) => {
            let row = store.entries().load(sort, &id).await?.ok_or_else(Problem::not_found)?;
            state.values.push(("version".to_owned(), row.version.to_string()));
            state.blame("how", text(&LOCALES, "entry-changed-meanwhile"));
        }
        Err(error) => return Err(problem(error)),
    }
    form(&opened, (sort, &id), &state).await
}

async fn form(opened: &Opened, (sort, id): (Sort, &str), state: &FormState) -> Reply {
    let language = opened.language();
    let say = |key: &str| opened.say(key);
    let lasts = |one: &sorts::Listed| one.validity.valid_to.is_none_or(|to| opened.today < to);
    let others = all(&opened.catalogue, language, sort).into_iter().filter(|one| one.id != id && lasts(one));
    let others = others.map(|one| {
        let words = if sort == Sort::Service { format!("{} ({})", one.name, one.of) } else { one.name };
        (one.id, words)
    });
    let how = ["ends", "followed", "same"].map(|how| ChoiceOption {
        hint: Some(say(&format!("end-how-{how}-what"))),
        ..ChoiceOption::new(how, say(&format!("end-how-{how}")))
    });
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            (ui::form(&format!("{}/end", path(sort, id)), &opened.desk.staff.csrf, html! {
                (ui::hidden("version", state.get("version")))
                (Choices::one("how", &say("end-how")).required().options(how).show(language, state))
                (Field::new("last", &say("end-last")).kind("date").hint(&say("end-last-hint")).show(language, state))
                (Field::new("follower", &say("end-follower")).select(others).hint(&say("end-follower-hint")).show(language, state))
                p class="actions" { (ui::button(&say("end-say"))) }
            }))
        }
    };
    let page = opened.frame_of(sort).await?.crumb(&opened.name_of((sort, id)), &path(sort, id));
    Ok(page.title(&say("entry-end")).lead(say("end-lead")).of_form(state).render(body))
}

/// What it does, and the question whether it is to be done.
async fn ask(
    opened: &Opened,
    (sort, id, ending): (Sort, &str, &Ending),
    (effects, state): (&Ahead, &FormState),
) -> Reply {
    let language = opened.language();
    let name = opened.name_of((sort, id));
    let own = format!("{}/end", path(sort, id));
    let body = html! {
        div class="narrow stack" {
            (told(language, &opened.catalogue, (sort, id, ending), effects))
            (ui::form(&own, &opened.desk.staff.csrf, html! {
                @for (field, value) in state.values.iter().filter(|(field, _)| field != "asked") { (ui::hidden(field, value)) }
                p class="actions" {
                    (ui::button_danger(&opened.say(&format!("end-do-{}", ending.done().code())), "asked", &effects.said()))
                    a href=(own) { (opened.say("end-back")) }
                }
            }))
        }
    };
    let page = opened.frame_of(sort).await?.crumb(&name, &path(sort, id));
    Ok(page.title(&opened.say("end-title")).lead(name.clone()).render(body))
}

/// Takes an end back. Four reads at most, one commit.
pub(super) async fn reopen(desk: CoordinatorDesk, OfEntry(sort, id): OfEntry) -> Reply {
    take_back(desk.store(), (sort, &id), &desk.staff.actor).await.map_err(problem)?;
    Ok(web::done(&path(sort, &id), "reopened"))
}

/// What is answered where an end is not made or taken back.
pub(super) fn problem(error: EndError) -> Problem {
    match error {
        EndError::NotFound | EndError::Refused(_) => Problem::not_found(),
        EndError::ChangedMeanwhile => Problem::changed_meanwhile(),
        EndError::UnderWay => {
            Problem::conflict("in-progress", text(&LOCALES, "end-busy-title"), text(&LOCALES, "end-busy"))
        }
        EndError::Table(error) => Problem::of_change(error),
    }
}
