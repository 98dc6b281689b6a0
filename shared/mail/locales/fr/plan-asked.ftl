# À une agence : sa part d’un planning proposé.

plan-asked-title = Vos permanences proposées : d’accord ?
plan-asked-what = La coordination prépare le planning du { $from } au { $to }. Voici ce qu’il prévoit pour { $agency } ; rien n’est encore publié.
plan-asked-new = Ce qui changerait
plan-asked-ends = Ce qui n’aurait plus lieu
plan-asked-ends-how = Si quelque chose de ce qui s’arrête doit rester, écrivez-le à la coordination : son adresse est sur la page du lien. Rien ne s’arrête avant la publication.
plan-asked-same = Pour vous, rien ne changerait.
plan-asked-series = { $place }, à partir du { $date }, { $time }, { $n ->
    [one] une séance
   *[other] { $n } séances
}
plan-asked-was = aujourd’hui : { $today }
plan-asked-by = Merci de répondre au plus tard le { $by }.
plan-asked-how = Dites pour chaque permanence oui, non avec la raison, ou un autre moment ; et d’un seul geste oui à tout le reste. Chaque réponse change la proposition.
plan-asked-button = Voir et répondre
plan-asked-small = Le lien est le vôtre et ne demande pas de compte. Il vaut jusqu’à la publication.
