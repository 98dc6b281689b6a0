# Ce qui ne va pas ensemble, les conseillers, la grille.
problem-clash = Ne va pas avec le reste de l’agenda
problem-clash-about = Une permanence n’est pas enregistrée si elle ne peut pas avoir lieu : une même personne à deux endroits, deux agences dans une salle, plus de permanences à la fois que le lieu n’a de postes de travail. La réponse dit à chaque champ avec quoi elle se heurte. Le reste (trajet trop court, heures d’ouverture, disponibilités, langues) est signalé et laissé à votre jugement.
problem-adviser-in-use = Encore prévu dans des permanences
problem-adviser-in-use-detail = { $n ->
    [one] Une permanence à venir compte sur cette personne : { $by }. Retirez-la d’abord de la permanence.
   *[other] { $n } permanences à venir comptent sur cette personne : { $by }. Retirez-la d’abord de ces permanences.
}
problem-adviser-in-use-about = Une personne que des permanences à venir nomment encore n’est ni supprimée ni passée à une autre agence : ces permanences n’auraient plus personne. La réponse les nomme dans « used_by ».

week-form = Écrivez une semaine sous la forme 2026-W48.
week-gap-other = objectif non atteint
gap-said = { $aim } : { $reason }
aim-weekly = lieux centraux, chaque semaine
aim-fortnightly = lieux proches, toutes les deux semaines
aim-monthly = autres lieux, chaque mois
aim-quarterly = coworkings reconnus, hub.brussels chaque trimestre
gap-nothing = rien n’est prévu
gap-only-drafts = seul un brouillon est prévu
gap-cancelled = ce qui était prévu n’a pas lieu ({ $reason })
coverage-title = Couverture : qui vient où, par rapport à l’objectif
coverage-of = { $met } sur { $of }
gaps-weekly = À combler dans la semaine
gaps-fortnightly = Personne depuis deux semaines
gaps-monthly = Personne ce mois-ci (ou à la demande)
gaps-quarterly = Séance du trimestre encore due
clash-hard = impossible
clash-soft = à voir
clash-days-more = { $days } et { $n ->
    [one] un autre jour
   *[other] { $n } autres jours
}
warnings-series = Ce qui ne va pas ensemble, dans les séances à venir
warnings-week = Ce qui ne va pas ensemble dans la semaine
chip-move = déplacer
move-title = Déplacer une séance
move-lead = Prévue { $at }.
move-do = Déplacer la séance
cancel-one = Annuler cette séance
move-place = Vers un autre lieu, avec celles qui suivent
move-back = Revenir à la semaine
done-moved = La séance est déplacée.
done-cancelled = La séance est annulée ; qui y avait rendez-vous en est averti.

proposed-rotas = Plannings proposés
unattended-title = Séances sans conseiller
unattended-lead = Des 92 jours à venir : personne de ceux qui sont nommés n’y est disponible. On ne peut plus y réserver ; ce qu’elles deviennent, vous le décidez, et qui a rendez-vous est averti.
unattended-none = Il y a quelqu’un à chaque séance.
unattended-none-how = Une séance apparaît ici quand ses conseillers sont absents, occupés selon leur agenda, ou partis.
unattended-when = Quand
unattended-booked = Rendez-vous
unattended-do = Que faire
unattended-whole = toute la séance
unattended-part = une partie de la séance
unattended-n = { $n ->
    [0] aucun
    [one] 1 rendez-vous
   *[other] { $n } rendez-vous
}
unattended-move = Déplacer ou annuler
unattended-other = Nommer quelqu’un d’autre
field-advisers = Conseillers et conseillères
field-advisers-hint = Personne de coché : pas encore dit. Les conflits de personnes se voient dès que quelqu’un est nommé.

