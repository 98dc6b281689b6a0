//! Sample pages from every part of the kit: what a browser gets is well
//! formed, labelled and free of inline style and script. With
//! `SAMPLE_PAGES=<folder>` the pages are written there, to be looked at.

use crate::support;
use chrono::{NaiveDate, NaiveTime};
use domain::need::NeedStatus;
use domain::referral::ReferralStatus;
use domain::staff::StaffRole;
use domain::{Clock as _, Language, Text};
use maud::{Markup, html};
use web::extract::FormState;
use web::page::{ConsoleNav, Nav};
use web::ui::{self, Chip, Choices, Field, Icon, Table, TimelineEntry, Tone, badge};
use web::{Page, StaffMember, Visit};

fn visit(language: Language, decided: bool) -> Visit {
    Visit { language, decided, uri: "/x".to_owned(), done: None, base_url: support::BASE.to_owned(), demo: true }
}

async fn coordinator() -> StaffMember {
    use axum::extract::FromRequestParts as _;
    let context = support::context(false);
    let (token, _) = support::sign_in(&context, StaffRole::Coordinator).await;
    let request = http::Request::builder().header("cookie", format!("permanence_session={token}")).body(()).unwrap();
    let mut parts = request.into_parts().0;
    let (answer, body) = match StaffMember::from_request_parts(&mut parts, &context).await {
        Ok(member) => return member,
        Err(answer) => (answer.status(), answer.into_body()),
    };
    panic!("not signed in: {answer} {body:?}");
}

fn hour(h: u32, m: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(h, m, 0).unwrap()
}

fn console_page(staff: &StaffMember) -> Markup {
    let visit = visit(Language::Fr, true);
    let what = |who: &str, need: &str, why: &str| html! { strong { (who) } " · " (need) p class="because" { (why) } };
    let table = Table::new("À faire", &["Quoi", "Depuis", "État", ""])
        .row(vec![
            what("Zoé Robotics", "subside R&D", "Innoviris n’a pas répondu ; passera à hub.brussels jeudi"),
            html! { "3 j ouvrables" },
            ui::referral_badge(Language::Fr, ReferralStatus::Sent),
            ui::link_button_secondary("Relancer", "/console/referrals/1"),
        ])
        .row(vec![
            what(
                "Kanal Data",
                "besoin déduit : export",
                "parce que : « clients aux Pays-Bas », 12 % de ventes à l’étranger",
            ),
            html! { "ce matin" },
            ui::need_badge(Language::Fr, NeedStatus::ToTriage),
            ui::link_button_secondary("Trier", "/console/needs/2"),
        ])
        .row(vec![
            what("citydev.brussels", "locaux pour 8 personnes", "courriel refusé par le serveur de l’agence"),
            html! { "1 j" },
            ui::referral_badge(Language::Fr, ReferralStatus::Undeliverable),
            ui::link_button_secondary("Réorienter", "/console/needs/3"),
        ])
        .row(vec![
            what("Suggestion", "« un créneau après 17 h »", "4 suggestions semblables à Greenbizz"),
            html! { "5 j" },
            badge(Tone::Sky, Icon::Pencil, "À répondre"),
            ui::link_button_secondary("Répondre", "/console/survey/4"),
        ]);
    let chip =
        |tone, words: &str, at| Chip { tone, words: words.to_owned(), at, path: Some("/console/schedule".to_owned()) };
    let days = ["lu", "ma", "me", "je", "ve"].map(str::to_owned);
    let row = |name: &str, cells| ui::WeekRow { place: html! { (name) }, days: ui::WeekDays::Sessions(cells) };
    let week = ui::week(
        "La semaine, par lieu",
        "Lieu",
        &days,
        &[
            row(
                "ICAB · Betacowork",
                vec![
                    vec![],
                    vec![chip(Tone::Sky, "Innoviris", hour(9, 30))],
                    vec![],
                    vec![chip(Tone::Green, "hub", hour(13, 30))],
                    vec![],
                ],
            ),
            row(
                "Greenbizz",
                vec![
                    vec![chip(Tone::Green, "hub", hour(9, 30))],
                    vec![],
                    vec![],
                    vec![],
                    vec![chip(Tone::Sky, "Innoviris", hour(9, 30))],
                ],
            ),
            ui::WeekRow {
                place: html! { "EEBIC" },
                days: ui::WeekDays::Gap("aucune permanence : à combler".to_owned()),
            },
        ],
    );
    let history = ui::timeline(
        Language::Fr,
        &[
            TimelineEntry {
                at: support::Fixed.now(),
                who: "Entreprise".to_owned(),
                what: html! { "Besoin reçu" },
                why: vec![],
            },
            TimelineEntry {
                at: support::Fixed.now(),
                who: "Permanence".to_owned(),
                what: html! { "Renvoi à Innoviris " (ui::referral_badge(Language::Fr, ReferralStatus::Accepted)) },
                why: vec!["répond au besoin « subside R&D »".to_owned(), "stade « lancement » connu".to_owned()],
            },
        ],
    );
    let body = html! {
        (ui::figures(&[
            ui::figure("7", "besoins à trier, le plus ancien depuis 1 j", Some("/console/needs")),
            ui::figure("3", "renvois sans réponse depuis plus de 2 j ouvrables", Some("/console/referrals")),
            ui::figure("2", "lieux sans permanence cette semaine", None),
            ui::figure("86 %", "satisfaits ce trimestre (n = 141, 79 à 91 %)", None),
        ]))
        (ui::columns_broad(ui::card("À faire", table.show()), html! { (ui::card("La semaine, par lieu", week)) (ui::card("Historique", history)) }))
    };
    Page::console(&visit, staff)
        .title("Aujourd’hui")
        .lead("Mardi 24 novembre 2026 · 4 permanences en cours ou à venir · 2 jours fériés ce trimestre")
        .console_nav(ConsoleNav::Today)
        .waiting(7)
        .markup(body)
}

