# Aan wie permanentie houdt: het adres van de agenda.

calendar-subject = Uw agenda van permanenties
calendar-title = Uw permanenties in uw agenda
calendar-what = Dit adres toont uw permanenties en wie geboekt heeft: onderneming, naam en bericht. Het werkt zichzelf bij.
calendar-how = Kies in Outlook, Google Agenda of de agenda van uw telefoon ‘abonneren op een agenda’ of ‘via URL’ en plak er het adres in.
calendar-button = Adres van de agenda
calendar-secret = Wie dit adres heeft, kan de agenda lezen: geef het niet door. Is het toch verspreid, vraag dan een nieuw aan de coördinatie; het oude toont dan niets meer.
