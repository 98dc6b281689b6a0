//! Forms of pages, filled in as a browser sends them: what stands in a field is
//! sent unless a journey says otherwise.

use anyhow::Context as _;

use crate::visitor::{Answer, Visitor};

/// The fields of a page's form, as they stand.
#[derive(Debug, Clone)]
pub struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Form {
    /// The first form of a page that posts to `action`.
    pub fn of(page: &str, action: &str) -> anyhow::Result<Self> {
        Self::all(page, action).next().with_context(|| format!("no form posts to {action} on this page:\n{page}"))
    }

    /// Of several forms that post to `action`, the one in which a field says `value`.
    pub fn saying(page: &str, action: &str, name: &str, value: &str) -> anyhow::Result<Self> {
        Self::all(page, action)
            .find(|form| form.fields.iter().any(|(field, stands)| field == name && stands == value))
            .with_context(|| format!("no form with {name}={value} posts to {action} on this page:\n{page}"))
    }

    fn all(page: &str, action: &str) -> impl Iterator<Item = Self> {
        page.split("<form").skip(1).filter_map(move |rest| {
            let (tag, inside) = rest.split_once('>')?;
            let posts = tag.contains("method=\"post\"") && attribute(tag, "action").as_deref() == Some(action);
            let inside = inside.split("</form>").next().unwrap_or_default();
            posts.then(|| Self { action: action.to_owned(), fields: fields(inside) })
        })
    }

    /// Fills a field in, in place of what stood there.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Ticks one of several boxes of one name.
    pub fn ticking(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Presses its button.
    pub async fn send(&self, visitor: &Visitor) -> anyhow::Result<Answer> {
        let fields: Vec<_> = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        visitor.form(&self.action, &fields).await
    }
}

/// Every action of the page that begins with `prefix` and ends with `suffix`.
pub fn actions(page: &str, prefix: &str, suffix: &str) -> Vec<String> {
    let ends = page.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    ends.filter(|action| action.starts_with(prefix) && action.ends_with(suffix)).map(str::to_owned).collect()
}

fn fields(form: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut select: Option<(String, Option<String>, Option<String>)> = None;
    // The one button is the one that is pressed.
    let only_button = form.matches("<button").count() == 1;
    for piece in form.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let is = |name: &str| tag == name || tag.starts_with(&format!("{name} "));
        let word = |name: &str| tag.split_whitespace().any(|word| word == name);
        let kind = attribute(tag, "type").unwrap_or_default();
        let name = attribute(tag, "name").filter(|name| !name.is_empty());
        if is("input") && !matches!(kind.as_str(), "submit" | "file") {
            let ticked = !matches!(kind.as_str(), "checkbox" | "radio") || word("checked");
            fields.extend(name.filter(|_| ticked).map(|name| (name, attribute(tag, "value").unwrap_or_default())));
        } else if is("button") && only_button {
            fields.extend(name.map(|name| (name, attribute(tag, "value").unwrap_or_default())));
        } else if is("textarea") {
            fields.extend(name.map(|name| (name, unescaped(text))));
        } else if is("select") {
            select = name.map(|name| (name, None, None));
        } else if is("option") {
            if let Some((_, first, chosen)) = &mut select {
                let value = attribute(tag, "value").unwrap_or_else(|| unescaped(text));
                first.get_or_insert_with(|| value.clone());
                if word("selected") {
                    *chosen = Some(value);
                }
            }
        } else if is("/select")
            && let Some((name, first, chosen)) = select.take()
        {
            fields.extend(chosen.or(first).map(|value| (name, value)));
        }
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(rest.split('"').next()?))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_sent_as_it_stands() -> anyhow::Result<()> {
        let page = r#"<form method="post" action="/a"><input type="hidden" name="csrf" value="x&amp;y">
            <select name="place"><option value="">-</option><option value="icab" selected>ICAB</option></select>
            <input type="checkbox" name="day" value="mo" checked><input type="checkbox" name="day" value="tu">
            <textarea name="note">Two &lt; three</textarea><input type="file" name="f">
            <button name="do" value="it">Do</button></form><form method="get" action="/a"></form>
            <form method="post" action="/a"><input name="do" value="more"></form>"#;
        let expected = [("csrf", "x&y"), ("place", "icab"), ("day", "mo"), ("note", "Two < three"), ("do", "it")];
        let form = Form::of(page, "/a")?;
        assert_eq!(form.fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(form.with("note", "n").fields.last(), Some(&("note".to_owned(), "n".to_owned())));
        assert!(Form::of(page, "/c").is_err());
        assert_eq!(Form::saying(page, "/a", "do", "more")?.fields.len(), 1);
        assert_eq!(actions(page, "/", ""), ["/a", "/a", "/a"]);
        Ok(())
    }
}
