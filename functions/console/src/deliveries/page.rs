//! Mails that were given up, and sending them again.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::Path;
use domain::catalogue::Catalogue;
use domain::ids::{NeedId, StaffId};
use domain::{Instant, Language};
use flows::effects::About;
use maud::{Markup, html};
use serde::Deserialize;
use store::repos::deliveries::Delivery;
use validator::Validate;
use web::extract::{FormBody, PageQuery};
use web::ui::{self, Paging};
use web::{CoordinatorDesk, Desk, Problem, Reply, format};

use super::given_up::{self, InWords as _, LIST};
use super::why_not;
use crate::overview::rows;
use crate::{word, word_with};
use flows::worklist::GivenUp;

/// Where the list stands.
const PATH: &str = "/console/deliveries";
const SHOWN: usize = 25;

/// What names the rows of the list.
struct Names {
    companies: BTreeMap<NeedId, String>,
    staff: BTreeMap<StaffId, String>,
}

/// The list, 25 to a page, and whether mails wait for the mail server. One query a
/// year and one a shard, three reads, and what the mails tell of in batches
/// ([`GivenUp::all`]); one query a year for the navigation.
pub(super) async fn show(desk: CoordinatorDesk, page: PageQuery) -> Reply {
    let language = desk.language();
    let paging = Paging::of(&desk.context, &page, LIST, PATH)?;
    let (dead, next) = given_up::dead(&desk, paging.after.clone(), SHOWN).await?;
    let late = given_up::late_since(desk.store()).await?;
    let catalogue = desk.catalogue().await?;
    let names = Names::of(&desk, &dead).await?;
    let body = html! {
        div class="stack" {
            @if let Some(since) = late {
                (ui::warning(word_with(language, "deliveries-late", &[("since", format::instant(language, since).into())])))
            }
            @if dead.iter().any(|one| one.delivery.may_have_left()) { (word_on_all(&desk)) }
            @if late.is_none() || !dead.is_empty() { (list(&desk, &catalogue, &names, &dead)) }
        }
        (paging.pager(language, next.as_deref()))
    };
    let known = [("resent", "done-resent"), ("was_sent", "done-was-sent"), ("all", "done-all")];
    let page = desk.page().await?.crumb(&word(language, "today-title"), "/console");
    let page = page.title(&word(language, "deliveries-title")).lead(word(language, "deliveries-lead"));
    Ok(page.notice(desk.visit.notice(|key| word(language, key), &known)).render(body))
}

/// Takes one as sent that may have left before a backup was put back. Two reads
/// and those of the mail, one commit.
pub(super) async fn was_sent(desk: CoordinatorDesk, Path(id): Path<String>, _: FormBody<ResendForm>) -> Reply {
    given_up::was_sent(&desk, &id).await?;
    Ok(web::done(PATH, "was_sent"))
}

/// A word on all that was set aside.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct WordForm {
    word: given_up::Word,
}

/// Takes all that may have left as sent, or sends it: [`given_up::word_on_all`].
pub(super) async fn all(desk: CoordinatorDesk, form: FormBody<WordForm>) -> Reply {
    let WordForm { word } = form.into_value()?;
    given_up::word_on_all(&desk, word).await?;
    Ok(web::done(PATH, "all"))
}

fn word_on_all(desk: &Desk) -> Markup {
    let language = desk.language();
    let button = |code: &str, key: &str| {
        html! { button class="button secondary" type="submit" name="word" value=(code) { (word(language, key)) } }
    };
    let inside = html! {
        p { (word(language, "restored-lead")) }
        form method="post" action="/console/deliveries/restored" class="actions" {
            input type="hidden" name="csrf" value=(desk.staff.csrf);
            (button("sent", "do-all-sent"))
            (button("again", "do-all-again"))
        }
    };
    ui::card(&word(language, "restored-title"), inside)
}

