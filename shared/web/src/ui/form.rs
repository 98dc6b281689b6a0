//! Forms: their frame, their buttons, and what is wrong with them at the top.

use std::borrow::Cow;

use domain::Language;
use maud::{Markup, html};

use super::field::field_id;
use crate::LOCALES;
use crate::extract::FormState;
use crate::i18n::{t, t_args};
use crate::problem::ERRORS_AT_MOST;

/// A form that posts to `action`. `csrf` is the session's own on the console,
/// empty on public pages. The browser checks nothing itself: our sentences
/// are in the person's language.
pub fn form(action: &str, csrf: &str, body: Markup) -> Markup {
    framed((None, None), (action, csrf), body)
}

/// As [`form`], for one that buttons elsewhere on the page send.
pub fn form_named(id: &str, action: &str, csrf: &str, body: Markup) -> Markup {
    framed((Some(id), None), (action, csrf), body)
}

/// As [`form`], for a form with a file.
pub fn upload_form(action: &str, csrf: &str, body: Markup) -> Markup {
    framed((None, Some("multipart/form-data")), (action, csrf), body)
}

fn framed((id, kind): (Option<&str>, Option<&str>), (action, csrf): (&str, &str), body: Markup) -> Markup {
    html! {
        form id=[id] class="form" method="post" enctype=[kind] action=(action) novalidate {
            @if !csrf.is_empty() { input type="hidden" name="csrf" value=(csrf); }
            (body)
        }
    }
}

/// A field that nobody sees.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The main button.
pub fn button(words: &str) -> Markup {
    html! { button class="button" type="submit" { (words) } }
}

/// Another button; `name` and `value` say which one was pressed.
pub fn button_secondary(words: &str, name: &str, value: &str) -> Markup {
    html! { button class="button secondary" type="submit" name=(name) value=(value) { (words) } }
}

/// A button whose consequence can't be undone.
pub fn button_danger(words: &str, name: &str, value: &str) -> Markup {
    html! { button class="button danger" type="submit" name=(name) value=(value) { (words) } }
}

/// A link that is the page's main action.
pub fn link_button(words: &str, path: &str) -> Markup {
    html! { a class="button" href=(path) { (words) } }
}

/// A link that is a row's next action.
pub fn link_button_secondary(words: &str, path: &str) -> Markup {
    html! { a class="button secondary" href=(path) { (words) } }
}

/// What is wrong with the form, each with a link to its field; nothing when
/// all is well. Of a form that came late that nothing is saved yet, why, and where it
/// differs from what is stored. Stands before the form and takes the focus.
pub fn error_summary(language: Language, state: &FormState) -> Markup {
    error_summary_of::<&str>(language, state, &[])
}

/// As [`error_summary`]; `labels` are names of fields and what they are called
/// where that is more than the label beside them, such as in rows of fields.
pub fn error_summary_of<N: AsRef<str>>(language: Language, state: &FormState, labels: &[(N, String)]) -> Markup {
    if !state.is_refused() {
        return Markup::default();
    }
    let is_late = !state.stands.is_empty();
    let title = if is_late {
        t(&LOCALES, language, "form-not-saved")
    } else {
        t_args(&LOCALES, language, "error-summary", &[("n", state.errors.len().into())])
    };
    // Why it is late is about no field.
    let labelled =
        |at: usize, name: &str| labels.iter().find(|(field, _)| (at > 0 || !is_late) && field.as_ref() == name);
    let words = |at: usize, name: &str, detail: &str| match labelled(at, name) {
        Some((_, label)) => called(language, label, detail),
        None => detail.to_owned(),
    };
    let unnamed =
        |at: usize, name: &str| (labelled(at, name).is_none() && (at > 0 || !is_late)).then(|| field_id(name));
    html! {
        div class="error-summary" role="alert" tabindex="-1" autofocus {
            h2 { (title) }
            ul {
                @for (at, error) in state.errors.iter().take(ERRORS_AT_MOST).enumerate() {
                    @let name = error.pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
                    li { a href={ "#" (field_id(name)) } data-of=[unnamed(at, name)] { (words(at, name, error.detail.get(language))) } }
                }
            }
            p { (t(&LOCALES, language, "error-summary-kept")) }
        }
    }
}

/// What is wrong with a field, behind what it is called.
fn called(language: Language, label: &str, detail: &str) -> String {
    if label.ends_with(['?', '.', ':']) {
        return format!("{label} {detail}");
    }
    t_args(&LOCALES, language, "error-summary-field", &[("field", label.into()), ("error", detail.into())])
}

/// What stands in a line of the summary that is to name its field.
const OF: &str = " data-of=\"";

/// The finished page in which each line of an error summary names its field, so
/// that the same mistake in two can be told apart: by its label, or the legend
/// of the group that it begins.
pub(crate) fn named(language: Language, page: &str) -> Cow<'_, str> {
    let Some((before, lines)) = page.split_once(OF) else { return Cow::Borrowed(page) };
    let mut out = before.to_owned();
    for line in lines.split(OF) {
        let parts = line
            .split_once("\">")
            .and_then(|(id, rest)| rest.split_once("</a>").map(|(words, rest)| (id, words, rest)));
        let Some((id, words, rest)) = parts else { continue };
        let words = label_of(page, id).map_or_else(|| words.to_owned(), |label| called(language, label, words));
        out.extend([">", &words, "</a>", rest]);
    }
    Cow::Owned(out)
}

/// The label of a field, or the legend of the group that begins with it.
fn label_of<'a>(page: &'a str, id: &str) -> Option<&'a str> {
    let after = match page.split_once(&format!("<label for=\"{id}\">")) {
        Some((_, after)) => after,
        None => {
            let (before, _) = page.split_once(&format!(" id=\"{id}\""))?;
            let (_, within) = before.rsplit_once("<legend>")?;
            within.split_once("</fieldset>").is_none().then_some(within)?
        }
    };
    let (label, _) = after.split_once('<')?;
    Some(label.trim()).filter(|label| !label.is_empty())
}
