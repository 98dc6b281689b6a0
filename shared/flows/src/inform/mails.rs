//! The mails of digests and news, and the same mail as the coordinator looks at
//! it before it is sent.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::inform::{Contents, Digest, Issue, Month, News, Reader};
use mail::Message;
use mail::compose::{self, Ending, MonthlyDigest, NewsMail, ToldService, ToldSession, ToldSuggestion, languages_of};
use store::{Store, TableError};

use super::readers::{self, Told};
use super::{InformMail, place_of, unsubscribe_path};
use crate::effects::Task;

/// Months after its own in which a digest still tells something.
const MONTHS_AFTER: u32 = 1;

/// Who a mail reaches; `None` where they are no reader any more, or want no such
/// mails, or its time is over. Three reads.
pub(super) async fn still_told(store: &Store, work: &InformMail) -> Result<Option<Told>, TableError> {
    if let Issue::Digest { month, .. } = &work.issue {
        let this_month = Month::of(store.now().day_in(BRUSSELS));
        if *month < this_month.before(MONTHS_AFTER) {
            return Ok(None);
        }
    }
    let Some(place) = place_of(store, &work.issue).await? else { return Ok(None) };
    let Some(told) = readers::find(store, &work.reader, place.as_ref()).await? else { return Ok(None) };
    let off = store.monthly().is_off(&store.monthly().reader(&told.email)).await?;
    Ok((!off).then_some(told))
}

/// The mail; `None` where there is nothing to tell them any more. Four reads.
pub(super) async fn message(task: &Task<'_>, work: &InformMail) -> Result<Option<Message>, TableError> {
    let store = task.store;
    let Some(told) = still_told(store, work).await? else { return Ok(None) };
    let catalogue = store.catalogue().load().await?;
    let ending = Ending {
        host: matches!(work.reader, Reader::Host(_)),
        unsubscribe: task.url(&unsubscribe_path(store, &work.reader)),
    };
    let delivery = compose::Delivery {
        id: task.delivery.id.clone(),
        to: told.email,
        to_name: told.name.as_deref().and_then(compose::as_a_name),
        languages: languages_of(told.language),
    };
    Ok(match &work.issue {
        Issue::Digest { month, location } => {
            let found = store.monthly().digest(*month, location).await?;
            found.map(|found| digest_mail(&catalogue, task.base_url, &found.value, (delivery, ending)))
        }
        Issue::News { id } => {
            let found = store.monthly().one_news(id).await?;
            found.map(|found| news_mail(&catalogue, &found.value, (delivery, ending)))
        }
    })
}

fn digest_mail(
    catalogue: &Catalogue,
    base_url: &str,
    digest: &Digest,
    (delivery, ending): (compose::Delivery, Ending),
) -> Message {
    let Contents { sessions, services, suggestions, common } = digest.told();
    let day = digest.month.first();
    let service = |id: &domain::ids::ServiceId| {
        let service = catalogue.services.get(id)?;
        let agency = catalogue.provider(service, day).map_or(service.agency.as_str(), |agency| agency.short.as_str());
        let link = format!("{base_url}/services/{id}");
        Some(ToldService { name: service.name.clone(), agency: agency.to_owned(), link })
    };
    compose::monthly_digest(&MonthlyDigest {
        delivery,
        place: catalogue.place_name(&digest.location).to_owned(),
        month: day,
        items: digest.items.iter().cloned().chain(common).collect(),
        sessions: sessions
            .into_iter()
            .map(|one| ToldSession {
                agency: catalogue.agency_name(&one.agency).to_owned(),
                start: one.local_start,
                end: one.local_end,
                link: format!("{base_url}/book?session={}", one.session),
            })
            .collect(),
        services: services.iter().filter_map(service).collect(),
        suggestions: suggestions
            .into_iter()
            .map(|one| ToldSuggestion { said: one.text, state: one.state, answer: one.answer })
            .collect(),
        link: format!("{base_url}/locations/{}", digest.location),
        ending,
    })
}

fn news_mail(catalogue: &Catalogue, news: &News, (delivery, ending): (compose::Delivery, Ending)) -> Message {
    compose::news(&NewsMail {
        delivery,
        place: news.location.as_ref().map(|id| catalogue.place_name(id).to_owned()),
        item: news.item.clone(),
        ending,
    })
}

/// To nobody: the link at its end leads nowhere.
fn to_nobody(base_url: &str, language: Language) -> Result<(compose::Delivery, Ending), TableError> {
    let to =
        EmailAddress::parse("preview@permanence.example").map_err(|error| TableError::Invalid(error.to_string()))?;
    let delivery =
        compose::Delivery { id: "preview".to_owned(), to, to_name: None, languages: languages_of(Some(language)) };
    Ok((delivery, Ending { host: false, unsubscribe: format!("{base_url}/u/…") }))
}

/// The mail of a digest as it stands, to a member in one language.
pub fn preview(
    catalogue: &Catalogue,
    base_url: &str,
    digest: &Digest,
    language: Language,
) -> Result<Message, TableError> {
    Ok(digest_mail(catalogue, base_url, digest, to_nobody(base_url, language)?))
}

/// The mail of news as it stands, to a member in one language.
pub fn preview_news(
    catalogue: &Catalogue,
    base_url: &str,
    news: &News,
    language: Language,
) -> Result<Message, TableError> {
    Ok(news_mail(catalogue, news, to_nobody(base_url, language)?))
}
