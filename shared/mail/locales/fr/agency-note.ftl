# À une agence, sur une demande qu’elle a déjà.

note-what = { $contact }, de l’entreprise { $company }, demande de l’aide pour : { $needs }.
note-reminder = Rappel : { $company } attend votre réponse
note-last-reminder = Dernier rappel : { $company } attend votre réponse
note-reminder-text = Cette demande vous a été adressée le { $since }. Votre réponse est attendue au plus tard le { $by }.
note-otherwise = Sans réponse d’ici là, la demande passe à { $agency }.
note-otherwise-again = Sans réponse d’ici là, la question vous est posée une fois encore.
note-otherwise-coordinator = Sans réponse d’ici là, la coordination des permanences cherche une autre solution.
note-otherwise-others = Sans réponse d’ici là, la demande reste chez les autres agences sollicitées.
note-answer = Répondre à la demande
note-enquiry = Avez-vous rencontré { $company } ?
note-enquiry-again = Nouvelle question : avez-vous rencontré { $company } ?
note-enquiry-text = Vous avez accepté cette demande le { $since }. Dites-nous où elle en est, en deux clics. Sans nouvelles d’ici le { $by }, nous vous le redemandons, puis à l’entreprise.
note-enquiry-again-text = Vous avez accepté cette demande le { $since }, et nous vous avons déjà demandé où elle en est. Dites-le-nous en deux clics. Sans nouvelles d’ici le { $by }, nous posons la question à l’entreprise.
note-say-helped = Oui, l’entreprise a été aidée
note-say-meeting = Un rendez-vous est prévu
note-say-unreached = Nous n’arrivons pas à la joindre
note-say-not-helped = Non, cela n’a pas abouti
note-handed-over = Une demande vous est confiée : { $company }
note-handed-over-colleague = { $name }, de votre agence, vous la confie.
note-handed-over-agency = Elle vous a été confiée au sein de votre agence.
note-handed-over-coordination = La coordination des permanences vous la confie.
note-handed-over-text = Cette demande est désormais à votre nom dans votre agence : les messages qui la concernent vous parviennent directement.
note-answer-by = Votre réponse est attendue au plus tard le { $date }.
note-added = { $company } a complété sa demande
note-added-text = L’entreprise a complété cette demande. Tout ce qu’elle a ajouté figure ci-dessous.
note-open = Ouvrir la demande
