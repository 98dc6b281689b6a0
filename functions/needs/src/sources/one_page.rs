//! One source in the console: where it sends, what its answers are, what became
//! of its last messages.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::catalogue::Catalogue;
use domain::ids::SourceId;
use domain::source::{Makes, Mapping, SourceKind, suggest};
use maud::{Markup, html};
use serde::Deserialize;
use store::Versioned;
use store::repos::received::{Content, NotGenuine, Received};
use store::repos::sources::Source;
use validator::Validate;
use web::extract::{FormBody, FormState, Id, QueryParams};
use web::page::{ConsoleNav, Page};
use web::ui::{self, Field, Table};
use web::{Context, Coordinator, Problem, StaffMember, Visit, format};

use super::change::{AccountRequest, SourceChange, load, save};
use super::mapping_form::{entered, field_of, fields, filled, label_of, name_of};
use super::run::{LAST, Tried, run_waiting, sample, tried};
use super::words::{became, kind_key, place, shown_parts, state_badge};
use crate::{word, word_with};

/// What is pressed.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ActForm {
    /// `try`, `save`, `on`, `off`, `account`, `run`.
    act: String,
    version: Option<u64>,
    url: Option<String>,
    token: Option<String>,
}

/// How the sample is looked at.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct LookedAt {
    makes: Option<Makes>,
}

/// The page. Four reads.
pub(super) async fn show(
    State(context): State<Context>,
    coordinator: Coordinator,
    visit: Visit,
    Id(id): Id<SourceId>,
    QueryParams(LookedAt { makes }): QueryParams<LookedAt>,
) -> Result<Response, Problem> {
    let shown = Shown::of(&context, &coordinator.0, &visit, &id).await?;
    let mapping = shown.mapping(makes);
    shown.page(&filled(&mapping), &mapping, None).await
}

/// Does what is pressed. Five reads and one commit.
pub(super) async fn change(
    State(context): State<Context>,
    coordinator: Coordinator,
    visit: Visit,
    Id(id): Id<SourceId>,
    FormBody { value, mut state }: FormBody<ActForm>,
) -> Result<Response, Problem> {
    let shown = Shown::of(&context, &coordinator.0, &visit, &id).await?;
    let Some(form) = value else {
        let mapping = entered(&state, &shown.catalogue);
        return shown.page(&state, &mapping, None).await;
    };
    if form.version.is_some_and(|version| version != shown.source.version) {
        return Err(Problem::changed_meanwhile());
    }
    let mapping = entered(&state, &shown.catalogue);
    let (asked, done) = match form.act.as_str() {
        "try" => {
            state.blame_all(mapping.check(&shown.catalogue, "/mapping"), field_of);
            let of = shown.tried(&mapping);
            return shown.page(&state, &mapping, of).await;
        }
        "save" => (SourceChange { mapping: Some(mapping.clone()), ..SourceChange::default() }, "mapped"),
        "on" => (SourceChange { on: Some(true), ..SourceChange::default() }, "on"),
        "off" => (SourceChange { on: Some(false), ..SourceChange::default() }, "off"),
        "account" => {
            let account = AccountRequest { url: form.url.unwrap_or_default(), token: form.token };
            (SourceChange { account: Some(account), ..SourceChange::default() }, "account")
        }
        "run" => {
            run_waiting(&context, &shown.source.value).await?;
            return Ok(back(&id, "ran"));
        }
        _ => return Err(Problem::not_found()),
    };
    match save(&context, &shown.source, asked).await? {
        Ok(_) => Ok(back(&id, done)),
        Err(errors) => {
            let of_account = form.act == "account";
            state.blame_all(errors, |pointer| match pointer {
                "/account/token" => "token".to_owned(),
                "/account" | "/account/url" => "url".to_owned(),
                other => field_of(other),
            });
            let mapping = if form.act == "save" { mapping } else { shown.mapping(None) };
            if of_account || form.act == "save" {
                return shown.page(&state, &mapping, None).await;
            }
            let mut kept = filled(&mapping);
            kept.errors = state.errors;
            shown.page(&kept, &mapping, None).await
        }
    }
}

fn back(id: &SourceId, done: &str) -> Response {
    Redirect::to(&format!("/console/needs/sources/{id}?done={done}")).into_response()
}

/// What the page is about.
struct Shown<'a> {
    context: &'a Context,
    staff: &'a StaffMember,
    visit: &'a Visit,
    source: Versioned<Source>,
    catalogue: Arc<Catalogue>,
    last: Vec<Received>,
    not_genuine: Option<NotGenuine>,
}

impl<'a> Shown<'a> {
    async fn of(
        context: &'a Context,
        staff: &'a StaffMember,
        visit: &'a Visit,
        id: &SourceId,
    ) -> Result<Self, Problem> {
        let source = load(context, id).await?;
        let catalogue = context.store.catalogue().load().await?;
        let last = context.store.received().last(id, LAST).await?;
        let not_genuine = context.store.received().not_genuine(id).await?;
        Ok(Self { context, staff, visit, source, catalogue, last, not_genuine })
    }

