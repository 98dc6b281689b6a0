//! What else can be done with a need, on its page: only what is possible now.

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::moves::{can_reopen, separable};
use maud::{Markup, html};
use store::repos::needs::LoadedCase;
use web::Desk;
use web::extract::FormState;
use web::ui::{Choices, Field, button_secondary, error_summary, form, hidden};

use crate::word;

/// What else can be done, behind one heading; `refused` is what was sent of it
/// and can't be.
pub(crate) fn card(desk: &Desk, catalogue: &Catalogue, loaded: &LoadedCase, refused: &FormState) -> Markup {
    let (language, now) = (desk.language(), desk.store().now());
    let word = |key: &str| word(language, key);
    let need = &loaded.case.need;
    let path = |what: &str| format!("/console/needs/{}/{what}", need.id);
    let version = hidden("version", &loaded.version.to_string());
    let send = |what: &str, body: Markup| form(&path(what), &desk.staff.csrf, html! { (version) (body) });
    if !need.is_open() {
        let body =
            html! { p { (word("reopen-what")) } (send("reopen", button_secondary(&word("reopen"), "reopen", "yes"))) };
        let may = can_reopen(&loaded.case, now);
        return if may { web::ui::card(&word("reopen-title"), body) } else { Markup::default() };
    }
    let others = catalogue.locations_on(now.day_in(BRUSSELS)).filter(|place| place.id != need.location);
    let others = others.map(|place| (place.id.as_str().to_owned(), place.name.clone()));
    let free = separable(&loaded.case, catalogue);
    let kinds = free.iter().fold(Choices::many("split_types", &word("split-which")), |choices, kind| {
        let label = catalogue.need_type(kind).map_or(kind.as_str(), |known| known.label.get(language));
        choices.option(kind.as_str(), label)
    });
    let is_refused = refused.error("split_types").is_some();
    html! {
        details class="card" open[is_refused] {
            summary { (word("rearrange-title")) }
            @if is_refused { (error_summary(language, refused)) }
            @if need.need_types.len() > 1 && !free.is_empty() {
                (send("split", html! { (kinds.show(language, refused)) (button_secondary(&word("split"), "split", "yes")) }))
            }
            (send("transfer", html! {
                (Field::new("location", &word("transfer-where")).select(others).required().show(language, &FormState::default()))
                (button_secondary(&word("transfer"), "transfer", "yes"))
            }))
        }
    }
}
