# Cijfers van rondes: lijnen, wie antwoordde, één vraag per deel, een periode, bestanden.
result-each-step = Elke stap van 0 tot 10
result-by-part = Per organisatie en per plaats
result-promoters = Promotors (9 of 10)
result-passives = Passieven (7 of 8)
result-detractors = Criticasters (0 tot 6)

wave-one = Ronde
wave-line = Van ronde tot ronde
wave-line-what = De rondes met dezelfde vragen volgens hun eerste dag, elk met haar 95 %-interval; moeite is een gemiddelde, zonder interval. Ze kunnen op andere plaatsen gevraagd hebben.
wave-line-aim = doel { $aim }
wave-nps = Aanbeveling (NPS)
wave-effort = Moeite (gemiddelde)
wave-spread = Verdeling van de antwoorden
wave-figure = Maat
wave-question-all = Alles samen

answered-and-came = Wie antwoordde, naast wie kwam
answered-and-invited = Wie antwoordde, naast wie uitgenodigd was
answered-what = Waar sommigen minder vaak antwoorden, zeggen de cijfers van allen vooral wat de anderen vinden. Het verschil wordt genoemd waar het zeker is (95 %, tegenover alle anderen samen).
answered-of-came = Van wie kwam
answered-of-invited = Van de genodigden
answered-of-answers = Van de antwoorden
answered-rate = Antwoordden, 95 %-interval
answered-more = antwoordt vaker
answered-less = antwoordt minder vaak
answered-alike = geen zeker verschil

period-title = Resultaten over een periode
period-days = rondes geopend van { $from } tot { $to }
period-from = Geopend vanaf
period-to = Geopend tot en met
period-choose = Tonen
period-what = Al deze rondes samen, volgens wat elk ervan toont: een antwoord dat zijn eigen ronde verbergt, telt ook hier niet mee.
period-empty = Geen ronde met deze vragen opende in die dagen
period-empty-how = Kies andere dagen of andere vragen. Wat elke ronde opleverde, verschijnt hier, de ene na de andere en alle samen.
period-too-many = Hoogstens 20 rondes worden samen getoond: kies een latere eerste dag.

sheet-figures = Cijfers
sheet-shares = Aandelen
sheet-whole = Alles samen
csv-of = van
csv-id = id
csv-name = naam
csv-responses = antwoorden in totaal
csv-eligible = gekomen of uitgenodigd
csv-mean = gemiddelde
csv-distribution = aandelen
