//! What the desks of an agency may say.

use domain::agency::Desk;
use domain::catalogue::Catalogue;
use domain::field_error::{Expected, Problem as Wrong};

use crate::entries::errors::Errors;

/// Desks name what there is, each once.
pub(super) fn check_desks(desks: &[Desk], catalogue: &Catalogue, errors: &mut Errors) {
    for (at, desk) in desks.iter().enumerate() {
        let slug = !desk.id.is_empty() && desk.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        errors.unless(slug && desk.id.len() <= 40, &format!("/desks/{at}/id"), Wrong::WrongType(Expected::Id));
        errors.unless(!desks[..at].iter().any(|other| other.id == desk.id), &format!("/desks/{at}/id"), Wrong::Twice);
        errors.unless(!desk.name.trim().is_empty(), &format!("/desks/{at}/name"), Wrong::Missing);
        errors.unless(desk.name.chars().count() <= 60, &format!("/desks/{at}/name"), Wrong::TooLong(60));
        for (place, id) in desk.locations.iter().enumerate() {
            let known = catalogue.locations.contains_key(id);
            errors.unless(known, &format!("/desks/{at}/locations/{place}"), Wrong::UnknownLocation);
        }
        let kinds = || Wrong::NotAmong(catalogue.need_types.iter().map(|kind| kind.id.to_string()).collect());
        for (place, id) in desk.need_types.iter().enumerate() {
            errors.unless(catalogue.need_type(id).is_some(), &format!("/desks/{at}/need_types/{place}"), kinds());
        }
        for (place, absence) in desk.absences.iter().enumerate() {
            let pointer = format!("/desks/{at}/absences/{place}/to");
            errors.in_order(Some(absence.from), Some(absence.to), &pointer);
        }
    }
}
