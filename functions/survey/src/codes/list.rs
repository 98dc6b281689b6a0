//! `GET /console/survey/codes`: the codes of places and agencies, which go on
//! working from wave to wave, with what can be printed of each.

use domain::Language;
use domain::survey::SurveyTarget;
use domain::wave::standing_code;
use maud::{Markup, html};
use web::ui::Table;
use web::{Desk, Reply};

use crate::console::{SURVEYS, page};
use crate::surveys::visible::sees;
use crate::{word, words};

/// The list. Reads: 1 of the directory's revision.
pub(super) async fn show(desk: Desk) -> Reply {
    let catalogue = desk.catalogue().await?;
    let today = desk.today();
    let language = desk.language();
    let places = catalogue
        .locations_on(today)
        .map(|place| SurveyTarget { location: Some(place.id.clone()), ..SurveyTarget::default() });
    let agencies = catalogue
        .agencies_on(today)
        .map(|agency| SurveyTarget { agency: Some(agency.id.clone()), ..SurveyTarget::default() });
    let mut targets: Vec<_> = places
        .chain(agencies)
        .filter(|target| sees(desk.staff.scope(), target))
        .map(|target| (words::target(language, &catalogue, &target), target))
        .collect();
    targets.sort_by_key(|(name, target)| (target.location.is_none(), name.to_lowercase()));
    let word = |key: &str| word(language, key);
    let mut table = Table::named(word, "codes-title", &["codes-place", "codes-address", "codes-print"]);
    for (name, target) in &targets {
        let Some(code) = standing_code(target) else { continue };
        let url = desk.context.settings.url(&format!("/s/{code}"));
        table = table.row(vec![
            html! { strong { (name) } },
            html! { a href=(format!("/s/{code}")) { (url) } },
            prints(language, name, &code),
        ]);
    }
    let page = page(&desk, &word("codes-title"), word("codes-lead"), SURVEYS).await?;
    Ok(page.render(table.or(&word("codes-none"), word("codes-none-how"))))
}

fn prints(language: Language, name: &str, code: &str) -> Markup {
    let link = |key: &str, sheet: &str| {
        let words = word(language, key);
        html! { a href=(format!("/s/{code}/poster{sheet}")) aria-label=(format!("{words}, {name}")) { (words) } }
    };
    html! {
        (link("codes-poster", "")) " · " (link("codes-cards", "?as=cards")) " · " (link("codes-door", "?as=door"))
    }
}