fn place_page(decided: bool) -> Markup {
    let visit = visit(Language::Fr, decided);
    let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
    let sessions = html! {
        ul class="agendas" {
            (ui::agenda_row(Language::Fr, day(24).and_time(hour(9, 30)), hour(12, 30), html! {
                p { strong { "Innoviris" } " · subsides R&D, étude de faisabilité" }
                ul class="slots" {
                    (ui::slot_chip(Language::Fr, hour(9, 30), false)) (ui::slot_chip(Language::Fr, hour(10, 15), true))
                    (ui::slot_chip(Language::Fr, hour(11, 0), true)) (ui::slot_chip(Language::Fr, hour(11, 45), false))
                }
                p class="soft" { "sans rendez-vous si un créneau est libre" }
            }))
            (ui::agenda_row(Language::Fr, day(30).and_time(hour(9, 30)), hour(12, 30), html! {
                p { strong { "Innoviris" } " " (badge(Tone::Red, Icon::Cross, "Annulée")) }
                p class="soft" { "congé de l’équipe ; reprise le 8 décembre" }
            }))
        }
    };
    let aside = html! {
        (ui::card("Pas sûr de savoir à qui parler ?", html! {
            p { "Dites-nous votre besoin : la bonne agence vous répond en 2 à 10 jours ouvrables." }
            p class="actions" { (ui::link_button("Dire un besoin", "/needs/new")) }
        }))
        (ui::card("Ne rien manquer", html! { ul { li { a href="/calendar/locations/icab.ics" { "S’abonner au calendrier" } } li { a href="/locations/icab/poster" { "Imprimer l’affiche" } } } }))
        (ui::empty("Pas encore d’avis", "Ils apparaissent ici dès cinq réponses à l’enquête."))
    };
    Page::public(&visit)
        .title("ICAB Business & Technology Incubator")
        .crumb("Lieux", "/locations")
        .crumb("Etterbeek", "/locations?municipality=etterbeek")
        .lead("Rue des Pères Blancs 4, 1040 Etterbeek · même bâtiment que Betacowork · FR NL EN")
        .nav(Nav::Places)
        .markup(ui::columns(ui::card("Prochaines permanences", sessions), aside))
}

fn survey_page() -> Markup {
    let visit = visit(Language::Nl, true);
    let state = FormState::filled([("overall", "4")]);
    let overall = ["Zeer tevreden", "Tevreden", "Matig tevreden", "Weinig tevreden", "Helemaal niet tevreden"];
    let options =
        overall.into_iter().zip((1..=5).rev()).map(|(words, value)| ui::ChoiceOption::new(value.to_string(), words));
    let scale = (0..=10).map(|n| ui::ChoiceOption::new(n.to_string(), n.to_string()));
    Page::task(&visit).title("Hoe was uw gesprek?").lead("Innoviris bij ICAB · anoniem · ongeveer 1 minuut").markup(html! {
        (ui::progress(Language::Nl, 3, 5))
        (ui::form("/s/abc", "", html! {
            (Choices::one("overall", "Hoe tevreden bent u over het geheel?").required().options(options).show(Language::Nl, &state))
            (Choices::one("recommend", "Zou u ons aanraden?").inline().options(scale).show(Language::Nl, &state))
            (Field::new("suggestions", "Suggesties").lines(3).hint("Wat moeten we veranderen, stoppen of toevoegen? Schrijf geen namen.").show(Language::Nl, &state))
            (ui::button("Verstuur"))
            p class="soft" { "Uw antwoord wordt nooit met uw naam bewaard." }
        }))
    })
}

