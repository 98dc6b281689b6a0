# Plannings proposés.

problem-plan-closed = Ce planning ne se change plus
problem-plan-closed-detail = Il est en cours de calcul, publié, annulé ou mis de côté, ou n’a pas pu être calculé. Rouvrez sa page pour voir où il en est.
problem-plan-begun = Une séance a commencé
problem-plan-begun-detail = Un planning s’annule en bloc jusqu’à sa première séance. Changez maintenant une permanence à la fois.
no-assignment = Cette permanence n’est plus dans la proposition.
no-such-time = Choisissez un moment de la liste.
not-monday = Choisissez un lundi : un planning commence en début de semaine.
no-permanence = Cette permanence n’existe pas ; donnez les identifiants de permanences qui existent.
because-demand = { $served ->
    [0] Sert moins d’une demande attendue
    [one] Sert une demande attendue
   *[other] Sert { $served } demandes attendues
}{ $known ->
    [0] {""}
    [one] , dont une déjà connue
   *[other] , dont { $known } déjà connues
}. { $lost ->
    [0] Sans elle, une autre les servirait en partie.
    [one] Sans elle, une attendrait trop longtemps.
   *[other] Sans elle, { $lost } attendraient trop longtemps.
}
because-aim = Tient l’objectif du lieu ({ $cadence }), { $n ->
    [one] une fois
   *[other] { $n } fois
}, que rien d’autre ne tient.
because-quarterly = C’est la séance que l’agence doit au lieu ce trimestre.
because-language = Sans elle, personne ne parlerait { $language } à { $n ->
    [one] une visite
   *[other] { $n } visites
}.
because-joint = En même temps sur place : { $agencies }.
because-steady = Reste comme aujourd’hui.
because-pinned = Quelqu’un l’a fixée.
language-fr = français
language-nl = néerlandais
language-en = anglais
cadence-weekly = chaque semaine
cadence-fortnightly = toutes les deux semaines
cadence-monthly = chaque mois
why-no-adviser = L’agence n’a pas de conseiller.
why-elsewhere = { $n ->
    [one] Son conseiller est ailleurs, où il sert davantage
   *[other] Ses { $n } conseillers sont ailleurs, où ils servent davantage
}.
why-full = { $n ->
    [one] Son conseiller a sa semaine pleine
   *[other] Ses { $n } conseillers ont leur semaine pleine
}.
why-away = { $n ->
    [one] Son conseiller est absent ou ne travaille pas quand le lieu est ouvert
   *[other] Ses { $n } conseillers sont absents ou ne travaillent pas quand le lieu est ouvert
}.
why-no-desk = { $n ->
    [one] Le seul bureau du lieu est pris
   *[other] Les { $n } bureaux du lieu sont pris
}.
why-closed = Le lieu est fermé.
why-paused = Aucune permanence n’est prévue pendant cette période : le programme fait une pause.
why-too-little = Une visite coûterait { $points } points de plus qu’elle n’apporte.
why-forbidden = Ce qui l’aurait servie a été écarté.
help = { $what } : { $n ->
    [one] { $n } demande
   *[other] { $n } demandes
} de plus{ $aims ->
    [0] {""}
    [one] {" "}et un objectif de plus
   *[other] {" "}et { $aims } objectifs de plus
}.
help-places = { $what } servirait { $places } : { $n ->
    [one] { $n } demande
   *[other] { $n } demandes
} de plus{ $aims ->
    [0] {""}
    [one] {" "}et un objectif de plus
   *[other] {" "}et { $aims } objectifs de plus
}.
help-half-day = Une demi-journée de plus ({ $agency }), { $when },
help-visit = Une visite de plus par semaine ({ $agency })
help-desk = Un bureau de plus à { $place }
help-allowed = Ne plus écarter ce qui l’a été
half-mo-am = le lundi matin
half-mo-pm = le lundi après-midi
half-tu-am = le mardi matin
half-tu-pm = le mardi après-midi
half-we-am = le mercredi matin
half-we-pm = le mercredi après-midi
half-th-am = le jeudi matin
half-th-pm = le jeudi après-midi
half-fr-am = le vendredi matin
half-fr-pm = le vendredi après-midi
rhythm-series = { $weeks ->
    [one] chaque semaine
   *[other] toutes les { $weeks } semaines
}, { $n } séances
rhythm-monthly = chaque mois, { $n } séances
rhythm-single = une séance
change-new = nouvelle
change-moved = déplacée
change-kept = comme aujourd’hui
change-gone = suspendue ou arrêtée
change-thinned = séance annulée
answer-title = Vos permanences proposées
answer-lead = Pour { $agency }, { $weeks ->
    [one] une semaine
   *[other] { $weeks } semaines
} à partir du { $from }. Rien n’est publié tant que la coordination ne l’a pas fait.
answer-lead-closed = Pour { $agency }, { $weeks ->
    [one] une semaine
   *[other] { $weeks } semaines
} à partir du { $from }.
answer-done = C’est noté. La proposition en tiendra compte.
answer-running = La proposition est recalculée. Revenez dans un instant pour répondre.
answer-closed = Cette proposition est close sans être publiée : on n’y répond plus.
answer-published = Cette proposition est publiée : on n’y répond plus.
answer-published-part = Cette proposition est publiée en partie, et votre agence en fait partie : on n’y répond plus.
answer-published-others = Cette proposition est publiée pour d’autres agences seulement. Rien n’en est publié pour la vôtre, et on n’y répond plus : la coordination peut vous en faire une nouvelle.
answer-undone = Cette proposition a été publiée, puis annulée : on n’y répond plus.
answer-undone-others = Rien de cette proposition n’a été publié pour votre agence : elle l’a été pour d’autres, puis annulée. On n’y répond plus.
answer-left-out = Non publiée, selon votre réponse.
answer-write = Écrivez à la coordination :
answer-stops = Ce qui n’aurait plus lieu
answer-stop = { $place }, { $when } : { $n ->
    [one] une séance
   *[other] { $n } séances, la dernière le { $last }
}
answer-stops-how = Quelque chose de cela doit rester ? Rien ne s’arrête avant la publication.
answer-gone = Cette permanence n’est plus dans la proposition. Rouvrez le lien pour voir ce qui s’y trouve.
answer-none = Aucune permanence pour vous
answer-none-how = La proposition a changé : elle ne prévoit plus rien pour votre agence.
answer-yes = Oui
answer-no = Non
answer-other = Plutôt à ce moment
answer-otherwise = Non, ou un autre moment
answer-reason = Si vous répondez non, dites pourquoi
answer-reason-missing = Dites en un mot pourquoi : la coordination cherchera autrement.
answer-not-offered = Ceci n’est pas demandé avec cette réponse.
answer-time = Un autre moment
answer-beside = Un mot à ce sujet
answer-why = Pourquoi
answer-was = Aujourd’hui : { $today }
answer-by = Merci de répondre au plus tard le { $by }.
answer-rest-link = { $n } permanences sont sans réponse : dire oui à toutes
answer-rest-title = Le reste
answer-rest-how = { $n } permanences sont encore sans réponse. Ce que vous avez déjà répondu reste.
answer-rest = Oui à tout le reste
said-yes = Oui
said-no = Non
said-other = Un autre moment
said-other-at = Un autre moment ({ $when })
rota = Agenda
plans-title = Plannings proposés
plans-lead = Qui devrait être où et quand, d’après ce qui est demandé, avec une raison pour chaque permanence et pour chaque manque.
plans-none = Aucun planning proposé
plans-none-how = Choisissez une semaine et demandez une proposition ; rien ne change avant que vous ne la publiiez.
ask-for = Proposer un planning
from = À partir du lundi
from-hint = Un lundi, dans l’année.
weeks = Semaines
keep = Les permanences d’aujourd’hui
keep-none = peuvent bouger
keep-all = restent toutes
propose = Proposer
plan = Planning
status = État
asked = Demandé
plan-name = { $weeks ->
    [one] Une semaine
   *[other] { $weeks } semaines
} à partir du { $from }
status-running = en calcul
status-ready = proposé
status-published = publié
status-published-part = publié en partie : { $agencies }
status-published-nothing = publié, sans rien changer
status-undone = annulé
status-undone-part = annulé ; il était publié pour { $agencies }
status-failed = échoué
lead-new = { $n ->
    [one] { $n } nouvelle permanence
   *[other] { $n } nouvelles permanences
}
lead-moved = { $n ->
    [one] { $n } déplacée
   *[other] { $n } déplacées
}
lead-gone = { $n ->
    [one] { $n } suspendue ou arrêtée
   *[other] { $n } suspendues ou arrêtées
}
lead-kept = { $n } comme aujourd’hui
lead-fewer = { $n ->
    [one] { $n } séance annulée dans celles qui restent
   *[other] { $n } séances annulées dans celles qui restent
}
lead-held = { $n ->
    [one] { $n } séance tenue autrement
   *[other] { $n } séances tenues autrement
}
lead-nothing = Rien ne change.
running-how = La proposition est calculée. Vous pouvez quitter cette page et y revenir.
failed-how = La proposition n’a pas pu être calculée. Demandez-la de nouveau ; si cela se répète, un réglage du planning en est la cause.
look-again = Regarder de nouveau
again-running = Recalculé avec ce que vous avez fixé. Ci-dessous, la proposition précédente.
week-of = Semaine du { $day } ({ $n } sur { $of })
weeks-switch = Semaines
week-before = Semaine d’avant
week-after = Semaine d’après
agency = Agence
place = Lieu
only = Montrer
all-agencies = Toutes
all-places = Tous
only-all = Tout
only-changes = Seulement ce qui change
filter = Filtrer
grid-caption = La semaine proposée, par lieu
grid-none = Rien cette semaine
grid-none-how = Choisissez une autre semaine, ou montrez tout.
grid-key = + nouvelle · → déplacée · − suspendue ou arrêtée · × séance annulée · sans signe : comme aujourd’hui.
place-demand = Lieu, demande
needs-here = { $n ->
    [0] aucune demande attendue
    [one] une demande
   *[other] { $n } demandes
}
to-fill = à combler : { $agency }
to-fill-anybody = à combler
worth = Sans elle, le planning perdrait { $points } points.
worth-less = Sans elle, le planning gagnerait { $points } points.
next-best = Sinon : { $adviser } à { $place }, { $day }, { $time } (−{ $less }).
next-as-good = Sinon, aussi bien : { $adviser } à { $place }, { $day }, { $time }.
is-pinned = fixée
is-forbidden = écartée
keep-it = Garder
not-this = Pas cela
lift = Ne rien fixer
move-to = Déplacer à
move = Déplacer
gaps = À combler
gaps-none = Rien ne manque : tout ce qui est attendu est servi, tous les objectifs sont tenus.
gaps-none-of = Rien ne manque pour { $what }.
gaps-more = Encore { $n }
gap-what = { $n ->
    [0] Un objectif n’est pas tenu
    [one] Une demande n’est pas servie à temps
   *[other] { $n } demandes ne sont pas servies à temps
}, { $weeks ->
    [one] la semaine { $week }
   *[other] { $weeks } semaines dès la semaine { $week }
}.
why-not = Pourquoi pas :
what-helps = Ce qui aiderait :
what-changes = Ce que la proposition change
figure = Mesure
planned = Proposé
today = Aujourd’hui
figure-served = Demandes servies à temps
figure-aims = Objectifs tenus
figure-visits = Visites
figure-languages = Visites en français et en néerlandais
figure-travel = Trajets par semaine
figure-displaced = Rendez-vous dans ce qui s’arrête
figure-points = Points en tout
figure-points-of = Points : { $part }
of = { $n } sur { $of }
hours = { $hours } h { $minutes }
distance = À { $percent } % au plus du meilleur planning possible.
again-title = Proposer à nouveau
again-how = { $n ->
    [0] Changez des poids, ou fixez d’abord quelque chose.
    [one] Une chose est fixée.
   *[other] { $n } choses sont fixées.
} Le calcul repart de l’agenda, des absences, des fermetures et des besoins tels qu’ils sont aujourd’hui.
weights = Poids
weight-demand = Demandes servies
weight-aims = Objectifs
weight-languages = Deux langues
weight-fairness = Répartition égale
weight-travel = Trajets
weight-steadiness = Stabilité
weight-joint = Visites ensemble
again-do = Proposer à nouveau
agencies-title = Les agences
agencies-not-asked = Elles n’ont pas encore été consultées.
not-answered = pas encore de réponse
agencies-asked = Toutes ont été consultées sur cette proposition ; leurs liens valent jusqu’à la publication.
agencies-to-ask = Pas encore consultées sur cette proposition : { $agencies }
asked-at = consultée le { $at }
answered-of = { $n ->
    [one] { $n } réponse sur { $of }
   *[other] { $n } réponses sur { $of }
}
not-there-now = (n’est plus dans la proposition)
has-more-now = (a plus de séances depuis)
noted-by-us = (noté par l’équipe)
noted-by = (noté par { $who })
dropped = Ce qui était fixé et ne s’applique plus est laissé de côté :
ask-agencies = Demander aux agences
published-title = Publication
publish-state = { $left ->
    [0] { $done ->
        [one] { $done } changement fait.
       *[other] { $done } changements faits.
    }
   *[other] { $done ->
        [one] { $done } changement fait, { $left } à faire.
       *[other] { $done } changements faits, { $left } à faire.
    }
}
undo-state = { $left ->
    [0] Tout est annulé.
   *[other] Annulation en cours, { $left } à faire.
}
not-done = N’a pas été fait :
undo-how = Tout s’annule en bloc jusqu’à la première séance. Les rendez-vous déplacés reviennent ; ceux qui ont perdu leur créneau restent perdus.
undo = Tout annuler
say-then-publish = Dire ce qui se passe, puis publier
ahead-title = Ce que la publication ferait
ahead-lead = Rien n’est encore fait.
ahead-created = { $n ->
    [one] nouvelle permanence
   *[other] nouvelles permanences
}
ahead-moved = { $n ->
    [one] permanence changée
   *[other] permanences changées
}
ahead-paused = { $n ->
    [one] permanence suspendue pendant ces semaines
   *[other] permanences suspendues pendant ces semaines
}
ahead-ended = { $n ->
    [one] permanence arrêtée
   *[other] permanences arrêtées
}
ahead-thinned = { $n ->
    [one] séance annulée dans une permanence qui reste
   *[other] séances annulées dans des permanences qui restent
}
ahead-bookings-moved = { $n ->
    [one] rendez-vous déplacé
   *[other] rendez-vous déplacés
}
ahead-bookings-lost = { $n ->
    [one] rendez-vous perdu
   *[other] rendez-vous perdus
}
ahead-mails = { $n ->
    [one] e-mail à une personne qui a un rendez-vous
   *[other] e-mails à des personnes qui ont un rendez-vous
}
ahead-notices = { $n ->
    [one] e-mail à un conseiller, une agence ou un lieu
   *[other] e-mails à des conseillers, des agences et des lieux
}
ahead-lost = { $n ->
    [one] Une personne perd son rendez-vous et en est avertie avec les prochains créneaux.
   *[other] { $n } personnes perdent leur rendez-vous et en sont averties avec les prochains créneaux.
}
ahead-gain = Où l’on sert davantage
ahead-lose = Où l’on sert moins
parties = { $n ->
    [one] { $shown } demande
   *[other] { $shown } demandes
}
ahead-agencies = Averties selon leur souhait :
ahead-refused = { $n ->
    [one] Un changement n’est pas possible tel que les choses sont :
   *[other] { $n } changements ne sont pas possibles tels que les choses sont :
}
ahead-withheld = { $n ->
    [one] Une permanence n’est pas publiée, parce que quelqu’un l’a refusée après le calcul. Proposez d’abord à nouveau, pour que le calcul cherche autre chose :
   *[other] { $n } permanences ne sont pas publiées, parce que quelqu’un les a refusées après le calcul. Proposez d’abord à nouveau, pour que le calcul cherche autre chose :
}
ahead-again = Revenir à la proposition, pour proposer à nouveau
publish = Publier
not-yet = Pas encore
done-asked = La proposition est demandée.
done-settled = C’est fixé. Proposez à nouveau quand vous avez fini.
done-again = La proposition est recalculée.
done-mailed = Les agences reçoivent leur lien.
done-mailed-before = Toutes ont déjà été consultées sur cette proposition ; rien de nouveau n’est envoyé.
done-worked-out = La proposition est calculée.
done-is-published = C’est publié.
done-is-undone = C’est annulé.
done-published = La publication est en cours.
done-undone = L’annulation est en cours.
