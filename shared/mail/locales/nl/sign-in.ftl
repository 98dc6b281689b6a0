# Link om zich aan te melden.

sign-in-subject = Uw link om u aan te melden bij Permanence
sign-in-title = Aanmelden bij Permanence
sign-in-text = Open deze link om u aan te melden. Hij is { $minutes ->
        [one] één minuut
       *[other] { $minutes } minuten
    } geldig en werkt één keer.
sign-in-button = Aanmelden
sign-in-not-you = Hebt u deze link niet gevraagd? Negeer dan dit bericht: zonder de link kan niemand zich in uw plaats aanmelden.
