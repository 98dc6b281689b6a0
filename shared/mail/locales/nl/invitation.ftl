# Toegang die de coördinatie gaf.

invitation-subject = Uw toegang tot Permanence
invitation-title = U hebt toegang tot Permanence
invitation-coordinator = Permanence brengt de vragen van ondernemingen, de permanenties van de agentschappen ter plaatse en de tevredenheidsenquêtes samen. U kunt er alles coördineren.
invitation-adviser = Permanence brengt de vragen van ondernemingen en de permanenties van de agentschappen ter plaatse samen. U kunt er de vragen aan { $agency } volgen en beantwoorden.
invitation-host = Permanence brengt de vragen van ondernemingen en de permanenties van de agentschappen ter plaatse samen. U kunt er volgen wat { $place } aangaat: de leden, hun vragen en de permanenties.
invitation-how = Er is geen wachtwoord: u meldt zich telkens aan met een link die naar dit adres wordt gestuurd.
invitation-button = Permanence openen
invitation-until = Deze link is geldig tot en met { $date }.
