# Les stratégies d’action.
needs-strategies = Stratégies
strategies-title = Stratégies d’action
strategies-lead = À qui chaque besoin est adressé, dans quel ordre et dans quels délais. Les délais comptent en jours ouvrables de l’agence sollicitée.
strategy-kind = Besoin
strategy-steps = À qui, dans quel ordre
strategy-clock = Délais
strategy-change = Modifier
strategy-version = Version { $n }
strategy-alone = Personne pour
strategy-lead = { $agency }, par « { $service } », est sollicitée d’emblée
strategy-support = { $agency }, par « { $service } », si les autres déclinent ou se taisent
strategy-after = après un contact avec { $agency }
strategy-times = rappels : jour { $remind }, réponse dans les { $answer } jours, nouvelles { $follow } jours après l’accord
strategy-times-bare = réponse dans les { $answer } jours, nouvelles { $follow } jours après l’accord
strategy-now = Ce qui vaut aujourd’hui
strategy-step = Étape { $n }
strategy-whom = Agence et service
strategy-role = Rôle
strategy-role-lead = sollicitée d’emblée
strategy-role-support = sollicitée ensuite
strategy-former = Agences d’autrefois
strategy-conditions = Ajouter une condition
strategy-after-field = Après un contact avec
strategy-after-none = personne en particulier
strategy-any = peu importe
strategy-how = Comment
strategy-how-in = est parmi
strategy-how-not-in = n’est pas parmi
strategy-how-has-any = a au moins un de
strategy-how-in-only = n’a que
strategy-least = Au moins
strategy-below = Moins de
strategy-kept = Autres conditions
strategy-kept-hint = Telles qu’un programme les a envoyées ; décochez ce qui doit partir.
strategy-remind-1 = Premier rappel (jour)
strategy-remind-2 = Second rappel (jour)
strategy-answer = Réponse dans les (jours)
strategy-follow = Nouvelles après l’accord (jours)
strategy-why = Pourquoi ce changement
strategy-why-hint = Gardé avec la version.
strategy-try = Essayer
strategy-save = Enregistrer
strategy-remove = Revenir à l’annuaire
strategy-remove-place = Revenir à la stratégie de tous les lieux
strategy-saved = La stratégie est enregistrée. Les renvois en cours gardent celle qui les a choisis.
strategy-tried = { $n ->
    [0] Essayé : aucun besoin dans les douze derniers mois
    [one] Essayé sur un besoin des douze derniers mois
   *[other] Essayé sur { $n } besoins des douze derniers mois
} ({ $open ->
    [0] aucun ouvert
    [one] un ouvert
   *[other] { $open } ouverts
})
strategy-elsewhere = { $n ->
    [0] Aucun ne serait allé ailleurs
    [one] Un serait allé ailleurs
   *[other] { $n } seraient allés ailleurs
} ({ $open ->
    [0] aucun ouvert
    [one] un ouvert
   *[other] { $open } ouverts
})
strategy-per-agency = Par agence, aujourd’hui → alors
strategy-nobody = personne
strategy-nothing-saved = Rien n’est enregistré.
strategy-places = Pour un lieu en particulier
strategy-place = Lieu
strategy-place-hint = ✓ : ce lieu a sa propre stratégie. Vide : celle de tous les autres.
strategy-open = Ouvrir
strategy-versions = Versions
strategy-when-set = Quand, par qui
strategy-restore = Reprendre la version { $n }
strategy-taken-back = Retour à l’annuaire
strategy-own = Celle de l’annuaire.
strategy-of-all = Celle de tous les lieux.

needs-keywords = Mots-clés
keywords-title = Mots qui évoquent un besoin
keywords-lead = Par ces mots, un besoin est reconnu dans ce qu’un membre écrit. Un texte suggère ; il ne transmet jamais rien de lui-même.
keywords-hint = Un mot ou une expression par ligne.
keywords-saved = Les mots sont enregistrés. Ils valent pour ce qui arrive désormais.
keywords-tried = { $n ->
    [0] Essayé : aucun texte dans les douze derniers mois
    [one] Essayé sur un texte des douze derniers mois
   *[other] Essayé sur { $n } textes des douze derniers mois
}
keywords-hinted = { $n ->
    [0] Aucun besoin ne serait reconnu en plus
    [one] Un besoin serait reconnu en plus
   *[other] { $n } besoins seraient reconnus en plus
}
keywords-no-longer = { $n ->
    [0] Aucun ne le serait plus
    [one] Un ne le serait plus
   *[other] { $n } ne le seraient plus
}
keywords-count = { $n ->
    [one] un mot
   *[other] { $n } mots
}