    fn word(&self, key: &str) -> String {
        word(self.visit.language, key)
    }

    /// The mapping that is kept, or that the sample seems to ask for.
    fn mapping(&self, makes: Option<Makes>) -> Mapping {
        let source = &self.source.value;
        let kept = source.mapping.clone().filter(|kept| makes.is_none_or(|makes| makes == kept.makes));
        kept.unwrap_or_else(|| {
            let usual = if matches!(source.kind, SourceKind::Cobot | SourceKind::Nexudus) {
                Makes::Member
            } else {
                Makes::Need
            };
            let makes = makes.unwrap_or(usual);
            match sample(&self.last) {
                Some((_, Content::Fields(answers))) => suggest(makes, answers, &self.catalogue),
                Some((_, Content::Message(_))) | None => Mapping { makes, ..Mapping::default() },
            }
        })
    }

    /// What a mapping makes of the sample.
    fn tried(&self, mapping: &Mapping) -> Option<Tried> {
        let (_, content) = sample(&self.last)?;
        let of = (content, Some(mapping));
        Some(tried(self.context, &self.catalogue, &self.source.value, of, &BTreeMap::new()))
    }

    async fn page(&self, state: &FormState, mapping: &Mapping, of: Option<Tried>) -> Result<Response, Problem> {
        let Self { context, staff, visit, .. } = self;
        let (language, source) = (visit.language, &self.source.value);
        let place = self.catalogue.place_name(&source.location);
        let labels: Vec<(String, String)> = domain::source::parts(mapping.makes, &self.catalogue)
            .iter()
            .map(|part| (name_of(part), label_of(part, language, &self.catalogue)))
            .chain(
                [("url", "source-account-url"), ("token", "source-account-token"), ("mapping", "source-mapping")]
                    .map(|(name, key)| (name.to_owned(), self.word(key))),
            )
            .collect();
        let labels: Vec<(&str, String)> = labels.iter().map(|(name, label)| (name.as_str(), label.clone())).collect();
        let body = html! {
            (ui::error_summary_of(language, state, &labels))
            div class="stack" {
                @if let Some(last) = &self.not_genuine { (self.not_genuine(last)) }
                @if let Some(of) = &of { (self.makes(of)) }
                (ui::columns_broad(
                    html! { div class="stack" {
                        @if source.kind.is_mapped() { (self.mapping_card(state, mapping)) }
                        (self.messages())
                    } },
                    html! { div class="stack" {
                        (self.how_card())
                        @if source.kind == SourceKind::Cobot { (self.account_card(state)) }
                        @if source.kind.is_mapped() { (self.switch_card()) }
                    } },
                ))
            }
        };
        let page = Page::console(visit, staff)
            .waiting(web::page::waiting(context, staff).await?)
            .console_nav(ConsoleNav::Needs)
            .crumb(&word(language, "needs-title"), "/console/needs")
            .crumb(&word(language, "sources-title"), "/console/needs/sources")
            .title(&format!("{place}: {}", self.word(&kind_key(source.kind))))
            .lead(state_badge(language, source))
            .notice(self.done());
        Ok(if state.is_refused() { page.refused() } else { page }.render(body))
    }

    fn done(&self) -> Option<Markup> {
        let key = match self.visit.done.as_deref()? {
            "mapped" => "source-done-mapped",
            "on" => "source-done-on",
            "off" => "source-done-off",
            "account" => "source-done-account",
            "ran" => "source-done-ran",
            "passed" => "source-done-passed",
            _ => return None,
        };
        Some(ui::notice(self.word(key)))
    }

    fn not_genuine(&self, last: &NotGenuine) -> Markup {
        let at = [("at", format::instant(self.visit.language, last.at).into())];
        ui::warning(html! {
            p { (word_with(self.visit.language, "source-not-genuine", &at)) }
            p { (self.word(&last.reason)) }
        })
    }

    /// How the tool is told where to send.
    fn how_card(&self) -> Markup {
        let source = &self.source.value;
        let url = self.context.settings.url(&format!("/hooks/{}", source.id));
        ui::card(
            &self.word("source-how"),
            html! {
                p { (self.word(&format!("source-how-{}", source.kind.code().replace('_', "-")))) }
                @if source.kind.has_secret_address() {
                    p class="because" { (self.word("source-how-secret-address")) }
                } @else {
                    p { (self.word("sources-url")) }
                    code class="secret" { (url) }
                }
            },
        )
    }

