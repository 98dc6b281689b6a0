# À une personne qui tient des permanences : l’adresse de son agenda.

calendar-subject = Votre agenda de permanences
calendar-title = Vos permanences dans votre agenda
calendar-what = Cette adresse montre vos permanences et qui a réservé : entreprise, nom et message. Elle se met à jour d’elle-même.
calendar-how = Dans Outlook, Google Agenda ou l’agenda de votre téléphone, choisissez « s’abonner à un agenda » ou « à partir d’une URL » et collez-y l’adresse.
calendar-button = Adresse de l’agenda
calendar-secret = Qui a cette adresse peut lire l’agenda : ne la transmettez pas. Si elle s’est répandue, demandez-en une nouvelle à la coordination ; l’ancienne ne montrera plus rien.
