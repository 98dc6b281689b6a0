# Waarmee een lid akkoord gaat dat een vraag deelt. De zinnen van een versie veranderen niet meer: een andere zin is een andere versie.
agreed-2026-11 = Ik ga ermee akkoord dat mijn vraag en mijn contactgegevens worden doorgegeven aan de agentschappen die mij kunnen helpen.
agreed-2026-11-for = Het lid ging ermee akkoord dat zijn vraag en zijn contactgegevens worden doorgegeven aan de agentschappen die kunnen helpen.
agreed-2026-11-yes = Door ja te zeggen, aanvaardt u dat uw vraag, uw naam en uw adres gaan naar: { $agencies }.
agreed-told = { $day }: “{ $words }” (tekst { $version })
