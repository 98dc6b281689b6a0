# L’agenda dans l’espace des équipes.
schedule-title = Agenda
schedule-lead = { $n ->
    [0] Semaine du { $day } · aucune permanence prévue
    [one] Semaine du { $day } · une permanence prévue
   *[other] Semaine du { $day } · { $n } permanences prévues
}
week-switch = Choisir la semaine
week-before = Semaine précédente
week-now = Cette semaine
week-after = Semaine suivante
week-by-place = La semaine, par lieu
week-place = Lieu
week-gap = aucune permanence : à combler
week-goal = Objectif : chaque lieu du programme, chaque semaine. { $met } sur { $of }.
week-none = Aucun lieu n’est ouvert dans la semaine.
week-none-how = Les lieux viennent de l’annuaire.
chip-cancelled = { $agency }, annulée
chip-draft = { $agency }, brouillon
chip-nobody = personne sur place, { $n } rendez-vous
changes-title = Ce qui change dans la semaine
change-cancelled = N’a pas lieu
change-moved = Déplacée du { $day }
change-length = Autre durée
gaps-fill = Prévoir une permanence
series-title = Toutes les séries en cours
series-lead = { $n ->
    [0] aucune série
    [one] une série, brouillons et semaines à venir compris
   *[other] { $n } séries, brouillons et semaines à venir compris
}
series-agency = Agence
series-place = Lieu
series-filter = Filtrer
series-none = Aucune permanence n’est prévue.
series-none-how = Une série apparaît ici dès qu’elle est créée, sur cette page ou par un programme.
series-none-filtered = Changez les filtres pour en voir d’autres.
series-what = Permanence
series-when = Quand
series-until = Jusqu’au
series-status = État
series-open-end = sans fin prévue
series-change = Modifier
status-published = Publiée
status-draft = Brouillon
status-published-long = Publiée : tout le monde la voit
status-draft-long = Brouillon : seules les équipes la voient

rhythm-once = une fois, le { $day }
rhythm-weekly = chaque { $day }
rhythm-weeks = toutes les { $n } semaines, le { $day }
rhythm-monthly = chaque mois, le { $day }
rhythm-months = tous les { $n } mois, le { $day }
place-1 = 1er
place-2 = 2e
place-3 = 3e
place-4 = 4e
place-5 = 5e
place-last = dernier

new-permanence = Nouvelle permanence
new-title = Nouvelle permanence
new-title-of = Nouvelle permanence : { $agency }
new-choose = De quelle agence ? Ses services seront proposés ensuite.
new-lead = Un brouillon ne se voit que dans l’espace des équipes.
new-go-on = Continuer
new-create = Créer la permanence

edit-title = { $agency } à { $location }
edit-series = La série
edit-save = Enregistrer
edit-more = Autres actions
edit-nobody-told = Personne sur place n’est averti de ce qui change dans ces séances : personne ne se connecte pour ce lieu, et il n’a pas d’adresse e-mail. Sa page de l’annuaire en prend une.
edit-see-public = Voir la page publique du lieu
edit-delete = Supprimer cette permanence

field-agency = Agence
field-location = Lieu
field-room = Local
field-services = Services
field-services-hint = Rien de coché : tout ce que l’agence propose.
field-date = Première séance
field-time = Début
field-duration = Durée (minutes)
field-repeat = Répétition
repeat-once = Une seule fois
repeat-weekly = Chaque semaine, le même jour
repeat-monthly = Chaque mois, au même rang (par exemple le 2e mardi)
repeat-keep = Garder la règle { $rule }
field-interval = Intervalle, en semaines ou en mois
field-interval-hint = 1 : chaque fois ; 2 : une fois sur deux.
field-until = Dernier jour de la série
field-until-hint = Vide : sans fin prévue.
field-seats = Personnes à la fois
field-slot = Créneau (minutes)
field-buffer = Pause (minutes)
field-languages = Langues
field-status = Qui la voit
language-fr = Français
language-nl = Néerlandais
language-en = Anglais

exceptions-title = Séances annulées ou déplacées
exceptions-none = Aucune : la série se tient comme prévu, hors jours fériés.
exceptions-off-series = Des séances annulées ou déplacées ne tomberaient plus sur un jour de la série. Rétablissez-les d’abord.
exception-date = Séance
exception-kind = Ce qui change
exception-cancel = Elle n’a pas lieu
exception-move = Elle est déplacée
exception-new-date = Nouveau jour
exception-new-time = Nouvelle heure
exception-reason-fr = Raison, en français
exception-reason-nl = Raison, en néerlandais
exception-reason-en = Raison, en anglais
exception-add = Ajouter
exception-remove = Rétablir
exception-cancelled = n’a pas lieu
exception-changed = autre durée
exception-moved-to = déplacée : { $at }

delete-title = Supprimer cette permanence ?
delete-consequence = { $n ->
    [0] La série et ses exceptions disparaissent. C’est définitif.
    [one] La série disparaît, et avec elle une séance des trois mois à venir. C’est définitif.
   *[other] La série disparaît, et avec elle { $n } séances des trois mois à venir. C’est définitif.
}
delete-instead = Pour arrêter une série sans perdre son historique, donnez-lui plutôt un dernier jour.
delete-back = Revenir à la permanence
delete-do = Supprimer la permanence
done-created = La permanence est créée.
done-saved = La permanence est enregistrée.
done-deleted = La permanence est supprimée.
done-exception-added = L’exception est enregistrée.
done-exception-removed = La séance est rétablie.

feed-location-name = Permanences · { $name }
feed-location-about = Quelles agences sont présentes à { $name }, et quand.
feed-agency-name = Permanences · { $name }
feed-agency-about = Où et quand { $name } tient ses permanences.
feed-adviser-name = Mes permanences · { $name }
feed-adviser-about = Où et quand { $name } tient ses permanences, et qui vient. Lien personnel : ne le partagez pas.
feed-booked = Heure réservée
feed-all-services = Toutes les aides de l’agence.
feed-room = Salle : { $room }
feed-languages = Langues : { $languages }
feed-how = Gratuit, sans compte : { $url }

scope-title = Ce qui change
scope-legend = Modifier
scope-this = Cette séance seulement
scope-following = Cette séance et les suivantes
scope-all = Toute la série
scope-from = Séance
scope-other = Une autre séance de la série
scope-other-hint = Sa date, si elle n’est pas dans la liste.
scope-choose = Choisir
edit-from = À partir du { $day }
exception-length = Elle dure plus ou moins longtemps
done-divided = Les séances à partir de ce jour forment maintenant leur propre série. Celles d’avant n’ont pas changé.

move-ends = Pour arrêter la série, donnez-lui un dernier jour sur la page de la permanence : ce formulaire n’annule qu’une séance.
rhythm-until = jusqu’au { $day }
rhythm-count = { $n ->
    [one] une séance
   *[other] { $n } séances
}
rhythm-differs = { $n ->
    [one] une séance à venir diffère
   *[other] { $n } séances à venir diffèrent
}
