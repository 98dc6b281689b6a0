//! The form of a member. Its fields are those of the member model, each with
//! its label, values and bounds: a new field of the model is a new field here.

use domain::Language;
use domain::fact_words::value_label;
use domain::field_error::FieldError;
use domain::member::{
    FieldKind, LOCATION_FIELD, MemberField, MemberModel, NAME_FIELD, Profile, ProfileConsent, UNTIL_FIELD,
};
use maud::{Markup, html};
use serde_json::{Value, json};
use web::extract::FormState;
use web::ui::{ProfileFields, profile_entered, profile_values};

use crate::view::View;
use crate::{consents, word, word_with};

/// The parts of the form, in the order of their fields in the model. What the
/// system fills in, and consents, which only a member gives, are not asked.
const PARTS: [(&str, &str); 6] = [
    ("company", "trade_name enterprise_number legal_form host_location hosted_since hosted_until founded_on stage"),
    ("contact", "contact_role contact_email contact_phone languages"),
    ("activity", "ict_domain nace customers_type markets target_markets export_share_pct"),
    ("means", "headcount_fte hiring_next_6m revenue_bracket funding_raised_eur funding_sources runway_months"),
    ("innovation", "rd_intensity ip_assets university_link personal_data_processed"),
    ("other", "needs_shop space_m2_wanted founder_non_eu already_in_touch"),
];

/// All parts; those without a value or an error stay closed, but the first two.
/// What is `asked` in another form of the page is left out.
pub(crate) fn all(view: &View, state: &FormState, own: bool, asked: &[&MemberField]) -> Markup {
    let model = &view.catalogue.member_model;
    html! {
        @for (at, (part, ids)) in PARTS.iter().enumerate() {
            @let fields: Vec<&MemberField> = ids.split(' ').filter_map(|id| model.asked(id)).filter(|field| shown(field, own) && !asked.contains(field)).collect();
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
    !(own && ["host_location", "hosted_since", UNTIL_FIELD].contains(&field.id.as_str()))
}

/// One field. On the member's own page its purpose stands beside it.
pub(crate) fn one(view: &View, field: &MemberField, state: &FormState, own: bool) -> Markup {
    let fields = ProfileFields {
        catalogue: &view.catalogue,
        language: view.language,
        today: view.today(),
        only: view.only.as_ref(),
        with_purpose: own,
    };
    fields.show(field, state)
}

/// Puts what is wrong beside the fields, in the order of the form.
pub(crate) fn blame(state: &mut FormState, mut errors: Vec<FieldError>) {
    let field_of = |pointer: &str| {
        let name = pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
        match name {
            "name" => NAME_FIELD,
            "location" => LOCATION_FIELD,
            other => other,
        }
        .to_owned()
    };
    let in_order = |name: &String| PARTS.iter().flat_map(|(_, ids)| ids.split(' ')).position(|id| id == name);
    errors.sort_by_key(|error| in_order(&field_of(&error.pointer)).unwrap_or(usize::MAX));
    state.blame_all(errors, field_of);
}

/// The form over what is known.
pub(crate) fn filled(profile: &Profile) -> FormState {
    FormState::filled(profile_values(profile))
}

/// What was entered, as the model's types ask for it.
pub(crate) fn entered(model: &MemberModel, state: &FormState) -> Profile {
    profile_entered(model.fields.iter().chain(model.asked(UNTIL_FIELD)), state)
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
        Value::Array(items) if field.kind == FieldKind::ConsentList => {
            let given = items.iter().filter_map(|item| serde_json::from_value::<ProfileConsent>(item.clone()).ok());
            let told = given.map(|consent| consents::told(view.language, &consent));
            told.collect::<Vec<_>>().join(web::format::semicolon(view.language))
        }
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
