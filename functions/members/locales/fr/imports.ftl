# Listes de membres, importées.

import-title = Importer une liste
import-lead = CSV ou Excel, comme vous l’avez : vous vérifiez avant que rien ne soit écrit, et pouvez tout annuler pendant 30 jours.
import-new = Nouveau fichier
import-location = Lieu
import-location-hint = Celui des entreprises dont la ligne ne nomme aucun lieu.
import-file = Fichier
import-file-hint = CSV ou XLSX, 4 Mo au plus ; une ligne nomme les colonnes ; un titre au-dessus est passé.
import-upload = Envoyer le fichier
import-no-location = Choisissez le lieu.
import-no-file = Choisissez un fichier.
import-file-is-empty = Ce fichier est vide. Choisissez-en un autre.
import-refused = { $n ->
    [one] Le fichier n’est pas reçu : un champ est à corriger
   *[other] Le fichier n’est pas reçu : { $n } champs sont à corriger
}
import-file-again = Choisissez de nouveau le fichier : le navigateur ne le garde pas.
import-failed-format = Ce fichier n’est ni un tableau CSV ni un classeur Excel. Enregistrez-le comme CSV ou XLSX.
import-failed-empty = Ce fichier n’a aucune ligne sous les titres des colonnes.
import-failed-rows = Plus de 50 000 lignes. Partagez le fichier.
import-failed-columns = Plus de 100 colonnes. Gardez celles qui comptent.
import-failed-unpacked = Ce classeur se déploie en trop de données. Enregistrez la feuille comme CSV.
import-failed-erased = Il manquait des parties de ce fichier lorsque les données d’une personne ont été effacées ; il n’a pas été gardé. Envoyez-le de nouveau.
imports-title = Les 30 derniers jours
import-name = Fichier
import-unnamed = Liste sans nom
import-uploading = fichier incomplet
import-mapping = colonnes à vérifier
import-checking = lecture des lignes
import-checked = vérifiée, pas encore écrite
import-running = écriture en cours
import-done = écrite
import-undoing = annulation en cours
import-undone = annulée
import-failed = illisible
import-progress = { $done } lignes sur { $n }
import-leave = Vous pouvez quitter cette page : le travail continue.
import-again = Voir où il en est
row-new = nouveaux
row-changed = à modifier
row-same = sans changement
row-doubtful = douteuses
row-bad = à corriger
row-new-done = ajoutés
row-changed-done = modifiés
row-same-done = sans changement
row-decided-done = douteuses, écrites
row-doubtful-done = douteuses, laissées
row-bad-done = à corriger, laissées
row-written = écrites
row-taken-back = annulées
row-kept = laissées telles quelles
import-run-what = { $n ->
    [one] { $n } fiche sera écrite.
   *[other] { $n } fiches seront écrites.
} Les lignes douteuses sans décision et celles à corriger sont laissées.
import-run = Importer
import-undo-what = Annuler : les fiches nouvelles disparaissent, les autres redeviennent comme avant. Ce que quelqu’un a changé depuis reste.
import-undo = Tout annuler
import-doubtful = Lignes douteuses
import-doubtful-what = Dites ce qu’est chacune : sans décision, elle est laissée.
import-decided = À écrire : { $written } ; à laisser : { $left } ; sans décision : { $n }.
import-decided-then = Écrites : { $written } ; laissées : { $left } ; sans décision : { $n }, laissées aussi.
import-doubtful-row = Ligne { $n } : { $name }
import-doubtful-see = Voir { $name } tel qu’il est
import-decide = Enregistrer les décisions
import-no-member = Il n’y a pas de tel membre dans un lieu qui est le vôtre. Choisissez-en un autre.
doubt-twice = Cette entreprise figure déjà à la ligne { $n }.
doubt-elsewhere = Cette entreprise est connue dans un autre lieu. Si c’est elle, elle déménage ici.
doubt-of-others = Un membre d’un autre lieu semble être cette entreprise : demandez à la coordination.
doubt-other-mail = Un membre de ce nom est déjà ici, avec une autre adresse e-mail.
doubt-alike = C’est peut-être un membre connu.
decision-member = C’est { $name }, { $place } : ce que dit la ligne y est ajouté
decision-new = Un nouveau membre
decision-left-out = Laisser
done-decided = Vos décisions sont retenues.
import-changed = Lignes qui modifient une fiche
import-changes = Ce qui change
import-change = { $field } : { $before } → { $after }
import-was-unknown = inconnu
import-changes-none = Plus rien : la fiche a changé entre-temps.
import-changed-none = Aucune de la ligne { $from } à la ligne { $to }.
import-added = Lignes qui ajoutent un membre
import-added-first = Les { $n } premières sur { $of }.
import-says = Ce qu’elle dit
import-bad = Lignes à corriger
import-bad-more = Il y en a d’autres.
import-bad-file = Toutes dans un fichier à corriger (CSV)
import-row = Ligne
import-cell = Cellule
import-what-to-do = Que faire
import-bad-row = Ligne { $n } : { $what }
import-heading = Les en-têtes sont dans une autre ligne
import-heading-what = Les colonnes sont relues d’après la ligne choisie. Ce qui se trouve au-dessus est laissé de côté ; pour le retrouver, envoyez le fichier à nouveau.
import-heading-row = Ligne des en-têtes
import-heading-take = Prendre cette ligne
import-no-heading = Choisissez une des vingt premières lignes qui ne soit pas vide.
import-columns = Colonnes
import-columns-what = Ce que chaque colonne contient. Sans choix, elle est laissée. Retenu pour ce lieu.
import-unused = Colonnes qui ne seront pas lues : { $columns }. Choisissez ce qu’elles contiennent, ou laissez-les.
import-column-n = Colonne { $n }
import-column-left = Laisser de côté
import-check = Vérifier les lignes
import-no-name = Aucune colonne n’est le nom de l’entreprise. Choisissez « Nom » pour l’une d’elles.
import-kept = Laissées telles quelles
import-kept-what = Depuis l’importation, quelqu’un les a changées ; ou elles sont nouvelles et il s’est passé quelque chose : un besoin, un rendez-vous, une proposition envoyée ou écartée.
import-kept-row = ligne { $n }
import-kept-more = { $n ->
    [one] Et { $n } autre, qui n’est pas dans la liste.
   *[other] Et { $n } autres, qui ne sont pas dans la liste.
}
done-heading = Les colonnes sont celles de la ligne choisie. Vérifiez-les.
done-import = C’est en route.
problem-import-not-ready = Pas à ce stade
problem-import-not-ready-detail = L’importation n’est pas au bon stade pour cela. Rechargez-la pour voir où elle en est.