/// Where the button was pressed.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ResendForm {
    from: Option<String>,
}

/// Sends one again. Two reads and those of the mail, one commit.
pub(super) async fn resend(
    desk: CoordinatorDesk,
    Path(id): Path<String>,
    FormBody { value, .. }: FormBody<ResendForm>,
) -> Reply {
    given_up::send_again(&desk, &id).await?;
    let to = match value.and_then(|form| form.from).as_deref() {
        Some("today") => "/console",
        Some("work") => "/console/work",
        _ => PATH,
    };
    Ok(web::done(to, "resent"))
}

impl Names {
    async fn of(desk: &Desk, dead: &[GivenUp]) -> Result<Self, Problem> {
        let needs: BTreeSet<&NeedId> = dead.iter().filter_map(|one| one.description.about.need()).collect();
        let needs: Vec<NeedId> = needs.into_iter().cloned().collect();
        let staff = desk.store().staff().list().await?;
        Ok(Self {
            companies: desk.store().needs().companies(&needs).await?,
            staff: staff.into_iter().map(|staff| (staff.id, staff.name)).collect(),
        })
    }
}

fn list(desk: &Desk, catalogue: &Catalogue, names: &Names, dead: &[GivenUp]) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    if dead.is_empty() {
        return ui::empty(&word("deliveries-empty"), word("deliveries-empty-how"));
    }
    let now = desk.store().now();
    let columns = ["column-what", "column-since", "column-attempts", ""];
    let empty = ui::Table::named(word, "deliveries-list", &columns);
    let table = dead.iter().fold(empty, |table, given_up| {
        table.row(vec![
            html! {
                (about(language, names, &given_up.description.about)) " · " (given_up.what(language, catalogue))
                p class="because" { (given_up.why(language)) }
            },
            html! { (since(language, &given_up.delivery, now)) },
            html! { (given_up.delivery.attempts) },
            action(desk, given_up),
        ])
    });
    ui::card(&word("deliveries-list"), table.show())
}

fn since(language: Language, delivery: &Delivery, now: Instant) -> String {
    let at = delivery.ended_at.unwrap_or(delivery.created_at);
    format!("{} ({})", format::instant(language, at), format::since(language, at, now))
}

fn about(language: Language, names: &Names, about: &About) -> Markup {
    let (path, words) = match about {
        About::Need(need) => {
            let name = names.companies.get(need).cloned().unwrap_or_else(|| word(language, "company-erased"));
            (format!("/console/needs/{need}"), name)
        }
        About::Adviser(adviser) => {
            (format!("/console/schedule/advisers/{adviser}"), word(language, "mail-adviser-calendar-of"))
        }
        About::Member(member) => (format!("/console/members/{member}"), word(language, "mail-member-of")),
        About::Staff(staff) => {
            let name = names.staff.get(staff).cloned().unwrap_or_else(|| staff.to_string());
            (format!("/console/staff/{staff}"), name)
        }
        About::Endpoint(endpoint) => (format!("/console/endpoints/{endpoint}"), word(language, "mail-endpoint-of")),
        About::Other(words) => return html! { strong { (word(language, words)) } },
    };
    html! { a href=(path) { strong { (words) } } }
}

fn action(desk: &Desk, given_up: &GivenUp) -> Markup {
    let language = desk.language();
    let again = match why_not(given_up.resend) {
        None => rows::resend(desk, &given_up.delivery, "list"),
        Some(why) => html! { p class="because" { (word(language, why)) } },
    };
    if !given_up.may_have_left() {
        return again;
    }
    let id = given_up::outside_id(desk.store().secrets(), &given_up.delivery);
    html! {
        div class="actions" {
            (again)
            form method="post" action=(format!("/console/deliveries/{id}/sent")) {
                input type="hidden" name="csrf" value=(desk.staff.csrf);
                button class="button secondary" type="submit" { (word(language, "do-was-sent")) }
            }
        }
    }
}
