//! What is known already of who books: the need whose link led here says it.

use domain::contact::Contact;
use domain::ids::NeedId;
use store::link::{self, LinkPurpose};
use web::{Context, Problem};

/// The fields of the form that the need of a link fills in; none for anything but
/// a link that holds. One query where there is one.
pub(super) async fn of_need(context: &Context, token: &str) -> Result<Vec<(&'static str, String)>, Problem> {
    let store = &context.store;
    let Some(link) = link::read(store.secrets(), LinkPurpose::Need, token) else { return Ok(Vec::new()) };
    let Ok(id) = NeedId::parse(&link.id) else { return Ok(Vec::new()) };
    let found = store.needs().load(&id).await?.map(|found| found.case);
    let held = found.filter(|case| case.need.link_generation == link.generation);
    let Some(person) = held.and_then(|case| case.person) else { return Ok(Vec::new()) };
    let Contact { name, email, phone, language } = person.contact;
    let mut known = vec![
        ("name", name),
        ("email", email.to_string()),
        ("phone", phone.unwrap_or_default()),
        ("company", person.company.name),
    ];
    known.extend(language.map(|language| ("language", language.tag().to_owned())));
    Ok(known)
}
