//! `GET, POST /console/survey/questionnaire`: the questions in their order, and
//! the versions.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::questionnaire::{Published, QuestionDraft, ShowIf};
use domain::staff::Staff;
use maud::{Markup, html};
use serde::Deserialize;
use store::repos::questionnaires::WorkedOn;
use store::{TableError, Transaction};
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::ui::{Field, Icon, Tone};
use web::{CoordinatorDesk, Desk, Problem, Reply, format, reason, ui};

use super::words::ways;
use super::{PATH, blame, publish, save, version, versions, worked_on};
use crate::console::{self, SURVEYS};
use crate::console::{all, who_did};
use crate::{word, word_with, words};

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ListForm {
    /// The version of what is worked on that the page showed; 0 for none.
    version: u64,
    /// `up`, `down` with a question; `restore` with a version; `publish`, `drop`.
    action: String,
    #[serde(default)]
    why: String,
}

/// The questionnaire. Reads: 2, and the staff's names.
pub(super) async fn show(desk: CoordinatorDesk) -> Reply {
    page(&desk, &FormState::default()).await
}

/// A question moves, or a version is published, restored or dropped. Two reads,
/// one commit.
pub(super) async fn act(desk: CoordinatorDesk, FormBody { value, mut state }: FormBody<ListForm>) -> Reply {
    let Some(ListForm { version: read, action, why }) = value else {
        return page(&desk, &state).await;
    };
    let catalogue = desk.catalogue().await?;
    let (work, stands) = worked_on(&desk, &catalogue).await?;
    if stands != read {
        return Err(Problem::changed_meanwhile());
    }
    let (what, of) = action.split_once(':').unwrap_or((&action, ""));
    match what {
        "up" | "down" => {
            let moved = moved(work, of, what == "up").ok_or_else(Problem::not_found)?;
            if let Err(wrong) = save(&desk, &catalogue, &moved, read).await? {
                blame(&mut state, wrong, &moved, |_| action.clone());
                return page(&desk, &state).await;
            }
            Ok(web::done(&format!("{PATH}#q-{of}"), "moved"))
        }
        "drop" if read > 0 => {
            let mut tx = Transaction::new();
            desk.store().questionnaires().drop_draft(&mut tx, read);
            desk.store().commit(tx).await.map_err(Problem::of_change)?;
            Ok(web::done(PATH, "dropped"))
        }
        "publish" | "restore" => {
            let why = match reason(&why) {
                Ok(why) => why,
                Err(wrong) => {
                    state.blame_all(wrong, |_| if what == "publish" { "why".to_owned() } else { action.clone() });
                    return page(&desk, &state).await;
                }
            };
            let mut tx = Transaction::new();
            let questionnaire = if what == "restore" {
                version(&catalogue, of.parse().map_err(|_| Problem::not_found())?)?.questionnaire
            } else if read == 0 || work.from != catalogue.questionnaire_number() {
                return Err(Problem::changed_meanwhile());
            } else {
                desk.store().questionnaires().drop_draft(&mut tx, read);
                work.draft.parse(&catalogue.questionnaire, &catalogue.questionnaires)?
            };
            publish(&desk, &mut tx, &catalogue, (questionnaire, why), desk.staff.actor.clone());
            match desk.store().commit(tx).await {
                Err(TableError::Conflict { .. }) => Err(Problem::changed_meanwhile()),
                done => done.map(|()| web::done(PATH, "published")).map_err(Problem::from),
            }
        }
        _ => Err(Problem::not_found()),
    }
}

/// A question in the place of its neighbour.
fn moved(mut work: WorkedOn, id: &str, up: bool) -> Option<WorkedOn> {
    let questions = &mut work.draft.questions;
    let at = questions.iter().position(|question| question.id == id)?;
    let to = if up { at.checked_sub(1)? } else { at + 1 };
    (to < questions.len()).then(|| questions.swap(at, to))?;
    Some(work)
}

