# Les nouvelles du mois à l’hôte d’un lieu et à ses membres qui les ont demandées ; les annonces.

monthly-title = { $place }, { $month } : ce que les agences publiques y font pour vous
monthly-what = Une fois par mois, ce que les agences publiques de Bruxelles font chez { $place } : gratuitement, pour chaque entreprise hébergée.
monthly-until = Jusqu’au { $day }
monthly-more = En savoir plus
monthly-sessions = Prochaines permanences
monthly-sessions-none = Aucune permanence n’est prévue ici pour l’instant. Dites-nous votre besoin : la bonne agence vous répond, où qu’elle soit.
monthly-sessions-how = Chaque date mène aux heures encore libres.
monthly-services = Des services qui conviennent aux entreprises d’ici
monthly-services-why = Choisis d’après ce qu’au moins cinq entreprises du lieu ont en commun. Aucune entreprise n’est nommée à qui que ce soit.
monthly-said = Vous avez dit, nous avons fait
monthly-you-said = Vous avez dit
monthly-said-done = C’est fait.
monthly-said-planned = C’est prévu.
monthly-said-no = Pas pour l’instant.
monthly-button = Voir la page du lieu
monthly-why-host = Vous recevez ce message parce que vous accueillez des entreprises chez { $place }.
monthly-why-member = Vous recevez ce message parce que vous avez demandé les nouvelles de { $place }.
monthly-why-hosts = Vous recevez ce message parce que vous accueillez des entreprises dans un des lieux.
monthly-why-members = Vous recevez ce message parce que vous avez demandé les nouvelles de votre lieu.
monthly-end = Ne plus recevoir ces messages
