//! Why a booking was not made or changed.

use crate::Language;
use crate::language::pick;

/// Why a booking was not made or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BookingRefusal {
    /// The session has no slot that begins then.
    #[error("no such slot")]
    NoSlot,
    /// The session does not take place.
    #[error("the session does not take place")]
    NotHeld,
    /// None of the session's advisers is there at that time.
    #[error("no adviser is there")]
    NobodyThere,
    /// The slot has begun.
    #[error("the slot has begun")]
    Past,
    /// Too late to change by link.
    #[error("too late to change by link")]
    TooLate,
    /// It was given back or is over.
    #[error("the booking is over")]
    Over,
    /// The offer was taken by nobody in time.
    #[error("the offer has lapsed")]
    NotOffered,
    /// Whether somebody came is not known before.
    #[error("the slot has not begun")]
    NotYet,
    /// The session is about other services than the one named.
    #[error("not a service of the session")]
    NotItsService,
    /// It would go to another agency.
    #[error("a session of another agency")]
    OtherAgency,
    /// The slot has free seats: nobody need wait.
    #[error("the slot is free")]
    Free,
}

impl BookingRefusal {
    /// The sentence for people: what to do.
    pub const fn text(self, language: Language) -> &'static str {
        match self {
            Self::NoSlot => pick(
                language,
                "Choisissez une heure de cette séance : celle-ci n'en fait pas partie.",
                "Kies een uur van deze sessie: dit uur hoort er niet bij.",
                "Choose a time of this session: this one is not among them.",
            ),
            Self::NotHeld => pick(
                language,
                "Cette séance n'a pas lieu. Choisissez-en une autre.",
                "Deze sessie gaat niet door. Kies een andere.",
                "This session does not take place. Choose another one.",
            ),
            Self::NobodyThere => pick(
                language,
                "Aucun conseiller n'est disponible à cette heure. Choisissez-en une autre.",
                "Op dit uur is er geen adviseur beschikbaar. Kies een ander uur.",
                "No adviser is available at this time. Choose another one.",
            ),
            Self::Past => pick(
                language,
                "Cette heure est déjà passée. Choisissez-en une autre.",
                "Dit uur is al voorbij. Kies een ander.",
                "This time has passed. Choose another one.",
            ),
            Self::TooLate => pick(
                language,
                "Il est trop tard pour déplacer ou annuler ce rendez-vous ici : prévenez l'agence par e-mail.",
                "Het is te laat om deze afspraak hier te verplaatsen of te annuleren: verwittig het agentschap per e-mail.",
                "It is too late to move or cancel this appointment here: tell the agency by e-mail.",
            ),
            Self::Over => pick(
                language,
                "Ce rendez-vous est annulé ou terminé. Réservez-en un nouveau.",
                "Deze afspraak is geannuleerd of voorbij. Boek een nieuwe.",
                "This appointment is cancelled or over. Book a new one.",
            ),
            Self::NotOffered => pick(
                language,
                "Cette place n'est plus réservée pour vous. Choisissez une autre heure.",
                "Deze plaats wordt niet langer voor u vrijgehouden. Kies een ander uur.",
                "This seat is no longer kept for you. Choose another time.",
            ),
            Self::NotYet => pick(
                language,
                "Notez la présence une fois l'heure du rendez-vous arrivée.",
                "Noteer de aanwezigheid zodra de afspraak begonnen is.",
                "Note who came once the appointment has begun.",
            ),
            Self::NotItsService => pick(
                language,
                "Cette séance ne porte pas sur ce service. Choisissez une séance qui le propose, ou un autre service.",
                "Deze sessie gaat niet over deze dienst. Kies een sessie die ze aanbiedt, of een andere dienst.",
                "This session is not about this service. Choose a session that offers it, or another service.",
            ),
            Self::OtherAgency => pick(
                language,
                "Cette séance est celle d'une autre agence. Annulez ce rendez-vous et réservez-en un auprès d'elle.",
                "Deze sessie is van een ander agentschap. Annuleer deze afspraak en boek er een bij dat agentschap.",
                "This session is another agency's. Cancel this appointment and book one with that agency.",
            ),
            Self::Free => pick(
                language,
                "Il reste une place à cette heure : réservez-la.",
                "Er is nog plaats op dit uur: boek die.",
                "There is a free seat at this time: book it.",
            ),
        }
    }
}
