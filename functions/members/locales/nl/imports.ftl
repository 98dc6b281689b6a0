# Lijsten van leden, geïmporteerd.

import-title = Een lijst importeren
import-lead = CSV of Excel, zoals u het hebt: u kijkt na voor er iets geschreven wordt, en kunt alles 30 dagen lang ongedaan maken.
import-new = Nieuw bestand
import-location = Plaats
import-location-hint = Die van de ondernemingen waarvan de rij geen plaats noemt.
import-file = Bestand
import-file-hint = CSV of XLSX, hoogstens 4 MB; een rij noemt de kolommen; een titel erboven wordt overgeslagen.
import-upload = Bestand versturen
import-no-location = Kies de plaats.
import-no-file = Kies een bestand.
import-file-is-empty = Dit bestand is leeg. Kies een ander.
import-refused = { $n ->
    [one] Het bestand is niet ontvangen: één veld moet u verbeteren
   *[other] Het bestand is niet ontvangen: { $n } velden moet u verbeteren
}
import-file-again = Kies het bestand opnieuw: de browser onthoudt het niet.
import-failed-format = Dit bestand is geen CSV-tabel en geen Excel-werkmap. Bewaar het als CSV of XLSX.
import-failed-empty = Dit bestand heeft geen rij onder de kolomtitels.
import-failed-rows = Meer dan 50 000 rijen. Splits het bestand.
import-failed-columns = Meer dan 100 kolommen. Houd de kolommen die tellen.
import-failed-unpacked = Deze werkmap pakt uit tot te veel gegevens. Bewaar het blad als CSV.
import-failed-erased = Er ontbraken delen van dit bestand toen iemands gegevens werden gewist; het is niet bewaard. Laad het opnieuw op.
imports-title = De laatste 30 dagen
import-name = Bestand
import-unnamed = Lijst zonder naam
import-uploading = bestand onvolledig
import-mapping = kolommen na te kijken
import-checking = rijen worden bekeken
import-checked = nagekeken, nog niet geschreven
import-running = wordt geschreven
import-done = geschreven
import-undoing = wordt ongedaan gemaakt
import-undone = ongedaan gemaakt
import-failed = onleesbaar
import-progress = { $done } van { $n } rijen
import-leave = U kunt deze pagina verlaten: het werk gaat door.
import-again = Kijken hoever het is
row-new = nieuw
row-changed = te wijzigen
row-same = zonder wijziging
row-doubtful = twijfelachtig
row-bad = te verbeteren
row-new-done = toegevoegd
row-changed-done = gewijzigd
row-same-done = zonder wijziging
row-decided-done = twijfelachtig, geschreven
row-doubtful-done = twijfelachtig, overgeslagen
row-bad-done = te verbeteren, overgeslagen
row-written = geschreven
row-taken-back = ongedaan gemaakt
row-kept = zo gelaten
import-run-what = { $n ->
    [one] { $n } fiche wordt geschreven.
   *[other] { $n } fiches worden geschreven.
} Twijfelachtige rijen zonder beslissing en te verbeteren rijen worden overgeslagen.
import-run = Importeren
import-undo-what = Ongedaan maken: nieuwe fiches verdwijnen, andere worden weer zoals voorheen. Wat iemand sindsdien wijzigde, blijft.
import-undo = Alles ongedaan maken
import-doubtful = Twijfelachtige rijen
import-doubtful-what = Zeg wat elke rij is: zonder beslissing wordt ze overgeslagen.
import-decided = Te schrijven: { $written }; over te slaan: { $left }; zonder beslissing: { $n }.
import-decided-then = Geschreven: { $written }; overgeslagen: { $left }; zonder beslissing: { $n }, ook overgeslagen.
import-doubtful-row = Rij { $n }: { $name }
import-doubtful-see = { $name } bekijken zoals het nu is
import-decide = Beslissingen bewaren
import-no-member = Er is geen zo’n lid op een plaats van u. Kies een ander.
doubt-twice = Deze onderneming staat al in rij { $n }.
doubt-elsewhere = Deze onderneming is gekend op een andere plaats. Als het die is, verhuist ze hierheen.
doubt-of-others = Een lid van een andere plaats lijkt deze onderneming te zijn: vraag het de coördinatie.
doubt-other-mail = Een lid met deze naam is hier al, met een ander e-mailadres.
doubt-alike = Misschien is het een gekend lid.
decision-member = Het is { $name }, { $place }: wat de rij zegt, wordt daar toegevoegd
decision-new = Een nieuw lid
decision-left-out = Overslaan
done-decided = Uw beslissingen zijn bewaard.
import-changed = Rijen die een fiche wijzigen
import-changes = Wat wijzigt
import-change = { $field }: { $before } → { $after }
import-was-unknown = onbekend
import-changes-none = Niets meer: de fiche wijzigde intussen.
import-changed-none = Geen van rij { $from } tot rij { $to }.
import-added = Rijen die een lid toevoegen
import-added-first = De eerste { $n } van { $of }.
import-says = Wat er staat
import-bad = Te verbeteren rijen
import-bad-more = Er zijn er nog.
import-bad-file = Alle in een bestand om te verbeteren (CSV)
import-row = Rij
import-cell = Cel
import-what-to-do = Wat te doen
import-bad-row = Rij { $n }: { $what }
import-heading = De koppen staan in een andere rij
import-heading-what = De kolommen worden opnieuw gelezen volgens de gekozen rij. Wat erboven staat, valt weg; laad het bestand opnieuw op om het terug te krijgen.
import-heading-row = Rij met de koppen
import-heading-take = Deze rij nemen
import-no-heading = Kies een van de eerste twintig rijen die niet leeg is.
import-columns = Kolommen
import-columns-what = Wat elke kolom bevat. Zonder keuze wordt ze overgeslagen. Onthouden voor deze plaats.
import-unused = Kolommen die niet gelezen worden: { $columns }. Kies wat ze bevatten, of laat ze zo.
import-column-n = Kolom { $n }
import-column-left = Overslaan
import-check = Rijen nakijken
import-no-name = Geen kolom is de naam van de onderneming. Kies ‘Naam’ voor één ervan.
import-kept = Zo gelaten
import-kept-what = Sinds de import wijzigde iemand ze; of ze zijn nieuw en er gebeurde iets mee: een behoefte, een afspraak, een voorstel dat voorgelegd of opzijgelegd werd.
import-kept-row = rij { $n }
import-kept-more = { $n ->
    [one] En nog { $n } die niet in de lijst staat.
   *[other] En nog { $n } die niet in de lijst staan.
}
done-heading = De kolommen zijn die van de gekozen rij. Kijk ze na.
done-import = Het is onderweg.
problem-import-not-ready = Niet in dit stadium
problem-import-not-ready-detail = De import is daarvoor niet in het juiste stadium. Laad ze opnieuw om te zien hoever ze is.
