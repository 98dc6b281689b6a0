# Déclarations : vie privée, accessibilité.
statement-contact = Nous joindre
statement-write-to = Écrivez à

privacy-title = Vos données
privacy-lead = Ce que nous gardons, pourquoi, pour combien de temps, et ce que vous pouvez demander.
privacy-who-title = Qui est responsable
privacy-who-text = La coordination des permanences bruxelloises est responsable de ce service et de vos données. Son adresse est en bas de cette page. Chaque agence à laquelle un besoin est transmis est ensuite responsable de ce qu’elle en garde.
privacy-what-title = Ce que nous gardons
privacy-what-text =
    Quand vous dites un besoin : le nom de l’entreprise, ce que vous en dites (stade, secteur, numéro d’entreprise), votre nom, votre adresse e-mail, votre téléphone si vous le donnez, votre langue, le lieu où vous travaillez et le texte de votre besoin.
    Si c’est votre incubateur ou votre espace de coworking qui nous l’a transmis, nous tenons ces données de lui.
    Nous gardons aussi la suite : à quelle agence le besoin est allé, quand, pourquoi, et ce qui en est sorti.
privacy-why-title = Pourquoi, et sur quelle base
privacy-why-text =
    Pour trouver l’agence qui peut vous aider et veiller à ce qu’elle réponde : c’est la mission d’intérêt public du programme (RGPD, article 6, § 1, e).
    Vos données ne partent vers une agence qu’avec votre accord (article 6, § 1, a). Vous pouvez le retirer à tout moment par le lien reçu par e-mail ; ce qui a été fait avant reste licite.
    Sans adresse e-mail, personne ne peut vous répondre ; tout le reste est facultatif ou dit pourquoi il est demandé.
    Des règles écrites proposent l’agence d’après vos mots. Ce qui est seulement déduit est toujours relu par une personne.
privacy-whom-title = Qui les voit
privacy-whom-text = Personne d’autre : ni vente, ni publicité, ni mesure d’audience, ni service de tiers sur ces pages.
privacy-how-long-title = Combien de temps
privacy-how-long-text = Chaque donnée personnelle a une durée fixée d’avance, au plus 24 mois après le dernier contact ; celles de l’entreprise, au plus 36 mois. Les chiffres qui restent ensuite ne permettent de reconnaître personne.
privacy-rights-title = Vos droits
privacy-rights-text =
    Vous pouvez voir vos données, les faire corriger, effacer ou transmettre, en limiter l’usage ou vous y opposer. Écrivez-nous : nous répondons dans le mois.
    Si la réponse ne vous convient pas, vous pouvez vous adresser à l’Autorité de protection des données, rue de la Presse 35, 1000 Bruxelles, contact@apd-gba.be.
privacy-members-title = Les entreprises hébergées
privacy-members-text = Si votre entreprise est hébergée dans un lieu du programme, nous gardons d’elle ce que votre lieu, vos demandes et vous-même en avez dit, champ par champ avec son origine, pour voir quelle aide publique pourrait vous servir. Rien n’est transmis à une agence sans votre oui. Nous posons au plus une question par mois, par e-mail ; un clic y met fin. Par le lien de ces messages vous voyez tout, corrigez et effacez. Une liste importée par votre lieu est gardée 30 jours, le temps de pouvoir l’annuler.
privacy-fields = Chaque champ qui peut être gardé d’une entreprise
privacy-field = Quoi
privacy-field-why = Pourquoi
privacy-field-kept = Combien de temps
privacy-field-months = { $n } mois après le dernier contact
privacy-bookings-title = Les rendez-vous
privacy-bookings-text = Un rendez-vous garde votre nom, votre adresse e-mail et, si vous les donnez, téléphone, entreprise, langue et message, pour le tenir et vous prévenir de ce qui change. L’agence qui vous reçoit, le lieu et la coordination les voient. Ils sont effacés douze mois après l’heure du rendez-vous ; il reste alors seulement qu’une place était prise.
privacy-survey-title = L’enquête de satisfaction
privacy-survey-text = Les réponses sont anonymes dès la conception : rien ne les relie à vous, à votre appareil ou à une invitation. Les résultats ne montrent jamais un groupe de moins de 5 réponses. Dans le texte libre, n’écrivez pas votre nom.
privacy-technical-title = Technique
privacy-technical-text = Un cookie retient votre langue si vous la choisissez ; un autre garde la session des équipes qui se connectent. Les journaux du serveur ne contiennent que des numéros, ni noms, ni adresses, ni textes.

accessibility-title = Accessibilité
accessibility-lead = Ces pages doivent pouvoir servir à tout le monde. Voici ce que nous faisons, et ce que nous ne savons pas encore.
accessibility-aim-title = Notre objectif
accessibility-aim-text = Respecter les règles WCAG 2.2 aux niveaux A et AA et la norme EN 301 549, comme le demande l’ordonnance bruxelloise du 4 octobre 2018 sur l’accessibilité des sites publics. Toutes les pages fonctionnent sans JavaScript, au clavier, à partir de 360 pixels de large.
accessibility-tested-title = Ce qui est contrôlé
accessibility-tested-text = Les pages sont passées dans Chromium au contrôle automatique axe-core (règles wcag2a à wcag22aa), en français, en néerlandais et en anglais, à 360 et à 1280 pixels. Un contrôle automatique ne trouve qu’une partie des obstacles.
accessibility-limits-title = Ce qui ne l’est pas encore
accessibility-limits-text =
    Aucun essai n’a encore été mené avec des personnes handicapées, et aucun audit externe n’a eu lieu : nous ne déclarons donc pas une conformité complète.
    Les documents des agences vers lesquels un e-mail peut renvoyer ne dépendent pas de nous.
accessibility-complain-title = Signaler un obstacle
accessibility-complain-text =
    Écrivez-nous à l’adresse ci-dessous, en indiquant la page et ce qui vous a bloqué. Nous répondons, et en attendant, nous vous donnons l’information autrement.
    Sans réponse satisfaisante, vous pouvez introduire une plainte auprès du service de médiation de la Région : ombuds.brussels.
