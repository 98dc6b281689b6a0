# De gegevens van één persoon, wat die hier ook is.

people-title = Persoonsgegevens
people-lead = Wat van één persoon wordt bewaard: gevonden, geëxporteerd, gewist.
people-q = Adres of naam
people-q-hint = Het volledige e-mailadres, of hele woorden van de naam.
people-find = Zoeken
people-none = Niemand gevonden
people-none-how = Zoek op het volledige adres, of op een andere schrijfwijze van de naam.
people-erased = Er wordt niets meer bewaard
people-erased-on = Alles werd gewist op { $when }.
column-person = Persoon
column-kept = Wat wordt bewaard
column-asked = Gevraagd
column-erased = Wat werd gewist
kept-needs = { $n ->
    [one] { $n } behoefte
   *[other] { $n } behoeften
}
kept-bookings = { $n ->
    [one] { $n } afspraak
   *[other] { $n } afspraken
}
kept-members = { $n ->
    [one] { $n } bedrijf
   *[other] { $n } bedrijven
}
kept-contacts = { $n ->
    [one] { $n } vraag om contact
   *[other] { $n } vragen om contact
}
kept-messages = { $n ->
    [one] { $n } bericht dat wacht
   *[other] { $n } berichten die wachten
}
kept-merges = { $n ->
    [one] { $n } samengevoegde fiche
   *[other] { $n } samengevoegde fiches
}
kept-texts = { $n ->
    [one] { $n } tekst van iemand anders
   *[other] { $n } teksten van anderen
}
erasures-title = Wissingen
erasures-none = Nog niemand heeft een wissing gevraagd.
erasure-done = Klaar op { $when }
erasure-going-on = Bezig
erasure-proof = Bewijs { $id }
person-who = Wie
person-names = Namen
person-emails = Adressen
person-phones = Telefoon
person-needs = Gemelde behoeften
person-bookings = Afspraken
person-members = Bedrijven die deze persoon noemden
person-joined = Bedrijven zoals ze waren voor ze werden samengevoegd
person-contacts = Enquêtes: wil gecontacteerd worden
person-messages = Berichten van programma’s en formulieren van plaatsen die wachten
person-company = Bedrijf
person-kinds = Wat nodig is
person-words = In eigen woorden
person-notes = Nota’s
person-told = Ingelichte agentschappen
person-place = Plaats
person-agency = Agentschap
person-unnamed = Zonder naam
person-export = Exporteren
person-export-what = Alles op deze pagina, voor de persoon die het vraagt.
person-export-json = Downloaden als JSON
person-erase = Alles wissen
person-erase-what = Naam, adres, telefoon, woorden en nota’s verdwijnen uit behoeften, afspraken, bedrijven, imports, enquêtes en bewaarde e-mails, en komen niet terug. Open behoeften worden gesloten, komende afspraken teruggegeven. Aantallen blijven. Agentschappen die per e-mail werden ingelicht houden hun e-mails: verwittig hen.
person-erase-do = Definitief wissen
done-erasing = De wissing is begonnen; hieronder ziet u wanneer ze klaar is.
event-person-erased = Wat over zijn mensen bekend was, werd gewist
