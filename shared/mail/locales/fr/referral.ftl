# À une agence : une demande à traiter.

referral-subject = Nouvelle demande ({ $company }) : { $needs }
referral-subject-again = Demande soumise une nouvelle fois ({ $company }) : { $needs }
referral-title = Une entreprise demande votre aide
referral-intro = { $contact }, de l’entreprise { $company } (hébergée chez { $place }), demande de l’aide pour : { $needs }.
referral-again = Cette demande vous a déjà été adressée. Nous vous la soumettons une nouvelle fois.
referral-ask = Pouvez-vous prendre cette demande en charge ? Merci de répondre { $days ->
        [one] dans un délai d’un jour ouvrable
       *[other] dans les { $days } jours ouvrables
    }, au plus tard le { $date }.
referral-button = Répondre à la demande
referral-page = Sur cette page, vous pouvez
referral-page-accept = accepter : vous prenez alors contact avec l’entreprise ;
referral-page-decline = décliner, en indiquant la raison : la demande passe alors à { $agency } ;
referral-page-decline-last = décliner, en indiquant la raison : la coordination cherche alors une autre solution ;
referral-page-decline-others = décliner, en indiquant la raison : la demande reste alors chez les autres agences sollicitées ;
referral-page-done = signaler le résultat, une fois la demande traitée.
referral-company = Entreprise
referral-contact = Personne de contact
referral-email = E-mail
referral-phone = Téléphone
referral-language = Langue
referral-place = Lieu
referral-needs = Besoin
referral-services = Services concernés
referral-amount = Montant
referral-own-words = Dans les mots de l’entreprise
referral-proposed = Pourquoi nous l’avons proposé ; l’entreprise a dit oui le { $day }
referral-added = Ajouté par l’entreprise le { $date }
referral-because = Pourquoi { $agency }
referral-to-check = Conditions qui ne sont pas encore connues
referral-reply = Si vous répondez à ce message, votre réponse va directement à { $contact }.
referral-consent = { $company } a accepté que ces données vous soient transmises pour traiter cette demande. Ne les utilisez pas à d’autres fins.
referral-link = Ce lien est destiné à { $agency } : quiconque le détient peut répondre pour l’agence. Ne le transmettez à personne d’autre.
referral-links = Ces liens sont destinés à { $agency } : quiconque les détient peut répondre pour l’agence. Ne les transmettez à personne d’autre.
