# Aan een agentschap dat één mail per dag verkiest.

digest-title = { $n ->
    [one] Een onderneming vraagt uw hulp
   *[other] { $n } ondernemingen vragen uw hulp
}
digest-intro = Elke vraag heeft een eigen pagina: wat er gevraagd wordt, door wie, en waar u antwoordt.
digest-since = Gevraagd sinds
digest-by = Antwoord verwacht tegen
digest-button = Antwoorden aan { $company }
digest-why = Vragen worden in één mail per dag gemeld. Wat dringend is, wordt nog altijd meteen gemeld. Om dat te veranderen, schrijft u naar de coördinatie.
