//! One referral as a program opens it.

use std::sync::Arc;

use domain::catalogue::Catalogue;
use domain::ids::ReferralId;
use http::StatusCode;
use store::Store;
use web::extract::tagged;
use web::views::{Names, ReferralView};
use web::{Context, Lang, Principal, Problem, Reply};

use crate::access::{Access, access};
use crate::sheet::{Sheet, staff_names};

/// A referral that the caller may see and answer.
pub(super) struct Opened {
    pub(super) sheet: Sheet,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) access: Access,
}

impl Opened {
    /// 401 for nobody in particular, before anything is read: what exists is then
    /// no secret given away. Two reads.
    pub(super) async fn of(context: &Context, principal: &Principal, id: &ReferralId) -> Result<Self, Problem> {
        if *principal == Principal::Anonymous {
            return Err(Problem::sign_in_needed());
        }
        let sheet = Sheet::load(&context.store, id).await?;
        let catalogue = context.store.catalogue().load().await?;
        let access = access(context, principal, &sheet, &catalogue)?;
        Ok(Self { sheet, catalogue, access })
    }

    /// As the caller may see it. Two queries; one more where staff had a part.
    pub(super) async fn view(&self, store: &Store, lang: Lang) -> Result<ReferralView, Problem> {
        let events = self.sheet.events(store).await?;
        let people = staff_names(store, &self.access.team, &events).await?;
        let names = Names { catalogue: &self.catalogue, staff: &people, language: lang.language() };
        Ok(self.sheet.view(self.access.personal, &self.access.team, &events, &names))
    }
}

/// The referral as it stands now. Four reads; one more where staff had a part.
pub(super) async fn standing(context: &Context, principal: &Principal, id: &ReferralId, lang: Lang) -> Reply {
    let opened = Opened::of(context, principal, id).await?;
    tagged(StatusCode::OK, opened.sheet.loaded.version, &opened.view(&context.store, lang).await?)
}
