//! A list that a page of the console shows part after part.

use domain::Language;
use maud::Markup;

use super::parts::pager;
use crate::context::Context;
use crate::extract::{PageQuery, cursor};
use crate::problem::Problem;

/// The part of a list that a page asks for.
pub struct Paging<'a> {
    /// Where the list goes on; `None`: at its beginning.
    pub after: Option<String>,
    context: &'a Context,
    scope: &'a str,
    path: &'a str,
}

impl<'a> Paging<'a> {
    /// The part of the list at `path`; `scope` names list and filters. 400 for a
    /// cursor of another list.
    pub fn of(context: &'a Context, page: &PageQuery, scope: &'a str, path: &'a str) -> Result<Self, Problem> {
        let after = page.after(context.store.secrets(), scope)?;
        Ok(Self { after, context, scope, path })
    }

    /// The way to the part after `next`, where there is one, and back to the first.
    pub fn pager(&self, language: Language, next: Option<&str>) -> Markup {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        let sealed = next.map(|next| cursor::seal(self.context.store.secrets(), self.scope, next));
        let next = sealed.map(|sealed| format!("{}{joint}cursor={sealed}", self.path));
        pager(language, self.after.as_ref().map(|_| self.path), next.as_deref())
    }
}
