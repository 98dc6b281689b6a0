# La liste de travail.
todo-work = Toute la liste de travail
work-title = Liste de travail
work-lead = Ce qui demande une personne, le plus urgent d’abord.
work-what = Quoi, pourquoi
work-until = Échéance
work-empty = Rien n’attend personne.
work-empty-how = Les besoins suivent leur chemin. Ici viennent ceux qui demandent une décision : à trier, sans nouvelles, une adresse qui refuse les e-mails, une permanence sans conseiller.
work-empty-host = Rien ne vous est demandé. Les besoins de votre lieu suivent leur chemin.
work-count = { $n ->
    [one] Une ligne. Après cela, rien n’attend personne.
   *[other] { $n } lignes. Après cela, rien n’attend personne.
}
work-now = à faire
work-soon = aujourd’hui
work-later = à venir
work-triage = { $company } : à trier
work-silent = Personne ne dit ce qu’il en est de { $company } chez { $agency }
work-silent-why = questions restées sans réponse, ou le membre n’a pas été contacté
work-address = L’adresse de { $agency } refuse les e-mails ({ $company })
work-address-why = corrigez l’adresse, ou sollicitez une autre agence
work-answer = { $company } attend votre réponse
work-answer-why = dites si vous prenez la demande en charge
work-report = { $company } : rencontrez l’entreprise et dites ce qu’il en est
work-report-why = vous avez accepté la demande
work-session = { $agency } chez { $place }, { $when } : plus de conseiller
work-session-why = { $booked ->
    [0] aucun rendez-vous
    [one] un rendez-vous
   *[other] { $booked } rendez-vous
}
work-do-triage = Trier
work-do-remind = Relancer
work-do-close = Clore
work-do-another = Autre agence
work-do-address = Corriger l’adresse
work-do-answer = Répondre
work-do-report = Signaler
work-do-resend = Renvoyer
work-do-repair = Réparer
work-do-open = Ouvrir
