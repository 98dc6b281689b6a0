//! A text in the three languages, as it is sent and answered.

use domain::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A text in French, Dutch and, where it exists, English, within its bounds.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TextRequest)]
pub struct TextBody {
    /// French.
    #[validate(length(min = 1, max = 1000))]
    pub fr: String,
    /// Dutch.
    #[validate(length(min = 1, max = 1000))]
    pub nl: String,
    /// English; the French stands where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 1000))]
    pub en: Option<String>,
}

impl From<&Text> for TextBody {
    fn from(Text { fr, nl, en }: &Text) -> Self {
        Self { fr: fr.clone(), nl: nl.clone(), en: en.clone() }
    }
}

impl From<TextBody> for Text {
    fn from(TextBody { fr, nl, en }: TextBody) -> Self {
        Self { fr, nl, en }
    }
}
