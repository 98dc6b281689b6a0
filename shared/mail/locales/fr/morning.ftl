# À la coordination, le matin.

morning-title = Ce qui attend ce matin
morning-first = Le plus urgent d’abord
morning-triage = { $company } ({ $place }) : à trier, pour le { $date }
morning-silent = { $company } ({ $place }) : personne ne dit ce qu’il en est chez { $agency }, pour le { $date }
morning-address = { $company } ({ $place }) : l’adresse de l’agence ({ $agency }) refuse les e-mails, pour le { $date }
morning-mail = un message qui n’est pas arrivé, du { $date }
morning-mail-agency = un message à { $agency } qui n’est pas arrivé, du { $date }
morning-appointments = { $agency } ({ $place }) : personne n’y est le { $date }, et { $n ->
    [one] { $n } rendez-vous y est pris
   *[other] { $n } rendez-vous y sont pris
}
morning-session = { $agency } ({ $place }) : personne n’y est le { $date }
morning-sessions = { $agency } ({ $place }) : personne n’y est à partir du { $date }
morning-message = { $place } : un message de son programme ou formulaire attend, pour le { $date }
morning-place = { $place } est en sommeil : d’ici au { $date }
morning-more = Il y en a d’autres.
morning-button = Ouvrir la liste de travail
morning-small = Un message par jour ouvrable, seulement quand quelque chose attend.
morning-alert = Une question de l’enquête est sous son objectif, pour le { $date }
morning-alert-agency = { $agency } est sous son objectif dans l’enquête, pour le { $date }
morning-alert-place = { $place } est sous son objectif dans l’enquête, pour le { $date }
morning-contact = Quelqu’un demande à être contacté au sujet de l’enquête, pour le { $date }
morning-suggestion = Une suggestion arrive à échéance, pour le { $date }
morning-plan = Le planning du prochain trimestre est proposé : à regarder pour le { $date }
morning-closing = { $agency } ({ $place }) : le lieu est fermé le { $date }
morning-surge = { $place } : plus de besoins qu’on ne peut en servir à temps ({ $agency }), pour le { $date }
morning-facts = Des données de l’annuaire sont à vérifier, pour le { $date }
