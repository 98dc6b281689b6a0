//! Below an adviser's form: the address of their calendar, and when their own
//! calendar has something else.

use domain::Language;
use domain::adviser::{Adviser, BusyTime};
use domain::clock::BRUSSELS;
use flows::advisers::calendar_path;
use maud::{Markup, html};
use web::extract::FormState;
use web::{Context, StaffMember, format, ui};

use super::PATH;
use crate::{word, word_with};

pub(super) fn show(
    language: Language,
    context: &Context,
    staff: &StaffMember,
    adviser: &Adviser,
    (times, state): (&[BusyTime], &FormState),
) -> Markup {
    let path = format!("{PATH}/{}", adviser.id);
    let link = context.settings.url(&calendar_path(&context.store, adviser));
    let address = html! {
        p { (word(language, "adviser-calendar-about")) }
        p { code class="secret" { (link) } }
        (ui::form(&format!("{path}/calendar"), &staff.csrf, html! {
            p class="actions" {
                (ui::button_secondary(&word(language, "adviser-calendar-send"), "action", "send"))
                (ui::button_secondary(&word(language, "adviser-calendar-renew"), "action", "renew"))
            }
            p class="hint" { (word(language, "adviser-calendar-renew-hint")) }
        }))
    };
    let own = html! {
        p { (kept(language, times)) }
        (ui::upload_form(&format!("{path}/busy"), &staff.csrf, html! {
            (ui::Field::new("file", &word(language, "adviser-busy-file")).file(".ics,text/calendar")
                .hint(&word(language, "adviser-busy-hint")).required().show(language, state))
            p class="actions" { (ui::button(&word(language, "adviser-busy-save"))) }
        }))
        @if !times.is_empty() {
            (ui::form(&format!("{path}/busy/forget"), &staff.csrf, html! {
                p class="actions" { (ui::button_secondary(&word(language, "adviser-busy-forget"), "forget", "true")) }
            }))
        }
    };
    html! {
        (ui::card(&word(language, "adviser-calendar"), address))
        (ui::card(&word(language, "adviser-busy"), own))
    }
}

/// How many times are kept and until when.
fn kept(language: Language, times: &[BusyTime]) -> String {
    let Some(last) = times.iter().map(|time| time.end).max() else { return word(language, "adviser-busy-none") };
    let until = format::date(language, last.day_in(BRUSSELS));
    word_with(language, "adviser-busy-kept", &[("n", times.len().into()), ("day", until.into())])
}
