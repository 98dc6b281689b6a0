# To the coordination, in the morning.

morning-title = What waits this morning
morning-first = The most urgent first
morning-triage = { $company } ({ $place }): to triage, by { $date }
morning-silent = { $company } ({ $place }): nobody says what came of it at { $agency }, by { $date }
morning-address = { $company } ({ $place }): the address of { $agency } refuses mails, by { $date }
morning-mail = a message that did not arrive, of { $date }
morning-mail-agency = a message to { $agency } that did not arrive, of { $date }
morning-appointments = { $agency } ({ $place }): nobody is there on { $date }, and { $n ->
    [one] { $n } appointment is booked
   *[other] { $n } appointments are booked
}
morning-session = { $agency } ({ $place }): nobody is there on { $date }
morning-sessions = { $agency } ({ $place }): nobody is there from { $date } on
morning-message = { $place }: a message of its program or form waits, by { $date }
morning-place = { $place } has fallen dormant: by { $date }
morning-more = There is more.
morning-button = Open the work list
morning-small = One message a working day, only when something waits.
morning-alert = A question of the survey is below its aim, by { $date }
morning-alert-agency = { $agency } is below its aim in the survey, by { $date }
morning-alert-place = { $place } is below its aim in the survey, by { $date }
morning-contact = Somebody asks to be contacted about the survey, by { $date }
morning-suggestion = A suggestion is due, by { $date }
morning-plan = The rota of the next quarter is proposed: look at it by { $date }
morning-closing = { $agency } ({ $place }): the place is closed on { $date }
morning-surge = { $place }: more needs than { $agency } can serve in time, by { $date }
morning-facts = Facts of the directory are to be checked, by { $date }
