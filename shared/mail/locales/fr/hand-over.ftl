# À une personne qui s’en va, et à celle qui reprend.

hand-over-title = Des permanences changent de mains
hand-over-to-you = À partir du { $date }, vous reprenez de { $leaver } : permanences, rendez-vous et demandes en cours.
hand-over-from-you = À partir du { $date }, { $colleague } reprend de vous : permanences, rendez-vous et demandes en cours.
hand-over-reason = Pourquoi
hand-over-series = La prochaine séance de chaque permanence
hand-over-none = Aucune permanence n’a changé de mains.
hand-over-left = { $n ->
    [one] Une séance reste sans personne : la coordination s’en occupe.
   *[other] { $n } séances restent sans personne : la coordination s’en occupe.
}
hand-over-referrals = Les rendez-vous restent tels quels. Les demandes des entreprises changent de mains ce matin-là, chacune par un e-mail avec son propre lien.
hand-over-referrals-stay = Les rendez-vous restent comme ils sont. Les demandes des entreprises ne changent pas de mains : l’adresse du collègue n’est pas au domaine de l’agence. La coordination en inscrit une autre, ou chaque demande est reprise par son lien.