async fn page(desk: &Desk, state: &FormState) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let (work, version) = worked_on(desk, &catalogue).await?;
    let staff = all(desk).await?;
    let is_stale = version > 0 && work.from != catalogue.questionnaire_number();
    let main = html! {
        (ui::error_summary(language, state))
        @if is_stale { (ui::warning(word("quest-stale"))) }
        section class="card" {
            (ui::form(PATH, &desk.staff.csrf, html! {
                (ui::hidden("version", &version.to_string()))
                ol class="questions" {
                    @for (at, question) in work.draft.questions.iter().enumerate() {
                        (row(language, (&catalogue, &work), at, question))
                    }
                }
            }))
        }
        p class="actions" { (ui::link_button_secondary(&word("quest-add"), &format!("{PATH}/questions/new"))) }
    };
    let side = html! {
        (ui::card(&word("quest-try"), html! {
            p class="soft" { (word("quest-try-how")) }
            ul { @for variant in catalogue.questionnaire.variants.keys() {
                li { a href={ (PATH) "/as/draft/" (variant) } { (words::variant(language, variant)) } }
            } }
        }))
        @if version > 0 { (ui::card(&word("quest-draft"), html! {
            p class="soft" { (word_with(language, "quest-draft-from", &[("n", work.from.into())])) }
            (ui::form(PATH, &desk.staff.csrf, html! {
                (ui::hidden("version", &version.to_string()))
                (Field::new("why", &word("quest-why")).hint(&word("quest-why-hint")).required().lines(2).max_length(300).show(language, state))
                p class="actions" {
                    @if !is_stale { button class="button" type="submit" name="action" value="publish" { (word("quest-publish")) } }
                    (ui::button_danger(&word("quest-drop"), "action", "drop"))
                }
            }))
        })) }
        (ui::card(&word("quest-words"), html! {
            p class="soft" { (word("quest-words-how")) }
            (ways(language, &work.draft.words))
        }))
        (published(language, (&catalogue, &staff), (&desk.staff.csrf, version), state))
    };
    let can_be = [
        ("moved", "quest-done-moved"),
        ("dropped", "quest-done-dropped"),
        ("published", "quest-done-published"),
        ("saved", "quest-done-saved"),
    ];
    let page = console::page(desk, &word("quest-title"), word("quest-lead"), SURVEYS).await?;
    let page = page.notice(desk.visit.notice(word, &can_be));
    Ok(page.of_form(state).render(ui::columns_broad(main, side)))
}

fn row(language: Language, (catalogue, work): (&Catalogue, &WorkedOn), at: usize, question: &QuestionDraft) -> Markup {
    let words_of = question.text.get(language);
    let name = |key: &str| word_with(language, key, &[("question", words_of.into())]);
    let press = |action: &str, sign: &str, key: &str| {
        html! {
            button class="button secondary" type="submit" name="action" value={ (action) ":" (question.id) } aria-label=(name(key)) { (sign) }
        }
    };
    let asked: Vec<String> = question.asked_in.iter().map(|variant| words::variant(language, variant)).collect();
    html! {
        li id={ "q-" (question.id) } {
            div {
                a href={ (PATH) "/questions/" (question.id) } { strong { (words_of) } }
                p class="because" {
                    (word(language, &format!("quest-scale-{}", question.scale)))
                    " · "
                    @if asked.is_empty() { (word(language, "quest-not-asked")) } @else { (asked.join(", ")) }
                    @if question.required { " · " (word(language, "quest-required")) }
                    @if let Some(condition) = condition(language, catalogue, work, question) { " · " (condition) }
                }
            }
            p class="actions" {
                @if at > 0 { (press("up", "↑", "quest-up")) }
                @if at + 1 < work.draft.questions.len() { (press("down", "↓", "quest-down")) }
            }
        }
    }
}

fn condition(language: Language, catalogue: &Catalogue, work: &WorkedOn, question: &QuestionDraft) -> Option<String> {
    match question.show_if.as_ref()? {
        ShowIf::AgencyKnown(_) => Some(word(language, "quest-agency-unknown")),
        ShowIf::Answer { question, value } => {
            let opener = work.draft.questions.iter().find(|other| other.id == *question)?;
            let scale = &catalogue.questionnaire.scale(&opener.scale)?.kind;
            let answer = words::option(language, catalogue, scale, value);
            let args = [("question", opener.text.get(language).into()), ("answer", answer.into())];
            Some(word_with(language, "quest-opened-by", &args))
        }
    }
}

/// The versions: each can be read as it was asked, and taken up again.
fn published(
    language: Language,
    (catalogue, staff): (&Catalogue, &[Staff]),
    (csrf, read): (&str, u64),
    state: &FormState,
) -> Markup {
    let word = |key: &str| word(language, key);
    let number = catalogue.questionnaire_number();
    let of = |version: &Published| match (version.at, &version.actor) {
        (Some(at), Some(actor)) => format!("{} · {}", format::instant(language, at), who_did(language, staff, actor)),
        _ => word("quest-own"),
    };
    let inside = html! {
        ul class="questions" {
            @for version in versions(catalogue) {
                @let name = word_with(language, "quest-version", &[("n", version.number.into())]);
                @let action = format!("restore:{}", version.number);
                li {
                    strong { (name) }
                    @if version.number == number { " " (ui::badge(Tone::Green, Icon::Check, &word("quest-asked-now"))) }
                    p class="because" { (of(&version)) @if let Some(why) = &version.why { br; (why) } }
                    ul {
                        @for variant in version.questionnaire.variants.keys() {
                            li { a href={ (PATH) "/as/" (version.number) "/" (variant) } { (words::variant(language, variant)) } }
                        }
                    }
                    @if version.number != number {
                        details open[state.error(&action).is_some()] {
                            summary { (word("quest-restore")) }
                            (ui::form(PATH, csrf, html! {
                                (ui::hidden("version", &read.to_string()))
                                div class="field" {
                                    @let id = format!("why-{}", version.number);
                                    label for=(id) { (word("quest-why")) }
                                    input id=(id) name="why" maxlength="300" required;
                                }
                                (ui::button_secondary(&word_with(language, "quest-restore-this", &[("n", version.number.into())]), "action", &action))
                            }))
                        }
                    }
                }
            }
        }
    };
    ui::card(&word("quest-versions"), inside)
}
