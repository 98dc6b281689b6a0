//! The form of a member. Its fields are those of the member model, each with
//! its label, values and bounds: a new field of the model is a new field here.

use domain::Language;
use domain::fact_words::value_label;
use domain::member::{FieldKind, MemberField, MemberModel, NAME_FIELD, Profile};
use maud::{Markup, html};
use serde_json::{Value, json};
use web::extract::FormState;
use web::ui::{ChoiceOption, Choices, Field};

use crate::view::View;
use crate::{word, word_with};

/// The parts of the form, in the order of their fields in the model. What the
/// system fills in, and consents, which only a member gives, are not asked.
const PARTS: [(&str, &[&str]); 6] = [
    (
        "company",
        &["trade_name", "enterprise_number", "legal_form", "host_location", "hosted_since", "founded_on", "stage"],
    ),
    ("contact", &["contact_role", "contact_email", "contact_phone", "languages"]),
    ("activity", &["ict_domain", "nace", "customers_type", "markets", "target_markets", "export_share_pct"]),
    (
        "means",
        &[
            "headcount_fte",
            "hiring_next_6m",
            "revenue_bracket",
            "funding_raised_eur",
            "funding_sources",
            "runway_months",
        ],
    ),
    ("innovation", &["rd_intensity", "ip_assets", "university_link", "personal_data_processed"]),
    ("other", &["needs_shop", "space_m2_wanted", "founder_non_eu", "already_in_touch"]),
];

/// Fields whose values the model leaves out because another has them.
fn values_of<'a>(model: &'a MemberModel, field: &'a MemberField) -> &'a [String] {
    let like = if field.id == "target_markets" { "markets" } else { field.id.as_str() };
    let values = field.values.as_ref().or_else(|| model.field(like)?.values.as_ref());
    values.map(Vec::as_slice).unwrap_or_default()
}

/// All parts; those without a value or an error stay closed, but the first two.
pub(crate) fn all(view: &View, state: &FormState, own: bool) -> Markup {
    let model = &view.catalogue.member_model;
    html! {
        @for (at, (part, ids)) in PARTS.iter().enumerate() {
            @let fields: Vec<&MemberField> = ids.iter().filter_map(|id| model.field(id)).filter(|field| shown(field, own)).collect();
            @let filled = fields.iter().any(|field| !state.get(&field.id).is_empty() || state.error(&field.id).is_some());
            details class="card" open[at < 2 || filled] {
                summary { (word(view.language, &format!("part-{part}"))) }
                div class="stack" { @for field in fields { (one(view, field, state, own)) } }
            }
        }
    }
}

/// Where it is hosted is not for the member to change.
fn shown(field: &MemberField, own: bool) -> bool {
    !(own && ["host_location", "hosted_since"].contains(&field.id.as_str()))
}

/// One field. On the member's own page its purpose stands beside it.
pub(crate) fn one(view: &View, field: &MemberField, state: &FormState, own: bool) -> Markup {
    let language = view.language;
    let model = &view.catalogue.member_model;
    let label = field.label.get(language);
    let why = own.then(|| word(language, &format!("why-{}", field.id.replace('_', "-"))));
    let options = || {
        let values = values_of(model, field).iter();
        values.map(|code| (code.clone(), value_label(&field.id, &json!(code), language))).collect::<Vec<_>>()
    };
    let choices = |options: Vec<(String, String)>| {
        let options = options.into_iter().map(|(value, words)| ChoiceOption::new(value, words));
        let choices = Choices::many(&field.id, label).options(options);
        let choices = match &why {
            Some(why) => choices.hint(why),
            None => choices,
        };
        if field.required { choices.required() } else { choices }.show(language, state)
    };
    let mut line = Field::new(&field.id, label);
    line = match field.kind {
        FieldKind::Multi => return choices(options()),
        FieldKind::MultiRef => {
            let agencies = view.catalogue.agencies_on(view.today());
            return choices(agencies.map(|agency| (agency.id.to_string(), agency.short.clone())).collect());
        }
        FieldKind::Code | FieldKind::Bracket => line.select(options()),
        FieldKind::Bool => line.select([("true", word(language, "yes")), ("false", word(language, "no"))]),
        FieldKind::Number => line.kind("number").between(0, if field.id.ends_with("_pct") { 100 } else { 1_000_000 }),
        FieldKind::Date => line.kind("date"),
        FieldKind::Email => line.kind("email").max_length(254),
        FieldKind::Phone => line.kind("tel").max_length(40),
        FieldKind::Ref => line.select(places(view)),
        FieldKind::Text | FieldKind::CodeList | FieldKind::ConsentList => line.max_length(200),
    };
    if let Some(why) = &why {
        line = line.hint(why);
    }
    // A host may know no more than a name.
    let required = [NAME_FIELD, "host_location"].contains(&field.id.as_str());
    if required { line.required() } else { line }.show(language, state)
}

