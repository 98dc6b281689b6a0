//! A member is entered or changed by a person.

use domain::ids::MemberId;
use domain::member::{
    Heard, Hosting, LOCATION_FIELD, Member, MemberCase, MemberDraft, Mode, NAME_FIELD, Sent, UNTIL_FIELD, founded_later,
};
use domain::sight::is_known_at_place;
use flows::members;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::i18n::text;
use web::{Problem, Reply, sent_again, ui};

use super::list::days;
use super::{fields, load, may_see, of_place, source_of};
use crate::LOCALES;
use crate::problems::refused;
use crate::view::{Desk, PATH, done};

/// What the form carries beside the fields of the model, which are read by it.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Carried {
    /// The id that a new member gets, so that a form sent twice counts once.
    id: String,
    /// The version that the form was filled in over.
    version: Option<u64>,
    /// Whether a new member is entered though one seems to be there already.
    anyway: bool,
}

/// The form; members that are there already stand above it.
async fn show(view: &Desk, title: &str, action: &str, state: &FormState, there: &[Member]) -> Reply {
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(view.language, state))
            @if !there.is_empty() { (known(view, there)) }
            (view.form(action, html! {
                @for name in ["id", "version"] { @if !state.get(name).is_empty() { (ui::hidden(name, state.get(name))) } }
                (fields::all(view, state, false, &[]))
                p class="actions" {
                    (ui::button(&view.word("member-save")))
                    @if !there.is_empty() { " " (ui::button_secondary(&view.word("member-enter-anyway"), "anyway", "true")) }
                }
            }))
        }
    };
    let page = view.page_below(title).await?.lead(view.word("member-form-lead"));
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

/// Members that seem to be the one that is entered, each with a link.
fn known(view: &Desk, there: &[Member]) -> Markup {
    ui::card(
        &view.word("member-is-here"),
        html! {
            ul {
                @for member in there {
                    li {
                        a href={ (PATH) "/" (member.id) } { (member.name()) }
                        @if let Some(stay) = member.stay() { " " span class="soft" { (days(view, stay)) } }
                    }
                }
            }
        },
    )
}

/// What was entered, checked; what is wrong stands beside the fields.
fn read(view: &Desk, state: &mut FormState) -> Option<Sent> {
    let profile = fields::entered(&view.catalogue.member_model, state);
    let later = founded_later(&profile, view.today());
    let parsed = (MemberDraft { hosted: None, profile }).parse(&view.catalogue, false);
    let (sent, mut errors) = parsed.map_or_else(|errors| (None, errors), |sent| (Some(sent), Vec::new()));
    errors.extend(later);
    let sent = sent.filter(|_| errors.is_empty());
    fields::blame(state, errors);
    sent
}

/// The form of a new member. One read.
pub(super) async fn new(view: Desk) -> Reply {
    may_see(&view.staff)?;
    let place = view.only.as_ref().map(|only| (LOCATION_FIELD, only.to_string()));
    let state = FormState::filled([("id", view.context.store.ids().next())].into_iter().chain(place));
    show(&view, &view.word("member-new"), &format!("{PATH}/new"), &state, &[]).await
}

/// Enters a member; sent twice it is entered once. Where one of its number or name
/// is at the place, it asks first. Six reads, one commit.
pub(super) async fn enter(view: Desk, FormBody { value, mut state }: FormBody<Carried>) -> Reply {
    may_see(&view.staff)?;
    let id = MemberId::parse(state.get("id")).map_err(|_| Problem::not_found())?;
    let Some(sent) = read(&view, &mut state) else {
        return show(&view, &view.word("member-new"), &format!("{PATH}/new"), &state, &[]).await;
    };
    of_place(&view.staff, &sent)?;
    let mut there = members::known_there(&view.context.store, &sent).await?;
    if view.only.is_some() {
        there.retain(is_known_at_place);
    }
    // The form was sent before.
    if there.iter().any(|member| member.id == id) || value.is_some_and(|carried| carried.anyway) {
        there.clear();
    }
    if !there.is_empty() {
        state.blame(NAME_FIELD, text(&LOCALES, "member-is-here"));
        return show(&view, &view.word("member-new"), &format!("{PATH}/new"), &state, &there).await;
    }
    let (store, path) = (&view.context.store, format!("{PATH}/{id}"));
    let by = (source_of(&view.staff), view.staff.actor.clone());
    match members::enter(store, (id.clone(), sent.clone()), by.clone(), None, |_, _| None).await {
        Ok(_) => Ok(done(&path, "entered")),
        // The form was sent before.
        Err(flows::FlowError::ChangedMeanwhile) => {
            let made = load(&view.context, &view.staff, &id).await?.value.case;
            let heard = Heard { from: by.0, at: store.now(), by: by.1 };
            let again = MemberCase::enter(id, sent, heard, &view.catalogue.member_model).case;
            Ok(sent_again(&path, "entered", made.profile() == again.profile()))
        }
        Err(error) => Err(refused(error)),
    }
}

/// The form over what is known. Two reads.
pub(super) async fn page(view: Desk, Id(id): Id<MemberId>) -> Reply {
    let found = load(&view.context, &view.staff, &id).await?;
    let mut state = fields::filled(&found.value.case.profile());
    state.values.push(("version".to_owned(), found.version.to_string()));
    let until = found.value.case.member.stay().and_then(|stay| stay.to);
    state.values.extend(until.map(|day| (UNTIL_FIELD.to_owned(), day.to_string())));
    show(&view, found.value.case.member.name(), &format!("{PATH}/{id}/change"), &state, &[]).await
}

/// Of whom moved, the days that the form showed are those of the stay before; an end
/// that is taken out of the form is taken back.
fn of_its_stay(mut sent: Sent, hosted: &[Hosting]) -> Sent {
    let (Some(last), Some((place, since))) = (hosted.last(), sent.place.clone()) else { return sent };
    let until = sent.until();
    if place != last.location {
        sent.place = Some((place, since.filter(|day| Some(*day) != last.from)));
        sent.set_until(until.filter(|day| Some(*day) != last.to));
    } else if until.is_none() && last.to.is_some_and(|to| since.is_none_or(|since| since <= to)) {
        let mut stays = hosted.to_vec();
        if let Some(stay) = stays.last_mut() {
            stay.to = None;
        }
        sent.hosted = Some(stays);
    }
    sent
}

/// Saves a member over the version that the form was filled in over. Four
/// reads, one commit.
pub(super) async fn save(view: Desk, Id(id): Id<MemberId>, FormBody { value, mut state }: FormBody<Carried>) -> Reply {
    let found = load(&view.context, &view.staff, &id).await?;
    let sent = read(&view, &mut state).map(|sent| of_its_stay(sent, &found.value.case.member.hosted));
    let late = value.is_some_and(|carried| carried.version != Some(found.version));
    if let (Some(sent), false) = (sent.clone(), late) {
        of_place(&view.staff, &sent)?;
        let by = (source_of(&view.staff), view.staff.actor.clone());
        members::learn(&view.context.store, &id, Some(found.version), (sent, Mode::Whole), by)
            .await
            .map_err(refused)?;
        return Ok(done(&format!("{PATH}/{id}"), "saved"));
    }
    if sent.is_some() {
        // What was entered stays; sending it again overwrites the other change.
        state.values.retain(|(name, _)| name != "version");
        state.values.push(("version".to_owned(), found.version.to_string()));
        state.blame(NAME_FIELD, text(&LOCALES, "member-changed-meanwhile"));
    }
    show(&view, found.value.case.member.name(), &format!("{PATH}/{id}/change"), &state, &[]).await
}
