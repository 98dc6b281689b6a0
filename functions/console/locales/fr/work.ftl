# La liste de travail.
todo-work = Toute la liste de travail
work-title = Liste de travail
work-lead = Ce qui demande une personne, le plus urgent d’abord.
work-what = Quoi, pourquoi
work-until = Échéance
work-empty = La liste est vide.
work-empty-how = Les besoins suivent leur chemin. Ici viennent ceux qui demandent une décision : à trier, sans nouvelles, une adresse qui refuse les e-mails, une permanence sans conseiller.
work-empty-host = Rien ne vous est demandé. Les besoins de votre lieu suivent leur chemin ; ici viennent vos listes de membres qui attendent une décision.
work-count = { $n ->
    [one] Une ligne : c’est toute la liste.
   *[other] { $n } lignes : c’est toute la liste.
}
work-proposed = Des besoins repérés attendent qu’on en parle aux membres
work-now = à faire
work-late = en retard
work-soon = aujourd’hui
work-later = à venir
work-triage = { $company } : à trier
work-silent = Personne ne dit ce qu’il en est de { $company } chez { $agency }
work-silent-why = questions restées sans réponse, ou le membre n’a pas été contacté
work-address = L’adresse de { $agency } refuse les e-mails ({ $company })
work-address-why = corrigez l’adresse, ou sollicitez une autre agence
work-answer = { $company } attend votre réponse
work-answer-why = dites si vous prenez la demande en charge
work-report = { $company } : rencontrez l’entreprise et dites ce qu’il en est
work-report-why = vous avez accepté la demande
work-session = { $agency } chez { $place }, { $when } : plus de conseiller
work-sessions = { $agency }, { $n } séances à partir de { $place }, { $when } : plus de conseiller
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
work-import = Votre liste { $name }
work-import-uploading = des parties du fichier manquent
work-import-mapping = dites quelle colonne contient quoi
work-import-failed = le fichier n’a pas pu être lu : envoyez-le à nouveau
work-import-checked = { $rows } lignes à écrire, { $doubtful } à décider, { $bad } illisibles : décidez, puis lancez l’import
work-do-continue = Continuer
work-keys = Au clavier : j ou flèche vers le bas, ligne suivante ; k ou flèche vers le haut, ligne précédente ; Entrée, agir ; u, annuler ce qui vient d’être fait.
work-keys-off = Désactiver les touches
work-keys-on = Activer les touches
work-no-undo = Rien à annuler ici : ce qui vient d’être fait ne peut pas être repris.
work-mend-colleague = Confier à { $who }
work-mend-time = Déplacer : { $when }
work-mend-place = Tenir chez { $place }, par { $who }
work-appointments = Rendez-vous : { $told }
work-no-appointment = aucun
work-stay = { $n ->
    [one] { $n } inchangé
   *[other] { $n } inchangés
}
work-moved = { $n ->
    [one] { $n } déplacé
   *[other] { $n } déplacés
}
work-lost = { $n ->
    [one] { $n } annulé
   *[other] { $n } annulés
}
work-do-other = Autre solution
work-done-repaired = La séance a de nouveau quelqu’un. Les personnes inscrites sont prévenues si quelque chose change pour elles.
work-done-reminded = Le rappel part tout de suite : il ne peut pas être repris.
work-undo = Annuler ce déplacement
work-message = Un message par { $tool } à { $place }
work-message-refused = il n’est pas complet : corrigez-le, et il est pris en charge
work-message-waiting = sa source n’est pas activée : dites ce que sont ses réponses
work-tool-standard-webhooks = le programme du lieu
work-tool-typeform = Typeform
work-tool-tally = Tally
work-tool-jotform = Jotform
work-tool-cobot = Cobot
work-tool-nexudus = Nexudus
work-do-correct = Corriger
work-do-settle = Régler
work-alert = Sous son objectif : { $about }
work-alert-why = l’enquête le dit ; notez ce qui est fait
work-contact = Quelqu’un demande à être contacté au sujet de l’enquête
work-contact-why = écrivez-lui, puis retirez la demande de la liste
work-contact-soon = Quelqu’un qui n’est pas satisfait demande à être contacté
work-suggestion = Une suggestion arrive à échéance
work-suggestion-why = faite ou non : répondez-y publiquement
work-do-alert = Noter ce qui est fait
work-do-contact = Contacter
work-do-suggestion = Répondre

work-place = Réveiller { $place }
work-place-why = Rien ne s’y passe depuis 90 jours : pas de permanence, ou personne n’en a usé.
work-do-wake = Voir ce qui a aidé ailleurs
work-facts = À vérifier dans l’annuaire : { $about }
work-facts-why = dites si c’est encore vrai, ou changez-le
work-do-facts = Vérifier
mail-entry-ending = étape de la fin d’une entrée de l’annuaire
mail-entry-follow = les rendez-vous d’un lieu suivent les jours de congé
mail-entry-of = l’annuaire
