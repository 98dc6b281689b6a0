//! Somebody at the desk: signed in, and pressing buttons.

use anyhow::Context as _;

use crate::forms::Form;
use crate::home::Home;
use crate::visitor::{Answer, Visitor};

/// Somebody who signed in, and works.
pub struct Desk {
    /// Who asks with the session's cookie.
    pub visitor: Visitor,
}

impl Desk {
    /// Asks for a link, opens it and signs in.
    pub async fn of(home: &dyn Home, email: &str) -> anyhow::Result<Self> {
        let page = home.anybody().get("/console/sign-in").await?.must_be(200)?.body;
        Form::of(&page, "/console/sign-in")?.with("email", email).send(&home.anybody()).await?.must_be(303)?;
        home.settle().await?;
        Self::of_link(home, email).await
    }

    /// Signs in with the link that was mailed last.
    pub async fn of_link(home: &dyn Home, email: &str) -> anyhow::Result<Self> {
        // The mail of a morning may come after it.
        let mails = home.mails_to(email).await?;
        let link = mails.iter().rev().find_map(|mail| mail.path("/console/enter/")).context("no sign-in link")?;
        let page = home.anybody().get(&link).await?.must_be(200)?.body;
        let entered = Form::of(&page, &link)?.send(&home.anybody()).await?.must_be(303)?;
        Ok(Self { visitor: home.anybody().with_cookie_of(&entered) })
    }

    /// A page that opens.
    pub async fn page(&self, path: &str) -> anyhow::Result<String> {
        Ok(self.visitor.get(path).await?.must_be(200).with_context(|| path.to_owned())?.body)
    }

    /// Fills in the form of a page that posts to `action`, and presses its
    /// button: the answer leads somewhere, and that is shown.
    pub async fn press(&self, path: &str, action: &str, fill: impl FnOnce(Form) -> Form) -> anyhow::Result<Answer> {
        let form = Form::of(&self.page(path).await?, action)?;
        self.sent(fill(form)).await.with_context(|| action.to_owned())
    }

    /// Presses the button of a form that is filled in.
    pub async fn sent(&self, form: Form) -> anyhow::Result<Answer> {
        let pressed = form.send(&self.visitor).await?.must_be(303)?;
        self.visitor.get(pressed.header("location")).await?.must_be(200)?;
        Ok(pressed)
    }
}
