//! A member's needs on its page: where each stands, who was asked, what the
//! member was told of it.

use domain::ids::NeedId;
use domain::need::effect::NeedEffect;
use flows::needs::NeedWork;
use futures::future::try_join_all;
use maud::{Markup, html};
use store::repos::deliveries::DeliveryStatus;
use store::repos::members::Stated;
use web::views::member_mail;
use web::{Problem, format, ui};

use crate::view::Desk;

/// Needs of which the page tells more than where they stand: the latest.
const TOLD_OF: usize = 5;

/// The needs, the latest first. One read for fifty; two queries for each of the
/// latest five.
pub(super) async fn needs(view: &Desk, stated: &[Stated]) -> Result<Markup, Problem> {
    let mut stated: Vec<&Stated> = stated.iter().collect();
    stated.sort_by_key(|one| std::cmp::Reverse(one.at));
    let ids: Vec<NeedId> = stated.iter().map(|one| one.need.clone()).collect();
    let found = view.context.store.needs().with_reasons(&ids).await?;
    let stories = try_join_all(ids.iter().take(TOLD_OF).map(|need| story(view, need))).await?;
    let shown = html! {
        @if stated.is_empty() { p class="soft" { (view.word("member-no-needs")) } }
        ul {
            @for (nth, (stated, need)) in stated.iter().zip(&found).enumerate() {
                li {
                    a href={ "/console/needs/" (stated.need) } {
                        @let labels: Vec<&str> = stated.need_types.iter().map(|id| view.need(id)).collect();
                        @if labels.is_empty() { (view.word("member-need-undetermined")) } @else { (labels.join(", ")) }
                    }
                    @if let Some(need) = need { " " (ui::need_badge(view.language, need.status)) }
                    " " span class="soft" { (format::since(view.language, stated.at, view.context.store.now())) }
                    @if let Some(story) = stories.get(nth) { (story) }
                }
            }
        }
    };
    Ok(ui::card(&view.word("member-needs"), shown))
}

/// Who was asked, with what they said, and what left to the member, the oldest first.
async fn story(view: &Desk, need: &NeedId) -> Result<Markup, Problem> {
    let (needs, language) = (view.context.store.needs(), view.language);
    let Some(found) = needs.load(need).await? else { return Ok(Markup::default()) };
    let mut told = Vec::new();
    let sent = needs.deliveries(need).await?.into_iter().filter(|one| one.status == DeliveryStatus::Sent);
    for delivery in sent.filter(|one| one.work.kind() == NeedWork::KIND) {
        if let NeedEffect::MemberMail(step) = delivery.work.read::<NeedWork>()?.effect {
            told.push((delivery.ended_at.unwrap_or(delivery.created_at), member_mail(language, &step)));
        }
    }
    told.sort();
    Ok(html! {
        @for referral in &found.case.referrals {
            div {
                (view.catalogue.agency_name(&referral.agency)) " " (ui::referral_badge(language, referral.status))
                @if let Some(reason) = referral.declined { " " span class="soft" { (reason.label(language)) } }
                @if let Some(outcome) = referral.outcome { " " span class="soft" { (outcome.label(language)) } }
            }
        }
        @for (at, what) in told {
            div class="because" { (what) " · " (format::instant(language, at)) }
        }
    })
}
