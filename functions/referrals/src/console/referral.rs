//! One referral on the console: what the agency sees, what happened, the
//! answer on its behalf, and its link once more.

use axum::response::Response;
use domain::ids::ReferralId;
use domain::moves::{self, MoveError};
use domain::referral::ReferralStatus;
use flows::FlowError;
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::page::ConsoleNav;
use web::ui::{button_secondary, card, columns, error_summary, form, link_button_secondary, notice, timeline, warning};
use web::views::{Names, what_happened};
use web::{CoordinatorDesk, Desk, Problem, Reply, Scope};

use crate::access::{Access, has_part, limit_answers, limit_links, of_scope};
use crate::answer::{AnswerRequest, moved, renew_link};
use crate::parts::{self, Shown};
use crate::pressed::{NotDone, press};
use crate::refused;
use crate::sheet::{Sheet, staff_names};
use crate::word;

/// The page. Four reads; one more where staff had a part.
pub(super) async fn show(desk: Desk, Id(id): Id<ReferralId>) -> Reply {
    let opened = Opened::load(desk, &id).await?;
    opened.page(&FormState::default(), None).await
}

/// An answer on behalf of the agency. Four reads and one commit.
pub(super) async fn answer(desk: Desk, Id(id): Id<ReferralId>, body: FormBody<AnswerRequest>) -> Reply {
    let opened = Opened::load(desk, &id).await?;
    limit_answers(&opened.desk.context, &opened.sheet)?;
    match press(opened.desk.store(), &opened.sheet, &opened.access.actor, body).await {
        Ok(done) => Ok(back(&id, done)),
        Err(NotDone::Lacking(state)) => opened.page(&state, None).await,
        Err(NotDone::Refused(error)) => opened.refuse(error).await,
    }
}

/// The link once more. Four reads and one commit.
pub(super) async fn renew(desk: Desk, Id(id): Id<ReferralId>) -> Reply {
    let opened = Opened::load(desk, &id).await?;
    limit_links(&opened.desk.context, &opened.sheet)?;
    match moved(opened.desk.store(), &opened.sheet, &opened.access.actor, renew_link).await {
        Ok(()) => Ok(back(&id, "link")),
        Err(error) => opened.refuse(error).await,
    }
}

/// From where a reminder was asked for, and where it goes on.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct RemindForm {
    from: Option<String>,
}

/// The agency is reminded now; the coordinator's. Three reads and one commit.
pub(super) async fn remind(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<ReferralId>,
    form: FormBody<RemindForm>,
) -> Reply {
    let from = form.into_value()?.from;
    let opened = Opened::load(desk, &id).await?;
    limit_links(&opened.desk.context, &opened.sheet)?;
    match moved(opened.desk.store(), &opened.sheet, &opened.access.actor, moves::remind_now).await {
        Ok(()) if from.as_deref() == Some("work") => Ok(web::done("/console/work", "reminded")),
        Ok(()) => Ok(back(&id, "reminded")),
        Err(error) => opened.refuse(error).await,
    }
}

fn back(id: &ReferralId, done: &str) -> Response {
    web::done(&format!("/console/referrals/{id}"), done)
}

/// A referral that somebody of the staff looks at.
struct Opened {
    desk: Desk,
    sheet: Sheet,
    access: Access,
}

impl Opened {
    async fn load(desk: Desk, id: &ReferralId) -> Result<Self, Problem> {
        let staff = &desk.staff;
        let sheet = Sheet::load(desk.store(), id).await?;
        let catalogue = desk.catalogue().await?;
        let own = has_part(&sheet, &catalogue, desk.store().now());
        let access = of_scope(staff.actor.clone(), staff.scope(), &sheet, own)?;
        Ok(Self { desk, sheet, access })
    }

