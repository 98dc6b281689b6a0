//! What a value should have been.

use crate::Language;
use crate::language::pick;

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A day, `2026-11-24`.
    Date,
    /// A local time, `2026-11-24T09:30`.
    LocalTime,
    /// A list of texts.
    List,
    /// An id.
    Id,
    /// The id of a session.
    Session,
    /// An e-mail address.
    Email,
    /// An e-mail address whose part before the `@` is in ASCII.
    AsciiLocalPart,
    /// A telephone number.
    Phone,
    /// A NACE-BEL code such as `62.010` or `2025:62.100`.
    Nace,
    /// A list of consents, each with its kind and day.
    Consents,
    /// The address of an account with Cobot.
    CobotAccount,
    /// The address of a page.
    Link,
    /// A Belgian postcode.
    Postcode,
    /// A span of the day as a pair of times.
    Span,
}

impl Expected {
    pub(super) const fn text(self, language: Language) -> &'static str {
        match self {
            Self::Text => pick(language, "Écrivez un texte.", "Vul een tekst in.", "Give a text."),
            Self::Number => pick(language, "Indiquez un nombre.", "Vul een getal in.", "Give a number."),
            Self::Bool => pick(
                language,
                "Répondez par oui ou par non (true ou false).",
                "Antwoord met ja of nee (true of false).",
                "Answer yes or no (true or false).",
            ),
            Self::Date => pick(
                language,
                "Indiquez un jour qui existe, sous la forme 2026-11-24.",
                "Vul een dag in die bestaat, als 2026-11-24.",
                "Give a day that exists, as 2026-11-24.",
            ),
            Self::LocalTime => pick(
                language,
                "Indiquez un jour et une heure locale sous la forme 2026-11-24T09:30.",
                "Vul een dag en een plaatselijk uur in als 2026-11-24T09:30.",
                "Give a day and a local time as 2026-11-24T09:30.",
            ),
            Self::List => {
                pick(language, "Donnez une liste de textes.", "Geef een lijst van teksten.", "Give a list of texts.")
            }
            Self::Id => pick(
                language,
                "Donnez un identifiant\u{a0}: 1 à 96 caractères parmi a-z, 0-9, «\u{a0}-\u{a0}», «\u{a0}_\u{a0}» et «\u{a0}.\u{a0}».",
                "Geef een id: 1 tot 96 tekens uit a-z, 0-9, ‘-’, ‘_’ en ‘.’.",
                "Give an id: 1 to 96 characters out of a-z, 0-9, “-”, “_” and “.”.",
            ),
            Self::Session => pick(
                language,
                "Ce n’est pas l’identifiant d’une séance. Donnez-en un que nomme GET /v1/sessions\u{a0}: celui de la permanence, un point et un jour, par exemple icab-innoviris.20261201.",
                "Dit is geen id van een sessie. Geef er een dat GET /v1/sessions noemt: dat van de permanentie, een punt en een dag, bijvoorbeeld icab-innoviris.20261201.",
                "This is no session’s id. Give one that GET /v1/sessions names: its permanence’s, a dot and a day, for example icab-innoviris.20261201.",
            ),
            Self::Email => pick(
                language,
                "Indiquez une adresse e-mail, par exemple nom@exemple.be.",
                "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.be.",
                "Give an e-mail address, for example name@example.be.",
            ),
            Self::AsciiLocalPart => pick(
                language,
                "Avant le @, seules des lettres sans accent, des chiffres et des signes simples peuvent être utilisés pour l’instant. Indiquez une autre adresse.",
                "Voor de @ kunnen voorlopig alleen letters zonder accent, cijfers en gewone tekens staan. Vul een ander adres in.",
                "Before the @, only letters without accents, digits and plain signs can be used for now. Give another address.",
            ),
            Self::Phone => pick(
                language,
                "Indiquez un numéro de téléphone d’au plus 40 caractères, avec des chiffres.",
                "Vul een telefoonnummer in van hoogstens 40 tekens, met cijfers.",
                "Give a telephone number of at most 40 characters, with digits.",
            ),
            Self::Nace => pick(
                language,
                "Donnez un code NACE-BEL tel que 62.010, précédé si possible de sa version (2025:62.100).",
                "Geef een NACE-BEL-code zoals 62.010, indien mogelijk met de versie ervoor (2025:62.100).",
                "Give a NACE-BEL code such as 62.010, with its version in front where possible (2025:62.100).",
            ),
            Self::Link => pick(
                language,
                "Indiquez l’adresse d’une page, qui commence par https://.",
                "Vul het adres van een pagina in, dat begint met https://.",
                "Give the address of a page, which begins with https://.",
            ),
            Self::Postcode => pick(
                language,
                "Écrivez le code postal en quatre chiffres.",
                "Schrijf de postcode in vier cijfers.",
                "Write the postcode in four digits.",
            ),
            Self::Span => pick(
                language,
                "Écrivez une plage comme [\"09:00\",\"17:00\"], le début avant la fin.",
                "Schrijf een periode als [\"09:00\",\"17:00\"], het begin voor het einde.",
                "Write a span as [\"09:00\",\"17:00\"], the beginning before the end.",
            ),
            Self::CobotAccount => pick(
                language,
                "Donnez l’adresse du compte, comme https://votre-espace.cobot.me.",
                "Geef het adres van de account, zoals https://uw-ruimte.cobot.me.",
                "Give the account’s address, such as https://your-space.cobot.me.",
            ),
            Self::Consents => pick(
                language,
                "Donnez une liste de consentements, chacun avec «\u{a0}kind\u{a0}» et «\u{a0}given_on\u{a0}».",
                "Geef een lijst van toestemmingen, elk met ‘kind’ en ‘given_on’.",
                "Give a list of consents, each with “kind” and “given_on”.",
            ),
        }
    }
}
