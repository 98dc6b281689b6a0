# The survey's public pages.
survey-not-open = Cette enquête n’est pas encore ouverte
survey-not-open-detail = Elle accepte les réponses à partir du { $day }. Revenez ce jour-là.
survey-closed = Cette enquête est terminée
survey-closed-detail = Elle n’accepte plus de réponses. Celles qui ont été données sont comptées et aident les agences à améliorer leurs permanences.
late-title = Vos réponses n’ont pas été comptées
late-lead = Cette enquête n’accepte pas de réponses aujourd’hui. Rien de ce que vous venez d’envoyer n’est conservé.
late-written = Ce que vous aviez écrit
late-written-how = Copiez ces mots si vous voulez les garder.
late-need = Dire un besoin
survey-title = Votre avis sur les permanences
survey-title-after-visit = Comment s’est passé votre entretien ?
survey-lead = { $about } · anonyme · environ { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
survey-send = Envoyer
survey-promise = Votre réponse n’est jamais conservée avec votre nom. Les agences et les lieux ne voient que des résultats groupés, à partir de cinq réponses.
wrong-missing = Répondez à ceci : { $question }
wrong-submission = Cette page était incomplète. Vos réponses sont toujours là : appuyez encore une fois sur Envoyer.

target-agency-at = { $agency } chez { $place }
target-programme = Toutes les permanences
variant-after-visit = Après une visite
variant-quarterly = Chaque trimestre
variant-member-without-visit = Membres sans visite
option-none = Aucun de ceux-ci
option-other = Une autre organisation

question-several = Choisissez tout ce qui convient.
question-no-names = N’écrivez pas de noms.
question-ends = { $min } = { $low }, { $max } = { $high }

thanks-title = Merci
thanks-lead = Votre réponse est bien arrivée.
thanks-again = Votre réponse était déjà arrivée. Elle compte une seule fois.
thanks-next = Ce qui se passe maintenant
thanks-grouped = Votre réponse est comptée avec les autres. Les agences et les lieux voient des résultats groupés, jamais moins de cinq réponses.
thanks-suggestions = La coordination lit chaque suggestion.
thanks-anonymous = Rien ne mène d’une réponse à vous : ni nom, ni adresse, ni heure ne sont conservés avec elle.
thanks-contact = Vous souhaitez que nous vous recontactions
thanks-contact-how = Laissez votre adresse sur un formulaire séparé. Elle est conservée à part : rien ne la relie à vos réponses.
thanks-contact-go = Laisser mon adresse
thanks-contact-sent = Votre adresse est bien arrivée. La coordination vous contactera.
thanks-services = Voir les aides qui existent pour les entreprises

contact-title = Pouvons-nous vous recontacter ?
contact-lead = Dites-nous où vous écrire. Ce formulaire est séparé de vos réponses.
contact-name = Nom
contact-email = Adresse e-mail
contact-send = Envoyer
contact-promise = Seule la coordination voit votre nom et votre adresse, et seulement pour vous contacter au sujet de cette enquête. Ils sont conservés à part de toutes les réponses et effacés après 24 mois au plus tard.
contact-day = Jour
contact-delete = Effacer
contact-delete-of = Effacer l’adresse de { $name }
contact-delete-means = L’effacement est définitif. Effacez une adresse dès que vous avez écrit à la personne ; sinon, elle est effacée d’office après 24 mois.

poster-title = Affiche
poster-programme = Permanences · Permanenties · Office hours
poster-scan = Scannez
poster-promise = { $minutes ->
    [one] Une minute, anonyme.
   *[other] { $minutes } minutes, anonyme.
}

survey-none = Aucune enquête n’a lieu ici pour le moment
survey-none-detail = Ce code continue de fonctionner : revenez quand il y en aura une. Vous pouvez toujours dire un besoin ou réserver un entretien.
invited-spent = Vous avez déjà répondu
invited-spent-lead = Cette invitation a compté une fois. Merci.
invited-spent-next = Et maintenant
thanks-place = Prochaines permanences chez { $place }
poster-door = Nous vous recevons ici
poster-door-how = Dites-nous ensuite comment c’était.
contact-soon = Je ne suis pas satisfait : contactez-moi rapidement
contact-soon-hint = Votre demande passe alors en tête de la liste de la coordination. Rien d’autre de vos réponses n’est transmis.
contact-is-soon = pas satisfait
regret-legend = Quelque chose ne va pas avec ce qu’a fait { $agency } ?
regret-hint = Ceci va à la coordination avec votre besoin, donc avec votre nom. Cela ne fait pas partie de vos réponses, qui restent anonymes.
regret-none = Tout va bien
regret-not-contacted = { $agency } ne m’a jamais contacté : reprenez mon besoin
regret-not-helped = Cela ne m’a pas aidé : demandez à une autre agence
survey-waits = Pas de réseau pour le moment. Vos réponses sont gardées ici et envoyées dès qu’il revient.