    /// Somebody may have been faster: shown is how it stands now.
    async fn refuse(self, error: FlowError) -> Reply {
        let FlowError::Move(error) = error else { return Err(refused(error)) };
        let now = Self::load(self.desk, &self.sheet.referral.id).await?;
        now.page(&FormState::default(), Some(&error)).await
    }

    async fn page(&self, state: &FormState, refusal: Option<&MoveError>) -> Reply {
        let (store, language) = (self.desk.store(), self.desk.language());
        let word = |key: &str| word(language, key);
        let catalogue = store.catalogue().load().await?;
        let events = self.sheet.events(store).await?;
        let people = staff_names(store, &self.access.team, &events).await?;
        let names = Names { catalogue: &catalogue, staff: &people, language };
        let personal = self.access.personal;
        let seen = self.sheet.seen(personal);
        let shown = Shown { language, catalogue: &catalogue, sheet: &seen, personal, now: store.now() };
        let history = what_happened(&names, seen.case(), &events, personal);
        let main = html! {
            (error_summary(language, state))
            @if let Some(error) = refusal {
                (warning(html! {
                    (error.text(language)) " " (word("refused"))
                    @if !self.desk.staff.is_coordinator() {
                        " " (parts::write_to(language, &self.desk.context.settings.mail_from))
                    }
                }))
            }
            (parts::what(&shown))
            (parts::why(&shown))
            (self.answers(&shown, state))
            (card(&word("history-title"), timeline(language, &history)))
        };
        let aside = html! {
            (parts::who(&shown))
            @if self.sheet.referral.status.is_open() || parts::takes_late_yes(&shown) {
                (self.link_form(&shown))
                @if self.desk.staff.is_coordinator() && matches!(self.sheet.referral.status, ReferralStatus::Sent | ReferralStatus::Accepted) {
                    (self.remind_form(&shown))
                }
            }
        };
        let done = self.desk.visit.done.as_deref().and_then(|code| parts::done_key(code, &self.sheet)).map(word);
        let page = self.desk.page().await?.console_nav(ConsoleNav::Referrals);
        let page = page.title(&parts::title(&shown)).lead(parts::lead(&shown)).notice(done.map(notice));
        let page = page.crumb(&word("list-title"), "/console/referrals");
        let page = if matches!(self.desk.staff.scope(), Scope::Agency(_)) {
            page
        } else {
            let path = format!("/console/needs/{}", self.sheet.case().need.id);
            page.action(link_button_secondary(&word("to-need"), &path))
        };
        let page = if refusal.is_some() { page.status(StatusCode::CONFLICT) } else { page.of_form(state) };
        Ok(page.render(columns(main, aside)))
    }

    fn answers(&self, shown: &Shown<'_>, state: &FormState) -> Markup {
        let title = match self.desk.staff.scope() {
            Scope::Agency(_) => shown.word("answer-title"),
            _ => shown.words("answer-for", &[("agency", shown.agency().into())]),
        };
        let path = format!("/console/referrals/{}/answer", self.sheet.referral.id);
        html! { div class="stack" id="answer" { (parts::answers(shown, &path, &self.desk.staff.csrf, state, &title)) } }
    }

    fn remind_form(&self, shown: &Shown<'_>) -> Markup {
        let path = format!("/console/referrals/{}/remind", self.sheet.referral.id);
        card(
            &shown.word("remind-title"),
            html! {
                p { (shown.words("remind-what", &[("agency", shown.agency().into())])) }
                (form(&path, &self.desk.staff.csrf, button_secondary(&shown.word("remind"), "remind", "yes")))
            },
        )
    }

    fn link_form(&self, shown: &Shown<'_>) -> Markup {
        let path = format!("/console/referrals/{}/link", self.sheet.referral.id);
        card(
            &shown.word("link-title"),
            html! {
                p { (shown.words("link-what", &[("agency", shown.agency().into())])) }
                (form(&path, &self.desk.staff.csrf, html! {
                    button class="button secondary" type="submit" { (shown.word("link-send")) }
                }))
            },
        )
    }
}
