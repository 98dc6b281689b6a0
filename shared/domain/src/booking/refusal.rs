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
    /// Its agency is closed on that day.
    #[error("the agency is closed")]
    AgencyClosed,
    /// The slot has begun.
    #[error("the slot has begun")]
    Past,
    /// Too late to move it by link.
    #[error("too late to move by link")]
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
    /// The same address has the slot, is offered it or waits for it.
    #[error("the same address has the slot or waits for it")]
    Already,
    /// The same address has a seat at another time of the session, or waits for
    /// one where it wants to wait.
    #[error("the same address has another time of the session")]
    SameSession,
    /// The same address is expected elsewhere at that time.
    #[error("the same address is expected elsewhere then")]
    Overlaps,
    /// The same address has as many to come with the agency as it may have.
    #[error("the same address has enough to come with the agency")]
    Enough,
}

impl BookingRefusal {
    /// Whether what the same address has already is the reason.
    pub const fn is_of_own(self) -> bool {
        matches!(self, Self::Already | Self::SameSession | Self::Overlaps | Self::Enough)
    }

    /// The sentence for people: what to do.
    pub const fn text(self, language: Language) -> &'static str {
        match self {
            Self::NoSlot => pick(
                language,
                "Choisissez une heure de cette séance\u{a0}: celle-ci n’en fait pas partie.",
                "Kies een uur van deze sessie: dit uur hoort er niet bij.",
                "Choose a time of this session: this one is not among them.",
            ),
            Self::NotHeld => pick(
                language,
                "Cette séance n’a pas lieu. Choisissez-en une autre.",
                "Deze sessie gaat niet door. Kies een andere.",
                "This session does not take place. Choose another one.",
            ),
            Self::NobodyThere => pick(
                language,
                "Aucun conseiller n’est disponible à cette heure. Choisissez-en une autre.",
                "Op dit uur is er geen adviseur beschikbaar. Kies een ander uur.",
                "No adviser is available at this time. Choose another one.",
            ),
            Self::AgencyClosed => pick(
                language,
                "L’agence est fermée ce jour-là. Choisissez un autre jour.",
                "Het agentschap is die dag gesloten. Kies een andere dag.",
                "The agency is closed on that day. Choose another day.",
            ),
            Self::Past => pick(
                language,
                "Cette heure est déjà passée. Choisissez-en une autre.",
                "Dit uur is al voorbij. Kies een ander.",
                "This time has passed. Choose another one.",
            ),
            Self::TooLate => pick(
                language,
                "Il est trop tard pour déplacer ce rendez-vous ici. Vous pouvez l’annuler jusqu’à ce qu’il commence, ou écrire à l’agence.",
                "Het is te laat om deze afspraak hier te verplaatsen. U kunt ze annuleren tot ze begint, of het agentschap schrijven.",
                "It is too late to move this appointment here. You can cancel it until it begins, or write to the agency.",
            ),
            Self::Over => pick(
                language,
                "Ce rendez-vous est annulé ou terminé. Réservez-en un nouveau.",
                "Deze afspraak is geannuleerd of voorbij. Boek een nieuwe.",
                "This appointment is cancelled or over. Book a new one.",
            ),
            Self::NotOffered => pick(
                language,
                "Cette place n’est plus réservée pour vous. Choisissez une autre heure.",
                "Deze plaats wordt niet langer voor u vrijgehouden. Kies een ander uur.",
                "This seat is no longer kept for you. Choose another time.",
            ),
            Self::NotYet => pick(
                language,
                "Notez la présence une fois l’heure du rendez-vous arrivée.",
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
                "Cette séance est celle d’une autre agence. Annulez ce rendez-vous et réservez-en un auprès d’elle.",
                "Deze sessie is van een ander agentschap. Annuleer deze afspraak en boek er een bij dat agentschap.",
                "This session is another agency’s. Cancel this appointment and book one with that agency.",
            ),
            Self::Free => pick(
                language,
                "Il reste une place à cette heure\u{a0}: réservez-la.",
                "Er is nog plaats op dit uur: boek die.",
                "There is a free seat at this time: book it.",
            ),
            Self::Already => pick(
                language,
                "Rien n’a été ajouté\u{a0}: avec cette adresse e-mail, l’heure est déjà réservée ou attendue. Le lien est dans l’e-mail envoyé alors.",
                "Er is niets toegevoegd: met dit e-mailadres is het uur al geboekt, of wordt erop gewacht. De link staat in de e-mail van toen.",
                "Nothing was added: with this e-mail address the time is booked already, or waited for. The link is in the mail that was sent then.",
            ),
            Self::SameSession => pick(
                language,
                "Avec cette adresse e-mail, une autre heure de cette séance est déjà réservée ou attendue\u{a0}: une par séance. Le lien pour en changer est dans l’e-mail envoyé alors.",
                "Met dit e-mailadres is al een ander uur van deze sessie geboekt, of wordt erop gewacht: één per sessie. De link om dat te wijzigen staat in de e-mail van toen.",
                "With this e-mail address another time of this session is booked already, or waited for: one per session. The link to change that is in the mail that was sent then.",
            ),
            Self::Overlaps => pick(
                language,
                "Avec cette adresse e-mail, un autre rendez-vous a lieu en même temps. Choisissez une autre heure, ou annulez d’abord l’autre par le lien de son e-mail.",
                "Met dit e-mailadres is er op dat ogenblik al een andere afspraak. Kies een ander uur, of annuleer eerst de andere met de link in haar e-mail.",
                "With this e-mail address there is another appointment at that time. Choose another time, or cancel the other one first by the link in its mail.",
            ),
            Self::Enough => pick(
                language,
                "Avec cette adresse e-mail, trois rendez-vous sont déjà réservés ou attendus auprès de cette agence. Réservez-en un autre quand l’un d’eux a eu lieu ou est annulé, ou écrivez à l’agence.",
                "Met dit e-mailadres zijn er bij dit agentschap al drie afspraken geboekt of gevraagd. Boek er nog een als er een voorbij of geannuleerd is, of schrijf het agentschap.",
                "With this e-mail address three appointments with this agency are booked or waited for already. Book another once one of them is over or cancelled, or write to the agency.",
            ),
        }
    }
}
