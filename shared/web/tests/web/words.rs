//! What people read about their own mistakes, and the catalogues it comes from.

use domain::ids::AgencyId;
use domain::need::Outcome;
use domain::need::effect::MemberStep;
use domain::{Language, Text};
use http::StatusCode;
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormState, parse_json};
use web::ui::{Choices, Field, error_summary_of};
use web::views::member_mail;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Accept,
}

#[derive(Debug, Deserialize, Validate)]
struct Answer {
    #[expect(dead_code, reason = "parsed, never read")]
    action: Action,
}

#[test]
fn json_of_another_shape_is_not_taken_for_broken_json() {
    for body in [r#"{"action":1}"#, r#"{"action":null}"#, r#"{"action":[]}"#, r#"{"action":"wait"}"#] {
        let problem = parse_json::<Answer>(body.as_bytes()).unwrap_err();
        assert_eq!(problem.status(), StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(problem.errors()[0].pointer, "/action", "{body}");
    }
    for body in [r#"{"action":1"#, r#"{"action":1}}"#, r#"{"action":"accept"} x"#, "", "action"] {
        let problem = parse_json::<Answer>(body.as_bytes()).unwrap_err();
        assert_eq!(problem.status(), StatusCode::BAD_REQUEST, "{body}");
    }
    assert!(parse_json::<Answer>(br#"{"action":"accept"}"#).is_ok());
}

#[test]
fn the_same_mistake_in_two_fields_names_each() {
    let mut state = FormState::default();
    for name in ["name", "place", "other"] {
        state.blame(name, Text::new("Champ vide.", "Leeg veld.", "Empty."));
    }
    let labels = [("name", "Votre nom".to_owned()), ("place", "Où êtes-vous\u{a0}?".to_owned())];
    let page = error_summary_of(Language::Fr, &state, &labels).into_string();
    assert!(page.contains("Votre nom\u{a0}: Champ vide."), "{page}");
    assert!(page.contains("Où êtes-vous\u{a0}? Champ vide."), "{page}");
    assert!(page.contains(">Champ vide.<"), "a field without a name keeps its sentence: {page}");
}

#[test]
fn a_form_that_came_late_says_in_words_what_is_stored_where_it_describes_each_field() {
    let stands = [("version", "2"), ("name", "Un"), ("role", "host"), ("day", "2026-12-31"), ("of", "a")];
    // Nothing is ticked of `of` any more.
    let typed = [("version", "1"), ("name", "Une"), ("role", "adviser"), ("day", "2026-12-30")];
    let mut state = FormState::filled(typed);
    assert!(state.is_late("name", &FormState::filled(stands)));
    let roles = [("host", "Accueil"), ("adviser", "Conseil")];
    let shown = [
        ("name", "Un", Field::new("name", "Nom").show(Language::Fr, &state)),
        ("role", "Accueil", Field::new("role", "Rôle").select(roles).show(Language::Fr, &state)),
        ("day", "31\u{a0}déc.\u{a0}2026", Field::new("day", "Jour").kind("date").show(Language::Fr, &state)),
        ("of", "Alpha", Choices::many("of", "Parties").option("a", "Alpha").show(Language::Fr, &state)),
    ];
    for (name, stored, field) in shown {
        let field = field.into_string();
        let described =
            field.split(&format!(" id=\"f-{name}-error\"")).nth(1).expect("it is said").split("</p>").next();
        assert!(described.is_some_and(|said| said.contains(&format!("maintenant\u{a0}: {stored}<"))), "{field}");
        assert!(field.contains(&format!("aria-describedby=\"f-{name}-error\"")), "{field}");
    }
    let labels = [("name", "Nom".to_owned()), ("role", "Rôle".to_owned())];
    let page = error_summary_of(Language::Fr, &state, &labels).into_string();
    assert!(page.contains("<h2>Pas encore enregistré</h2>"), "nothing needs correcting: {page}");
    assert!(page.contains("\"#f-name\">Quelqu’un"), "why it is late is about no field: {page}");
    assert!(page.contains("\"#f-role\">Rôle\u{a0}: Ceci diffère"), "{page}");
}

#[test]
fn a_filter_that_nothing_is_chosen_in_is_all_of_the_list() {
    let filter = Field::new("status", "Status").select([("open", "Open")]).filters();
    let page = filter.show(Language::Nl, &FormState::default()).into_string();
    assert!(page.contains(r#"<option value="">Alle</option>"#), "{page}");
    assert!(!page.contains("required") && !page.contains("niet verplicht"), "{page}");
}

#[test]
fn a_form_with_a_character_that_can_not_be_kept_comes_back_without_it() {
    let refused = web::extract::FormBody::<Answer>::parse(b"action=acc%00ept%1B").unwrap();
    assert!(refused.value.is_none());
    assert_eq!(refused.state.get("action"), "accept");
    let said = refused.state.error("action").unwrap();
    assert!(Language::ALL.iter().all(|language| said.get(*language).ends_with('.')), "{said:?}");
    assert!(web::extract::FormBody::<Answer>::parse(b"action=accept").unwrap().value.is_some());
}

#[test]
fn each_mail_to_a_member_has_words() {
    let agency = AgencyId::parse("hub").unwrap();
    let outcome = Outcome::Helped;
    let steps = [
        MemberStep::Received,
        MemberStep::Added,
        MemberStep::ColleagueAdded,
        MemberStep::Referred { agencies: Vec::new() },
        MemberStep::Accepted { agency: agency.clone() },
        MemberStep::Declined { agency: agency.clone() },
        MemberStep::Unreached { agency: agency.clone() },
        MemberStep::Done { agency: agency.clone(), outcome },
        MemberStep::WhetherMet { agency: agency.clone() },
        MemberStep::CallsBack { agency },
        MemberStep::Reopened,
        MemberStep::Withdrawn,
        MemberStep::ConsentWithdrawn,
        MemberStep::Closed { outcome },
        MemberStep::LinkRenewed,
    ];
    for step in &steps {
        assert!(member_mail(Language::En, step).starts_with("To the member: "), "{step:?}");
    }
}
