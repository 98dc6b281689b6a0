//! One message that waits for a person: what it says, what it makes, what is
//! wrong with that; put right and run again, or passed over.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Path;
use domain::catalogue::Catalogue;
use domain::ids::SourceId;
use domain::source::{Makes, parts, required};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use store::repos::received::{Content, Received};
use store::repos::sources::Source;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::ui::{self, Field, Table};
use web::{CoordinatorDesk, Desk, Problem, Reply, format};

use super::change::load as load_source;
use super::mapping_form::{label_of, name_of};
use super::run::{self, Tried, tried};
use super::words::{became, kind_key, makes_of, part_of, text_of};
use crate::cases::below;
use crate::word;

/// What is pressed.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ActForm {
    /// `run` or `pass`.
    act: String,
}

/// The page. Three reads.
pub(super) async fn show(
    CoordinatorDesk(desk): CoordinatorDesk,
    Path((source, message)): Path<(String, String)>,
) -> Reply {
    let shown = Shown::of(desk, (&source, &message)).await?;
    let of = shown.tried();
    shown.page(&shown.filled(of.as_ref()), of.as_ref()).await
}

/// Runs it again with what was corrected, or passes it over. Five reads and one
/// commit.
pub(super) async fn act(
    CoordinatorDesk(desk): CoordinatorDesk,
    Path((source, message)): Path<(String, String)>,
    FormBody { value, mut state }: FormBody<ActForm>,
) -> Reply {
    let shown = Shown::of(desk, (&source, &message)).await?;
    let back = |done: &str| web::done(&format!("/console/needs/sources/{}", shown.source.id), done);
    let of = shown.tried();
    let Some(form) = value else { return shown.page(&state, of.as_ref()).await };
    if form.act == "pass" {
        run::pass_over(&shown.desk.context, &shown.source, &message).await?;
        return Ok(back("passed"));
    }
    let values = of.as_ref().map(|of| shown.corrected(of, &state)).unwrap_or_default();
    match run::run(&shown.desk.context, &shown.source, &message, &values).await {
        Ok(_) => Ok(back("ran")),
        Err(problem) if problem.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            shown.blame(&mut state, problem.errors());
            shown.page(&state, of.as_ref()).await
        }
        Err(problem) => Err(problem),
    }
}

struct Shown {
    desk: Desk,
    source: Source,
    received: Received,
    catalogue: Arc<Catalogue>,
}

impl Shown {
    async fn of(desk: Desk, (source, message): (&str, &str)) -> Result<Self, Problem> {
        let context = &desk.context;
        let id = SourceId::parse(source).map_err(|_| Problem::not_found())?;
        let source = load_source(context, &id).await?.value;
        let received = run::load(context, &id, message).await?.value;
        let catalogue = desk.catalogue().await?;
        Ok(Self { desk, source, received, catalogue })
    }

    fn word(&self, key: &str) -> String {
        word(self.desk.language(), key)
    }

    fn tried(&self) -> Option<Tried> {
        let content = self.received.content.as_ref()?;
        let of = (content, self.source.mapping.as_ref());
        Some(tried(&self.desk.context, &self.catalogue, &self.source, of, &BTreeMap::new()))
    }

    /// What each part says now.
    fn said(&self, message: &Value, part: &str) -> String {
        let value = message.get("data").and_then(|data| data.pointer(part));
        value.filter(|value| !value.is_null()).map(|value| text_of(value, self.desk.language())).unwrap_or_default()
    }

    fn filled(&self, of: Option<&Tried>) -> FormState {
        let Some(of) = of else { return FormState::default() };
        let parts = parts(makes_of(&of.message), &self.catalogue).into_iter();
        let mut state = FormState::filled(parts.map(|part| (name_of(&part), self.said(&of.message, &part))));
        self.blame(&mut state, &of.errors);
        state
    }

    fn blame(&self, state: &mut FormState, errors: &[web::problem::FieldProblem]) {
        for error in errors {
            let part = part_of(&error.pointer, &self.catalogue);
            state.blame(&part.map_or_else(|| "act".to_owned(), |part| name_of(&part)), error.detail.clone());
        }
    }