    fn account_card(&self, state: &FormState) -> Markup {
        let language = self.visit.language;
        let known = self.source.value.account.as_ref();
        let shown = if state.get("act") == "account" {
            FormState { values: vec![("url".into(), state.get("url").into())], errors: state.errors.clone() }
        } else {
            FormState::filled(known.map(|account| ("url", account.url.clone())))
        };
        let hint = self.word(if known.is_some() { "source-account-known" } else { "source-account-token-hint" });
        ui::card(
            &self.word("source-account"),
            self.form(html! {
                (Field::new("url", &self.word("source-account-url")).kind("url").hint(&self.word("source-account-url-hint")).required().show(language, &shown))
                (Field::new("token", &self.word("source-account-token")).kind("password").autocomplete("off").hint(&hint).show(language, &shown))
                (ui::button_secondary(&self.word("source-account-save"), "act", "account"))
            }),
        )
    }

    fn switch_card(&self) -> Markup {
        let on = self.source.value.on;
        let action = if on {
            ui::button_secondary(&self.word("source-off"), "act", "off")
        } else {
            ui::button_secondary(&self.word("source-on"), "act", "on")
        };
        ui::card(
            &self.word("source-switch"),
            html! {
                p class="soft" { (self.word(if on { "source-on-means" } else { "source-off-means" })) }
                (self.form(action))
            },
        )
    }

    fn mapping_card(&self, state: &FormState, mapping: &Mapping) -> Markup {
        let language = self.visit.language;
        let Some((_, Content::Fields(answers))) = sample(&self.last) else {
            if self.source.value.mapping.is_none() {
                return ui::card(
                    &self.word("source-mapping"),
                    ui::empty(&self.word("source-no-sample"), self.word("source-no-sample-how")),
                );
            }
            return ui::card(&self.word("source-mapping"), self.mapping_form(language, state, (mapping, &[])));
        };
        ui::card(&self.word("source-mapping"), self.mapping_form(language, state, (mapping, answers)))
    }

    fn mapping_form(
        &self,
        language: domain::Language,
        state: &FormState,
        (mapping, answers): (&Mapping, &[domain::source::ReceivedField]),
    ) -> Markup {
        let path = format!("/console/needs/sources/{}", self.source.value.id);
        let (other, other_word) = match mapping.makes {
            Makes::Need => (Makes::Member, "source-makes-member"),
            Makes::Member => (Makes::Need, "source-makes-need"),
        };
        let own = match mapping.makes {
            Makes::Need => "source-makes-need-now",
            Makes::Member => "source-makes-member-now",
        };
        html! {
            p { (self.word(own)) " " a href={ (path) "?makes=" (other.code()) } { (self.word(other_word)) } }
            p class="soft" { (self.word("source-mapping-how")) }
            (self.form(html! {
                (fields(language, &self.catalogue, (mapping.makes, answers), state))
                p class="actions" {
                    (ui::button_secondary(&self.word("source-try"), "act", "try"))
                    button class="button" type="submit" name="act" value="save" { (self.word("source-save")) }
                }
            }))
        }
    }

    fn form(&self, inner: Markup) -> Markup {
        let path = format!("/console/needs/sources/{}", self.source.value.id);
        ui::form(&path, &self.staff.csrf, html! { (ui::hidden("version", &self.source.version.to_string())) (inner) })
    }

    /// What the mapping makes of the sample.
    fn makes(&self, of: &Tried) -> Markup {
        let language = self.visit.language;
        let rows = shown_parts(&of.message, language, &self.catalogue);
        let rows: Vec<(&str, Option<Markup>)> =
            rows.iter().map(|(label, value)| (label.as_str(), Some(html! { (value) }))).collect();
        ui::card(
            &self.word("source-tried"),
            html! {
                @if of.errors.is_empty() { (ui::notice(self.word("source-tried-right"))) } @else {
                    (ui::warning(html! { p { (self.word("source-tried-wrong")) } ul {
                        @for error in &of.errors { li { (place(&error.pointer, language, &self.catalogue)) ": " (error.detail.get(language)) } }
                    } }))
                }
                (ui::definitions(&rows))
            },
        )
    }

    fn messages(&self) -> Markup {
        let language = self.visit.language;
        let columns = [self.word("source-received"), self.word("source-message"), self.word("source-became")];
        let mut table = Table::new(&self.word("source-messages"), &columns.each_ref().map(String::as_str));
        for received in &self.last {
            let path = format!("/console/needs/sources/{}/messages/{}", self.source.value.id, received.id);
            table = table.row(vec![
                html! { (format::instant(language, received.at)) },
                html! { @if received.content.is_some() { a href=(path) { (received.message) } } @else { (received.message) } },
                became(language, received),
            ]);
        }
        let waiting = sample(&self.last).is_some();
        html! {
            div class="card" {
                @if table.is_empty() { (ui::empty(&self.word("source-nothing"), self.word("source-nothing-how"))) } @else { (table.show()) }
                @if waiting && self.source.value.on {
                    (self.form(ui::button_secondary(&self.word("source-run-waiting"), "act", "run")))
                }
            }
        }
    }
}
