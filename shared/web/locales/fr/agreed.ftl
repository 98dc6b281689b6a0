# À quoi un membre consent en partageant une demande. Les phrases d’une version ne changent plus : une autre phrase est une autre version.
agreed-2026-11 = J’accepte que ma demande et mes coordonnées soient transmises aux agences qui peuvent m’aider.
agreed-2026-11-for = Le membre a accepté que sa demande et ses coordonnées soient transmises aux agences qui peuvent l’aider.
agreed-2026-11-yes = En disant oui, vous acceptez que votre demande, votre nom et votre adresse aillent à : { $agencies }.
agreed-told = { $day } : « { $words } » (texte { $version })
