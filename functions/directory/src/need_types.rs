//! The kinds of need, as forms of other programs show them.

use axum::extract::State;
use domain::Text;
use domain::need_type::NeedType;
use serde::Serialize;
use utoipa::ToSchema;
use web::extract::{ListQuery, PageQuery};
use web::openapi::Listing;
use web::{Context, Reply};

/// What cursors of the list are bound to.
const LIST: &str = "need-types";

/// A kind of need.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NeedType)]
pub(super) struct NeedTypeView {
    /// Slug.
    #[schema(example = "rd_grant")]
    id: String,
    /// Name.
    label: Text,
    /// The group that it stands in.
    group: GroupView,
    /// Working days within which an agency answers.
    target_first_reply_days: u32,
}

/// A heading under which kinds of need stand.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NeedGroup)]
pub(super) struct GroupView {
    /// Slug.
    id: String,
    /// Heading.
    label: Text,
}

/// Kinds of need, in the order in which they are shown. One read.
#[utoipa::path(get, path = "/v1/need-types", tag = "directory", params(PageQuery), security(()),
    responses((status = 200, body = Listing<NeedTypeView>)))]
pub(super) async fn list(State(context): State<Context>, list: ListQuery) -> Reply {
    let catalogue = context.store.catalogue().load().await?;
    let view = |need_type: &NeedType| {
        let group = catalogue.need_groups.iter().find(|group| group.id == need_type.group);
        let label = group.map_or(&need_type.label, |group| &group.label);
        NeedTypeView {
            id: need_type.id.to_string(),
            label: need_type.label.clone(),
            group: GroupView { id: need_type.group.clone(), label: label.clone() },
            target_first_reply_days: need_type.target_first_reply_days,
        }
    };
    // The order shown is not that of the ids: the place is the cursor.
    let entries = catalogue.need_types.iter().enumerate().map(|(place, one)| (format!("{place:04}"), view(one)));
    let (items, next) = list.part(&context, LIST, entries)?;
    list.answer(&context, LIST, &items, next)
}