fn places(view: &View) -> Vec<(String, String)> {
    let all = view.catalogue.locations_on(view.today());
    let all = all.filter(|place| view.only.as_ref().is_none_or(|only| *only == place.id));
    let mut all: Vec<_> = all.map(|place| (place.id.to_string(), place.name.clone())).collect();
    all.sort_by_key(|(_, name)| name.to_lowercase());
    all
}

/// What each field is called, for the list of what is wrong.
pub(crate) fn labels(view: &View) -> Vec<(&str, String)> {
    let fields = view.catalogue.member_model.fields.iter();
    fields.map(|field| (field.id.as_str(), field.label.get(view.language).to_owned())).collect()
}

/// The form over what is known.
pub(crate) fn filled(profile: &Profile) -> FormState {
    let mut values = Vec::new();
    for (id, value) in profile {
        match value {
            Value::Array(items) => values.extend(items.iter().map(|item| (id.clone(), text_of(item)))),
            value => values.push((id.clone(), text_of(value))),
        }
    }
    // Codes are one line of text.
    let nace: Vec<String> = values.iter().filter(|(id, _)| id == "nace").map(|(_, code)| code.clone()).collect();
    values.retain(|(id, _)| id != "nace");
    values.push(("nace".to_owned(), nace.join("; ")));
    FormState::filled(values)
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What was entered, as the model's types ask for it.
pub(crate) fn entered(model: &MemberModel, state: &FormState) -> Profile {
    let mut profile = Profile::new();
    for field in &model.fields {
        let given = state.values.iter().filter(|(name, value)| *name == field.id && !value.is_empty());
        let given: Vec<&str> = given.map(|(_, value)| value.as_str()).collect();
        let value = match (field.kind, given.as_slice()) {
            // Consents are ticked one by one, where a member gives them.
            (_, []) | (FieldKind::ConsentList, _) => None,
            (FieldKind::Multi | FieldKind::MultiRef, many) => Some(json!(many)),
            (_, [.., last]) => field.read_text(last),
        };
        profile.extend(value.map(|value| (field.id.clone(), value)));
    }
    profile
}

/// A value as people read it, with the names of places and agencies.
pub(crate) fn value(view: &View, field: &MemberField, value: &Value) -> String {
    let name = |text: &str| match field.kind {
        FieldKind::Ref => {
            domain::ids::LocationId::parse(text).map_or_else(|_| text.to_owned(), |id| view.place(Some(&id)).to_owned())
        }
        FieldKind::MultiRef => domain::ids::AgencyId::parse(text)
            .map_or_else(|_| text.to_owned(), |id| view.catalogue.agency_name(&id).to_owned()),
        FieldKind::Date => text.parse().map_or_else(|_| text.to_owned(), |day| web::format::date(view.language, day)),
        _ => value_label(&field.id, &json!(text), view.language),
    };
    match value {
        Value::String(text) => name(text),
        Value::Array(items) => {
            let named = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), &name));
            named.collect::<Vec<_>>().join(", ")
        }
        other => value_label(&field.id, other, view.language),
    }
}

/// Where a value came from and when.
pub(crate) fn source(language: Language, known: domain::member::Known) -> String {
    use domain::member::Source;
    let key = match known.from {
        Source::PublicRegister => "from-register",
        Source::HostList => "from-host",
        Source::IntakeTalk => "from-need",
        Source::Coordinator => "from-coordinator",
        Source::MemberForm => "from-member",
    };
    word_with(language, key, &[("day", web::format::date(language, known.on).into())])
}
