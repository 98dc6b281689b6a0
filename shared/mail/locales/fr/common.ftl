# Mots communs à plusieurs messages.

common-and = et
common-greeting = Bonjour,
common-greeting-name = Bonjour { $name },
