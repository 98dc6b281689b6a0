# Une personne s’en va.

adviser-leaves-on = Premier jour où la personne n’est plus là
adviser-leaves-on-hint = Vide : elle reste finalement. Ce qui a déjà été repris reste à la personne qui l’a repris.
hand-over = S’en va : tout transmettre à quelqu’un
hand-over-title = { $name } s’en va
hand-over-lead = Permanences, rendez-vous et demandes passent à une autre personne en une fois.
hand-over-to = Qui reprend
hand-over-from = À partir de quel jour
hand-over-reason = Pourquoi
hand-over-reason-hint = Les deux personnes le lisent dans l’e-mail qui les prévient. Peut rester vide.
hand-over-look = Voir ce que cela fait
hand-over-do = Transmettre maintenant
hand-over-ask = Ce que cela fait
hand-over-from-on = À partir du { $day }, { $to } reprend. Les deux sont prévenus par e-mail.
hand-over-sessions = { $n ->
    [0] Aucune séance ne change de mains.
    [one] Une séance change de mains.
   *[other] { $n } séances changent de mains, aussi loin que l’on regarde.
}
hand-over-kept = { $n ->
    [0] Aucun rendez-vous n’est concerné.
    [one] Un rendez-vous reste tel quel, avec la personne qui reprend.
   *[other] { $n } rendez-vous restent tels quels, avec la personne qui reprend.
}
hand-over-referrals = { $n ->
    [0] Aucune demande n’est à son nom aujourd’hui.
    [one] Une demande est à son nom aujourd’hui ; elle change de mains ce jour-là.
   *[other] { $n } demandes sont à son nom aujourd’hui ; elles changent de mains ce jour-là.
}
hand-over-referrals-kept = { $n ->
    [one] Une demande reste à son nom : l’adresse du collègue n’est pas au domaine de l’agence. Inscrivez-en une qui l’est, ou la demande est reprise par son lien.
   *[other] { $n } demandes restent à son nom : l’adresse du collègue n’est pas au domaine de l’agence. Inscrivez-en une qui l’est, ou chaque demande est reprise par son lien.
}
hand-over-referrals-stayed = { $n ->
    [one] Une demande est restée au nom de la personne partie : l’adresse du collègue n’était pas au domaine de l’agence. Elle est reprise par son lien.
   *[other] { $n } demandes sont restées au nom de la personne partie : l’adresse du collègue n’était pas au domaine de l’agence. Chacune est reprise par son lien.
}
hand-over-left = { $n ->
    [0] Toutes les séances peuvent être reprises.
    [one] Une séance ne peut pas être reprise ; elle figure dans la liste de travail de la coordination :
   *[other] { $n } séances ne peuvent pas être reprises ; elles figurent dans la liste de travail de la coordination :
}
hand-over-left-more = { $n ->
    [one] et une autre
   *[other] et { $n } autres
}
hand-over-waiting = { $n ->
    [one] Un rendez-vous est dans ces séances ; il n’est pas annulé.
   *[other] { $n } rendez-vous sont dans ces séances ; ils ne sont pas annulés.
}
hand-over-end = La fiche de { $name } est retirée ce jour-là, ou reste jusqu’à ce que plus aucune séance à venir ne nomme cette personne.
hand-over-state = { $to } reprend à partir du { $day }. Séances transmises : { $sessions } ; laissées à la coordination : { $left } ; demandes transmises : { $referrals }.
done-hand-over = La transmission est en cours. Les deux personnes sont prévenues par e-mail.
problem-hand-over-under-way = Une transmission est en cours
problem-hand-over-under-way-detail = Ce que cette personne transmet est en train de l’être. Redemandez dans quelques minutes.
problem-hand-over-under-way-about = Les séances changent de mains l’une après l’autre. D’ici là, aucune autre transmission de la même personne ne commence.
