# Nieuwe link.

link-subject = Uw nieuwe link
link-title = Dit is uw nieuwe link
link-agency = Er is een nieuwe link gevraagd om de vraag van { $company } te beantwoorden.
link-member = Er is een nieuwe link gevraagd naar de pagina van uw vraag.
link-needs = Het gaat om: { $needs }.
link-agency-button = De vraag beantwoorden
link-member-button = Bekijken hoe het met mijn vraag staat
link-old = Links die eerder werden verstuurd, werken niet meer.