    /// The parts that were written otherwise than they were.
    fn corrected(&self, of: &Tried, state: &FormState) -> BTreeMap<String, String> {
        let parts = parts(makes_of(&of.message), &self.catalogue).into_iter();
        let sent = parts.filter(|part| state.values.iter().any(|(name, _)| *name == name_of(part)));
        sent.map(|part| (state.get(&name_of(&part)).to_owned(), part))
            .filter(|(text, part)| *text != self.said(&of.message, part))
            .map(|(text, part)| (part, text))
            .collect()
    }

    async fn page(&self, state: &FormState, of: Option<&Tried>) -> Reply {
        let language = self.desk.language();
        let own = format!("/console/needs/sources/{}", self.source.id);
        let place = self.catalogue.place_name(&self.source.location);
        let parts = of.map(|of| parts(makes_of(&of.message), &self.catalogue)).unwrap_or_default();
        let labels: Vec<(String, String)> =
            parts.iter().map(|part| (name_of(part), label_of(part, language, &self.catalogue))).collect();
        let body = html! {
            (ui::error_summary_of(language, state, &labels))
            (ui::columns_broad(
                match of {
                    Some(_) => ui::card(&self.word("source-put-right"), self.form(&own, state, &parts)),
                    None => ui::card(&self.word("source-became"), html! { p { (became(language, &self.received)) } }),
                },
                self.said_card(),
            ))
        };
        let page = below(&self.desk).await?.crumb(&self.word("sources-title"), "/console/needs/sources");
        let page = page.crumb(&format!("{place}: {}", self.word(&kind_key(self.source.kind))), &own);
        let lead = html! { (format::instant(language, self.received.at)) " " (became(language, &self.received)) };
        let page = page.title(&self.word("source-message")).lead(lead);
        Ok(if state.is_refused() && state.get("act") == "run" { page.refused() } else { page }.render(body))
    }

    fn form(&self, own: &str, state: &FormState, parts: &[String]) -> Markup {
        let language = self.desk.language();
        let asked = |part: &&String| !state.get(&name_of(part)).is_empty() || state.error(&name_of(part)).is_some();
        let (first, rest): (Vec<_>, Vec<_>) = parts.iter().partition(asked);
        let field = |part: &String| {
            let (name, label) = (name_of(part), label_of(part, language, &self.catalogue));
            let field = Field::new(&name, &label);
            let field = if part == "/description" { field.lines(5) } else { field };
            let must = [Makes::Need, Makes::Member].iter().any(|makes| required(*makes).contains(&part.as_str()));
            if must { field.required() } else { field }.show(language, state)
        };
        let body = html! {
            @for part in &first { (field(part)) }
            @if !rest.is_empty() {
                details {
                    summary { (self.word("source-parts-more")) }
                    div class="form" { @for part in &rest { (field(part)) } }
                }
            }
            p class="actions" {
                button class="button" type="submit" name="act" value="run" { (self.word("source-run")) }
                (ui::button_secondary(&self.word("source-pass"), "act", "pass"))
            }
        };
        ui::form(&format!("{own}/messages/{}", self.received.id), &self.desk.staff.csrf, body)
    }

    /// What was answered, as it came.
    fn said_card(&self) -> Markup {
        let table = Table::named(|key| self.word(key), "source-said", &["source-question", "source-answer"]);
        let body = match &self.received.content {
            Some(Content::Fields(answers)) => answers
                .iter()
                .fold(table, |table, answer| {
                    let question = if answer.label.is_empty() { &answer.key } else { &answer.label };
                    table.row(vec![html! { (question) }, html! { (answer.values.join(", ")) }])
                })
                .show(),
            Some(Content::Message(message)) => {
                html! { pre { (serde_json::to_string_pretty(message).unwrap_or_default()) } }
            }
            None => html! { p class="soft" { (self.word("source-said-gone")) } },
        };
        ui::card(&self.word("source-said"), body)
    }
}
