# A page per kind of need; what services say; the feed.
help-title = { $need }: hulp in Brussel
help-lead = { $n ->
    [0] Geen openbare dienst biedt dit vandaag; meld uw behoefte.
    [one] Eén openbare dienst helpt hiermee. Het agentschap antwoordt binnen hoogstens { $days } werkdagen.
   *[other] { $n } openbare diensten helpen hiermee. Het agentschap antwoordt binnen hoogstens { $days } werkdagen.
}
help-who = Wie helpt
help-none = Vandaag geen dienst.
help-none-how = Meld uw behoefte: de coördinatie zoekt wie u kan antwoorden.
help-next = Volgende permanenties
help-next-none = Geen permanentie hierover in de komende vier weken.
help-next-none-how = Ze verschijnen hier zodra een agentschap er publiceert. Meld intussen uw behoefte.
help-near = Wie is bij u in de buurt, op de kaart
help-beside = Verwante behoeften
help-state = Deze behoefte melden
service-price = Prijs
service-free = gratis
service-price-unknown = niet vermeld: het agentschap zegt het vooraf
service-page = Officiële pagina
service-open-to-all = zonder andere voorwaarde
service-when = Indien: { $conditions }.
service-ended-on = Wie helpt vandaag:
agency-book = De volgende keer reserveren
feed-title = Permanence: nieuwe permanenties
feed-entry = { $agency } in { $place }, de eerste keer op { $day }
feed-link = De nieuwe permanenties volgen (Atom)
place-kit = Alles voor uw plaats: kaders, affiches, scherm
