//! The enterprise number of the Crossroads Bank for Enterprises.
//!
//! Ten digits, the first 0 or 1, the last two a check on the first eight:
//! 97 less their remainder by 97. A number of before 2005 has nine digits and
//! gets a leading 0. An establishment unit's number begins with 2 to 8 and is
//! another thing. A starter may have no number at all.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Language;
use crate::language::pick;

/// Why a text is not an enterprise number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEnterpriseNumber {
    /// Something else than digits, dots, spaces and a leading `BE`.
    #[error("an enterprise number has digits, dots and spaces only, after an optional BE")]
    NotDigits,
    /// Not ten digits, nor nine.
    #[error("an enterprise number has ten digits")]
    Length,
    /// The number of an establishment unit.
    #[error("this is an establishment unit's number")]
    EstablishmentUnit,
    /// A first digit that no number has.
    #[error("an enterprise number begins with 0 or 1")]
    FirstDigit,
    /// The last two digits do not match the others.
    #[error("the check digits do not match")]
    CheckDigits,
}

impl InvalidEnterpriseNumber {
    /// The sentence for people.
    pub const fn text(self, language: Language) -> &'static str {
        match self {
            Self::NotDigits => pick(
                language,
                "Écrivez le numéro d’entreprise avec des chiffres, par exemple 0403.019.261\u{a0}; laissez le champ vide s’il n’y en a pas encore.",
                "Schrijf het ondernemingsnummer met cijfers, bijvoorbeeld 0403.019.261; laat het veld leeg als er nog geen is.",
                "Write the enterprise number in digits, for example 0403.019.261; leave it empty when there is none yet.",
            ),
            Self::Length => pick(
                language,
                "Un numéro d’entreprise compte dix chiffres\u{a0}; vérifiez-le.",
                "Een ondernemingsnummer telt tien cijfers; kijk het na.",
                "An enterprise number has ten digits; check it.",
            ),
            Self::EstablishmentUnit => pick(
                language,
                "Ceci est un numéro d’unité d’établissement\u{a0}; donnez le numéro d’entreprise, qui commence par 0 ou 1.",
                "Dit is een vestigingseenheidsnummer; geef het ondernemingsnummer, dat met 0 of 1 begint.",
                "This is an establishment unit’s number; give the enterprise number, which begins with 0 or 1.",
            ),
            Self::FirstDigit => pick(
                language,
                "Un numéro d’entreprise commence par 0 ou 1\u{a0}; vérifiez-le.",
                "Een ondernemingsnummer begint met 0 of 1; kijk het na.",
                "An enterprise number begins with 0 or 1; check it.",
            ),
            Self::CheckDigits => pick(
                language,
                "Les deux derniers chiffres ne correspondent pas aux autres\u{a0}; vérifiez le numéro.",
                "De laatste twee cijfers kloppen niet met de andere; kijk het nummer na.",
                "The last two digits do not match the others; check the number.",
            ),
        }
    }
}

/// An enterprise number with matching check digits. It need not be in use.
/// Stored as ten digits, shown as `0403.019.261`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnterpriseNumber(String);

impl EnterpriseNumber {
    /// Reads a number with or without `BE`, dots and spaces.
    pub fn parse(text: &str) -> Result<Self, InvalidEnterpriseNumber> {
        use InvalidEnterpriseNumber as Invalid;
        let text = text.trim();
        let bare = match text.get(..2) {
            Some(prefix) if prefix.eq_ignore_ascii_case("BE") => &text[2..],
            _ => text,
        };
        let kept: String = bare.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        if kept.is_empty() || !kept.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Invalid::NotDigits);
        }
        let digits = if kept.len() == 9 { format!("0{kept}") } else { kept };
        if digits.len() != 10 {
            return Err(Invalid::Length);
        }
        match digits.as_bytes()[0] {
            b'0' | b'1' => {}
            b'2'..=b'8' => return Err(Invalid::EstablishmentUnit),
            _ => return Err(Invalid::FirstDigit),
        }
        let (front, check) = digits.split_at(8);
        let (Ok(front), Ok(check)) = (front.parse::<u64>(), check.parse::<u64>()) else {
            return Err(Invalid::NotDigits);
        };
        if front == 0 || 97 - front % 97 != check {
            return Err(Invalid::CheckDigits);
        }
        Ok(Self(digits))
    }

    /// The ten digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The VAT number: `BE0403019261`.
    pub fn vat(&self) -> String {
        format!("BE{}", self.0)
    }
}

impl TryFrom<String> for EnterpriseNumber {
    type Error = InvalidEnterpriseNumber;
    fn try_from(text: String) -> Result<Self, InvalidEnterpriseNumber> {
        Self::parse(&text)
    }
}

impl From<EnterpriseNumber> for String {
    fn from(number: EnterpriseNumber) -> Self {
        number.0
    }
}

impl fmt::Display for EnterpriseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", &self.0[..4], &self.0[4..7], &self.0[7..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers_are_read_in_each_way_of_writing() {
        let cases = [
            ("0403019261", "0403.019.261"),
            ("0403.019.261", "0403.019.261"),
            ("BE 0403 019 261", "0403.019.261"),
            ("be0403019261", "0403.019.261"),
            ("403019261", "0403.019.261"),
            ("BE403.019.261", "0403.019.261"),
            ("1000000120", "1000.000.120"),
            ("1234567894", "1234.567.894"),
            ("0970000097", "0970.000.097"),
        ];
        for (text, shown) in cases {
            assert_eq!(EnterpriseNumber::parse(text).unwrap().to_string(), shown, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused_by_its_reason() {
        use InvalidEnterpriseNumber as Invalid;
        let cases = [
            ("0403019262", Invalid::CheckDigits),
            ("1000000027", Invalid::CheckDigits),
            ("0000000097", Invalid::CheckDigits),
            ("2000000339", Invalid::EstablishmentUnit),
            ("9000000000", Invalid::FirstDigit),
            ("04030192", Invalid::Length),
            ("04030192610", Invalid::Length),
            ("", Invalid::NotDigits),
            ("BE", Invalid::NotDigits),
            ("é403019261", Invalid::NotDigits),
            ("0403-019-261", Invalid::NotDigits),
            ("FR0403019261", Invalid::NotDigits),
        ];
        for (text, expected) in cases {
            assert_eq!(EnterpriseNumber::parse(text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back_and_one_wrong_digit_is_found(front in 1_u64..=19_999_999, at in 1_usize..8, by in 1_u32..10) {
            let digits = format!("{front:08}{:02}", 97 - front % 97);
            let number = EnterpriseNumber::parse(&digits).unwrap();
            prop_assert_eq!(EnterpriseNumber::parse(&number.to_string()), Ok(number.clone()));
            prop_assert_eq!(EnterpriseNumber::parse(&number.vat()), Ok(number));
            let mut wrong: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
            wrong[at] = (wrong[at] + by) % 10;
            let wrong: String = wrong.iter().map(u32::to_string).collect();
            prop_assert!(EnterpriseNumber::parse(&wrong).is_err());
        }
    }
}