advisers-title = Conseillers et conseillères
advisers-lead = { $n ->
    [0] Personne encore
    [one] Une personne tient les permanences
   *[other] { $n } personnes tiennent les permanences
}
advisers-none = Personne n’est encore inscrit.
advisers-none-how = Ajoutez qui tient les permanences : l’agenda signale alors qui devrait être à deux endroits à la fois.
adviser-new = Nouvelle personne
adviser-create = Ajouter cette personne
adviser-purpose = Ces données servent à planifier les permanences et à montrer les réservations dans son agenda. Elles disparaissent quand la personne est retirée.
adviser-name = Nom
adviser-email = Adresse e-mail
adviser-email-hint = L’adresse de son agenda y est envoyée, et ce qui change de ses séances.
adviser-languages = Langues parlées
adviser-half-days = Disponible
adviser-half-days-hint = Rien de coché : tous les jours.
adviser-always = tous les jours
adviser-most = { $n ->
    [one] une permanence par semaine au plus
   *[other] { $n } permanences par semaine au plus
}
adviser-max = Permanences par semaine, au plus
adviser-max-hint = Vide : pas de limite.
adviser-notices = Les séances changent, des réservations arrivent : comment le savoir ?
adviser-notices-hint = Une séance déplacée, annulée ou nouvelle, un rendez-vous pris ou rendu : un e-mail le dit, avec de quoi le mettre dans l’agenda.
notices-at_once = Tout de suite, un e-mail à chaque fois
notices-daily = Une fois par jour, le matin ouvrable suivant
notices-none = Pas du tout
adviser-absence = Prochaine absence
adviser-absences = Absences
adviser-absences-hint = Décochez une absence pour la retirer. La raison n’est pas demandée.
adviser-absence-kept = du { $from } au { $to }
adviser-absence-from = Nouvelle absence : premier jour
adviser-absence-to = Dernier jour
adviser-delete = Retirer cette personne
adviser-delete-title = Retirer cette personne ?
adviser-delete-consequence = Nom, adresse, disponibilités et absences sont effacés. C’est définitif.
adviser-delete-back = Revenir à la fiche
half-am = matin
half-pm = après-midi
done-adviser-created = La personne est ajoutée.
done-adviser-saved = La fiche est enregistrée.
adviser-affected = { $n ->
    [one] 1 rendez-vous est touché : personne n’est là à cette heure.
   *[other] { $n } rendez-vous sont touchés : personne n’est là à ces heures.
}
adviser-affected-day = Voir la première journée
done-adviser-deleted = La personne est retirée.

adviser-calendar = Agenda à suivre
adviser-calendar-about = Cette adresse montre ses permanences et qui a réservé, dans Outlook, Google Agenda ou un téléphone. Qui l’a peut lire l’agenda.
adviser-calendar-send = Envoyer l’adresse par e-mail
adviser-calendar-renew = Créer une nouvelle adresse
adviser-calendar-renew-hint = La nouvelle adresse remplace l’ancienne, qui ne montre plus rien.
adviser-busy = Quand cette personne est prise
adviser-busy-none = Rien n’est connu de son propre agenda.
adviser-busy-kept = { $n ->
    [one] Un moment occupé est connu, jusqu’au { $day }.
   *[other] { $n } moments occupés sont connus, jusqu’au { $day }.
}
adviser-busy-file = Fichier d’agenda (.ics)
adviser-busy-hint = Exporté d’Outlook, de Google ou d’Apple, 4 Mio au plus. Seules les heures occupées des 400 jours à venir sont gardées ; elles remplacent les précédentes.
adviser-busy-save = Reprendre les heures occupées
adviser-busy-forget = Oublier ces heures
adviser-busy-no-file = Choisissez un fichier d’agenda (.ics).
done-calendar-sent = L’adresse de l’agenda part par e-mail.
done-calendar-renewed = L’agenda a une nouvelle adresse. L’ancienne ne montre plus rien.
done-busy-saved = Les heures occupées sont reprises.
done-busy-forgotten = Les heures occupées sont oubliées.
