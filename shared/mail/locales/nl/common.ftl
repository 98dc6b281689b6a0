# Woorden die meer dan één bericht gebruikt.

common-and = en
common-greeting = Beste,
common-greeting-name = Beste { $name },
