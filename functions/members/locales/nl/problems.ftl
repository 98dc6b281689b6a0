# De pagina’s achter de soorten problemen.

problem-proposal-settled-about = Een voorstel dat aanvaard, geweigerd of al gevraagd is, wijzigt niet meer langs deze weg.
problem-member-no-address-about = Een lid wordt per e-mail bevraagd. Vul zonder bekend adres het profiel aan, of spreek het lid tijdens een permanentie.
problem-member-unsubscribed-about = Elk bericht dat steun voorstelt, bevat een link die er met één klik een einde aan maakt. Het lid kan daarop terugkomen op zijn eigen pagina.
problem-member-asked-before-about = Een lid krijgt hoogstens één vraag per maand, hoeveel voorstellen er ook zijn. Meerdere voorstellen worden in één bericht gevraagd.
problem-merge-changed-about = Een samenvoeging kan 30 dagen ongedaan gemaakt worden, zolang de fiche die eruit ontstond bestaat. Is die sindsdien met een andere samengevoegd, maak dan eerst dat ongedaan.
problem-import-not-ready-about = Een import gaat in stappen: het bestand, de kolommen, het nakijken, het schrijven. Elke stap kan pas na de vorige.