fn form_page() -> Markup {
    let visit = visit(Language::Fr, true);
    let mut state = FormState::filled([("email", "zoe@"), ("need", "export"), ("share", "true")]);
    state.blame("email", Text::new("Indiquez une adresse e-mail, par exemple nom@exemple.be.", "nl", "en"));
    state.blame("need", Text::new("Choisissez une de ces valeurs.", "nl", "en"));
    let language = Language::Fr;
    Page::public(&visit).title("Dire un besoin").lead("La bonne agence vous répond en 2 à 10 jours ouvrables.").nav(Nav::StateNeed).refused().markup(html! {
        (ui::error_summary(language, &state))
        (ui::form("/needs/new", "", html! {
            (Field::new("name", "Nom de l’entreprise").required().autocomplete("organization").show(language, &state))
            (Field::new("email", "Adresse e-mail").kind("email").required().autocomplete("email").hint("Pour vous répondre ; rien d’autre.").show(language, &state))
            (Field::new("amount", "Montant en euros").kind("number").between(0, 1_000_000).show(language, &state))
            (Field::new("stage", "Stade").select([("idea", "Idée"), ("launch", "Lancement")]).show(language, &state))
            (Choices::many("need", "De quoi avez-vous besoin ?").option("rd_grant", "Un subside R&D").option("export", "Exporter").show(language, &state))
            (ui::checkbox(language, &state, "share", "Mes données peuvent aller aux agences citées.", Some("Sans cet accord, rien n’est partagé.")))
            div class="actions" { (ui::button("Envoyer")) (ui::button_danger("Retirer", "action", "withdraw")) }
        }))
    })
}

fn check(name: &str, page: &Markup) {
    let page = page.0.replace(&web::assets::stylesheet(), "app.css");
    if let Some(folder) = option_env!("SAMPLE_PAGES") {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(format!("{folder}/{name}.html"), &page).unwrap();
        std::fs::write(format!("{folder}/app.css"), include_str!("../../assets/app.css")).unwrap();
    }
    assert_eq!(page.matches("<h1").count(), 1, "{name}: one title");
    assert!(
        !page.contains(" style=") && !page.contains("<script") && !page.contains("<style"),
        "{name}: nothing inline"
    );
    assert!(!page.contains("Unknown localization"), "{name}: every word is there");
    for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{name}: {id} stands once");
    }
    for target in
        page.split("href=\"#").skip(1).chain(page.split(" for=\"").skip(1)).filter_map(|rest| rest.split('"').next())
    {
        assert!(page.contains(&format!(" id=\"{target}\"")), "{name}: {target} is there");
    }
}

#[tokio::test]
async fn a_summary_of_errors_names_each_field_by_its_label() {
    let visit = visit(Language::Fr, true);
    let mut state = FormState::default();
    for name in ["email", "need", "share", "else"] {
        state.blame(name, Text::new("Champ vide.", "nl", "en"));
    }
    let language = Language::Fr;
    let body = html! {
        (ui::error_summary(language, &state))
        (Field::new("email", "E-mail & co").show(language, &state))
        (Choices::one("need", "De quoi ?").option("a", "Ceci").show(language, &state))
        (ui::checkbox(language, &state, "share", "Je suis d’accord.", None))
    };
    let page = Page::public(&visit).title("Un besoin").refused().render(body);
    let page = axum::body::to_bytes(page.into_body(), 100_000).await.unwrap();
    let page = String::from_utf8(page.to_vec()).unwrap();
    for line in [
        "<a href=\"#f-email\">E-mail &amp; co\u{a0}: Champ vide.</a>",
        "<a href=\"#f-need\">De quoi ? Champ vide.</a>",
        "<a href=\"#f-share\">Champ vide.</a>",
        "<a href=\"#f-else\">Champ vide.</a>",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
    assert!(!page.contains("data-of"));
}

#[tokio::test]
async fn pages_are_labelled_and_carry_nothing_inline() {
    check("console", &console_page(&coordinator().await));
    check("place", &place_page(true));
    check("undecided", &place_page(false));
    check("survey", &survey_page());
    check("form", &form_page());
}

#[test]
fn a_tone_is_never_without_a_word() {
    let shown = badge(Tone::Red, Icon::Cross, "Non remis").0;
    assert!(shown.contains("<svg") && shown.contains("<span>Non remis</span>"), "{shown}");
}

#[test]
fn a_line_of_a_history_names_who_did_it_where_that_is_kept() {
    let entry = |who: &str| TimelineEntry {
        at: domain::Instant::parse("2026-11-24T11:38:00Z").unwrap(),
        who: who.to_owned(),
        what: html! { "…" },
        why: Vec::new(),
    };
    assert!(ui::timeline(Language::En, &[entry("Noor")]).into_string().contains("</time> · Noor"));
    assert!(!ui::timeline(Language::En, &[entry("")]).into_string().contains('·'));
}
