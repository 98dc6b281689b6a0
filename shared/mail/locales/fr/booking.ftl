# Au membre : son rendez-vous.

booking-made = Votre rendez-vous est réservé
booking-made-text = { $agency } vous attend. Le rendez-vous est joint pour votre agenda.
booking-moved = Votre rendez-vous est déplacé
booking-moved-text = Voici la nouvelle heure. L’ancienne n’est plus réservée.
booking-carried = Votre rendez-vous change d’heure ou de lieu
booking-carried-text = { $agency } a déplacé sa permanence, et votre rendez-vous avec elle. Si cela ne vous convient pas, choisissez une autre heure ou annulez.
booking-cancelled = Votre rendez-vous est annulé
booking-cancelled-text = La place est de nouveau libre pour d’autres.
booking-lost = Votre rendez-vous ne peut pas avoir lieu
booking-lost-text = { $agency } ne tient pas cette permanence comme prévu. Nous en sommes désolés : choisissez une autre heure.
booking-waiting = Vous êtes sur la liste d’attente
booking-waiting-text = Dès qu’une place se libère à cette heure, nous vous la proposons par e-mail.
booking-queue-left = Vous n’êtes plus sur la liste d’attente
booking-queue-left-text = Votre place sur cette liste est annulée. Rien n’est réservé pour vous à cette heure.
booking-queue-lost = Votre liste d’attente a pris fin
booking-queue-lost-text = { $agency } ne tient pas cette permanence comme prévu : aucune place ne peut se libérer à cette heure. Choisissez une autre heure.
booking-queue-carried = La permanence que vous attendez a changé
booking-queue-carried-text = Vous restez sur la liste d’attente. Voici où en est la permanence de { $agency }.
booking-queue-ended = Aucune place ne s’est libérée pour vous
booking-queue-ended-text = L’heure que vous attendiez est arrivée, et votre place sur la liste d’attente prend fin. Choisissez une autre heure.
booking-offered = Une place s’est libérée pour vous
booking-offered-text = Elle est gardée pour vous jusqu’au { $until }. Confirmez-la sur la page ci-dessous ; ensuite, elle va à la personne suivante.
booking-lapsed = La place gardée pour vous est passée à d’autres
booking-lapsed-text = Elle n’a pas été confirmée à temps. Vous pouvez choisir une autre heure.
booking-reminder = Rappel : votre rendez-vous du { $date }
booking-reminder-text = { $agency } vous attend. Si vous ne pouvez pas venir, annulez maintenant : quelqu’un d’autre prendra la place.
booking-link = Le nouveau lien de votre rendez-vous
booking-link-text = Voici le lien que vous avez demandé. Les liens précédents ne fonctionnent plus.
booking-when = Quand
booking-when-value = { $date }, de { $from } à { $to }
booking-where = Où
booking-room = Salle
booking-with = Avec
booking-about = Sujet
booking-button = Voir, déplacer ou annuler
booking-button-queue = Voir ou quitter la liste d’attente
booking-button-offer = Confirmer la place
booking-button-again = Choisir une autre heure
booking-until = Vous pouvez déplacer ou annuler jusqu’au { $until }.
booking-not-you = Vous n’avez rien réservé ? Annulez sur cette page : vos données n’iront pas plus loin.
booking-others = Prochaines heures libres
booking-others-item = { $date } à { $from }, { $place }

# À l’agence.

booking-agency-made = Nouveau rendez-vous : { $company }, { $date }
booking-agency-moved = Rendez-vous déplacé : { $company }, { $date }
booking-agency-cancelled = Rendez-vous annulé : { $company }, { $date }
booking-agency-made-text = Quelqu’un a réservé une place à votre permanence.
booking-agency-moved-text = Le rendez-vous a lieu à cette nouvelle heure.
booking-agency-cancelled-text = La place est de nouveau libre.
booking-agency-company = Entreprise
booking-agency-contact = Personne
booking-agency-note = Message
booking-agency-someone = quelqu’un
