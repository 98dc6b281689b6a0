# Les données d’une personne, quelles qu’elles soient ici.

people-title = Données personnelles
people-lead = Ce qui est conservé d’une personne : retrouvé, exporté, effacé.
people-q = Adresse ou nom
people-q-hint = L’adresse e-mail entière, ou des mots entiers du nom.
people-find = Chercher
people-none = Aucune personne trouvée
people-none-how = Cherchez par l’adresse entière, ou par une autre graphie du nom.
people-erased = Plus rien n’est conservé
people-erased-on = Tout a été effacé le { $when }.
column-person = Personne
column-kept = Ce qui est conservé
column-asked = Demandé
column-erased = Ce qui a été effacé
kept-needs = { $n ->
    [one] { $n } besoin
   *[other] { $n } besoins
}
kept-bookings = { $n } rendez-vous
kept-members = { $n ->
    [one] { $n } entreprise
   *[other] { $n } entreprises
}
kept-contacts = { $n ->
    [one] { $n } demande de contact
   *[other] { $n } demandes de contact
}
kept-messages = { $n ->
    [one] { $n } message en attente
   *[other] { $n } messages en attente
}
kept-merges = { $n ->
    [one] { $n } fiche fusionnée
   *[other] { $n } fiches fusionnées
}
kept-texts = { $n ->
    [one] { $n } texte d’un tiers
   *[other] { $n } textes de tiers
}
erasures-title = Effacements
erasures-none = Personne n’a encore demandé d’effacement.
erasure-done = Terminé le { $when }
erasure-going-on = En cours
erasure-proof = Preuve { $id }
person-who = Qui
person-names = Noms
person-emails = Adresses
person-phones = Téléphone
person-needs = Besoins introduits
person-bookings = Rendez-vous
person-members = Entreprises qui ont nommé cette personne
person-joined = Entreprises telles qu’avant leur réunion
person-contacts = Enquêtes : a demandé à être contactée
person-messages = Messages en attente de programmes et de formulaires de lieux
person-company = Entreprise
person-kinds = Ce qu’il faut
person-words = Dans ses propres mots
person-notes = Notes
person-told = Agences informées
person-place = Lieu
person-agency = Agence
person-unnamed = Sans nom
person-export = Exporter
person-export-what = Tout ce que montre cette page, pour la personne qui le demande.
person-export-json = Télécharger en JSON
person-erase = Tout effacer
person-erase-what = Nom, adresse, téléphone, mots et notes disparaissent des besoins, des rendez-vous, des entreprises, des importations, des enquêtes et des e-mails conservés, sans retour possible. Les besoins ouverts se ferment, les rendez-vous à venir sont rendus. Les comptes restent. Les agences informées par e-mail gardent leurs e-mails : prévenez-les.
person-erase-do = Effacer définitivement
done-erasing = L’effacement a commencé ; vous voyez ci-dessous quand il est terminé.
event-person-erased = Ce que l’on savait de ses personnes a été effacé
