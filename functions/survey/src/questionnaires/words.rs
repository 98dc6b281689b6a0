//! `GET, POST /console/survey/questionnaire/words/{part}`: the titles, the
//! headings of the page's parts, or what the answers of one scale say; one form
//! each, so that none is long.

use axum::extract::Path;
use domain::questionnaire::{MAX_LABEL, Words};
use domain::{Language, Text};
use maud::{Markup, html};
use store::repos::questionnaires::WorkedOn;
use web::extract::FormState;
use web::ui::Field;
use web::{CoordinatorDesk, Desk, Problem, Reply, ui};

use super::{PATH, QUESTIONNAIRE, save as keep, worked_on};
use crate::{console, word};

/// The path's part of the titles.
const TITLES: &str = "titles";
/// The path's part of the headings.
const SECTIONS: &str = "sections";
/// The fields of one text.
const LANGUAGES: [(&str, &str); 3] = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")];

/// A text of a part: what it is, where an error points, and what it says.
struct Said<'a> {
    name: String,
    pointer: String,
    text: &'a mut Text,
}

/// The texts of a part; 404 where there is no such part.
fn texts<'a>(language: Language, words: &'a mut Words, part: &str) -> Result<Vec<Said<'a>>, Problem> {
    let said = |name: String, pointer: String, text: &'a mut Text| Said { name, pointer, text };
    let own = |key: &str| Text::new(word(Language::Fr, key), word(Language::Nl, key), word(Language::En, key));
    let found: Vec<Said<'a>> = match part {
        TITLES => {
            let title = words.title.get_or_insert_with(|| own("survey-title"));
            let visit = words.visit_title.get_or_insert_with(|| own("survey-title-after-visit"));
            vec![
                said(word(language, "quest-title-visit"), "/words/visit_title/".to_owned(), visit),
                said(word(language, "quest-title-others"), "/words/title/".to_owned(), title),
            ]
        }
        SECTIONS => {
            let section = |(at, section): (usize, &'a mut domain::questionnaire::Section)| {
                let name = section.label.get(language).to_owned();
                said(name, format!("/words/sections/{at}/label/"), &mut section.label)
            };
            words.sections.iter_mut().enumerate().map(section).collect()
        }
        id => {
            let at = words.scales.iter().position(|scale| scale.id == id).ok_or_else(Problem::not_found)?;
            let options = words.scales[at].options.iter_mut().enumerate();
            let option = |(of, option): (usize, &'a mut domain::questionnaire::OptionWords)| {
                let name = match option.v.parse::<i64>() {
                    Ok(number) => format!("{number} · {}", option.label.get(language)),
                    Err(_) => option.label.get(language).to_owned(),
                };
                said(name, format!("/words/scales/{at}/options/{of}/label/"), &mut option.label)
            };
            options.map(option).collect()
        }
    };
    Ok(found)
}

/// The ways to the words of each part.
pub(super) fn ways(language: Language, words: &Words) -> Markup {
    let way = |part: &str, name: String| html! { li { a href={ (PATH) "/words/" (part) } { (name) } } };
    html! {
        ul {
            (way(TITLES, word(language, "quest-words-titles")))
            (way(SECTIONS, word(language, "quest-words-sections")))
            @for scale in &words.scales { (way(&scale.id, word(language, &format!("quest-scale-{}", scale.id)))) }
        }
    }
}

/// The form of a part. Reads: 2.
pub(super) async fn show(desk: CoordinatorDesk, Path(part): Path<String>) -> Reply {
    let catalogue = desk.catalogue().await?;
    let (work, version) = worked_on(&desk, &catalogue).await?;
    let state = state_of(desk.language(), work.clone(), (&part, version))?;
    page(&desk, work, &part, &state).await
}

/// The form over what stands; 404 where there is no such part.
fn state_of(language: Language, mut work: WorkedOn, (part, version): (&str, u64)) -> Result<FormState, Problem> {
    let mut values = vec![("version".to_owned(), version.to_string())];
    for (at, said) in texts(language, &mut work.draft.words, part)?.into_iter().enumerate() {
        let Text { fr, nl, en } = said.text.clone();
        let all = [fr, nl, en.unwrap_or_default()];
        values.extend(LANGUAGES.iter().zip(all).map(|((name, _), words)| (format!("{name}_{at}"), words)));
    }
    Ok(FormState::filled(values))
}

/// The words of a part are changed: 2 reads, 1 commit.
pub(super) async fn save(desk: CoordinatorDesk, Path(part): Path<String>, mut state: FormState) -> Reply {
    let catalogue = desk.catalogue().await?;
    let (work, stands) = worked_on(&desk, &catalogue).await?;
    let stored = state_of(desk.language(), work.clone(), (&part, stands))?;
    if state.is_refused() || state.is_late("fr_0", &stored) {
        return page(&desk, work, &part, &state).await;
    }
    let mut after = work.clone();
    let mut pointers = Vec::new();
    for (at, said) in texts(desk.language(), &mut after.draft.words, &part)?.into_iter().enumerate() {
        let entered = |language: &str| state.get(&format!("{language}_{at}")).to_owned();
        *said.text = Text::new(entered("fr"), entered("nl"), entered("en"));
        pointers.push(said.pointer);
    }
    match keep(&desk, &catalogue, &after, stands).await? {
        Ok(()) => Ok(web::done(PATH, "saved")),
        Err(wrong) => {
            state.blame_all(wrong, |pointer| {
                let field = |(at, own): (usize, &String)| Some(format!("{}_{at}", pointer.strip_prefix(own)?));
                pointers.iter().enumerate().find_map(field).unwrap_or_else(|| "fr_0".to_owned())
            });
            page(&desk, work, &part, &state).await
        }
    }
}

async fn page(desk: &Desk, mut work: WorkedOn, part: &str, state: &FormState) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let named = texts(language, &mut work.draft.words, part)?.into_iter().map(|said| said.name);
    let most = u32::try_from(MAX_LABEL).unwrap_or(u32::MAX);
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form(&format!("{PATH}/words/{part}"), &desk.staff.csrf, html! {
            (ui::hidden("version", state.get("version")))
            @for (at, name) in named.enumerate() {
                fieldset class="card" {
                    legend { (name) }
                    @for (of, label) in LANGUAGES {
                        (Field::new(&format!("{of}_{at}"), label).required().max_length(most).show(language, state))
                    }
                }
            }
            p class="actions" { (ui::button(&word("quest-save"))) }
        }))
    };
    let (title, lead) = match part {
        TITLES => (word("quest-words-titles"), "quest-words-titles-lead"),
        SECTIONS => (word("quest-words-sections"), "quest-words-sections-lead"),
        scale => (word(&format!("quest-scale-{scale}")), "quest-words-scale-lead"),
    };
    let page = console::page(desk, &title, word(lead), QUESTIONNAIRE).await?;
    Ok(page.of_form(state).render(body))
}
