# The work list.
todo-work = The whole work list
work-title = Work list
work-lead = What needs a person, the most urgent first.
work-what = What, why
work-until = Until
work-empty = The work list is empty.
work-empty-how = Needs go their way. What asks for a decision comes here: to triage, without news, an address that refuses mails, a permanence without an adviser.
work-empty-host = Nothing is asked of you. The needs of your place go their way; your lists of members that wait for a decision come here.
work-count = { $n ->
    [one] One line: that is the whole list.
   *[other] { $n } lines: that is the whole list.
}
work-proposed = Needs that were found wait for members to be asked
work-now = to do
work-late = late
work-soon = today
work-later = later
work-triage = { $company }: to triage
work-silent = Nobody says what came of { $company } at { $agency }
work-silent-why = questions without an answer, or nobody was in touch with the member
work-address = The address of { $agency } refuses mails ({ $company })
work-address-why = correct the address, or ask another agency
work-answer = { $company } awaits your answer
work-answer-why = say whether you take the request on
work-report = { $company }: meet the company and say what came of it
work-report-why = you took the request on
work-session = { $agency } at { $place }, { $when }: no adviser any more
work-sessions = { $agency }, { $n } sessions from { $place }, { $when } on: no adviser any more
work-session-why = { $booked ->
    [0] no appointments
    [one] one appointment
   *[other] { $booked } appointments
}
work-do-triage = Triage
work-do-remind = Remind
work-do-close = Close
work-do-another = Another agency
work-do-address = Correct the address
work-do-answer = Answer
work-do-report = Report
work-do-resend = Send again
work-do-repair = Repair
work-do-open = Open
work-import = Your list { $name }
work-import-uploading = parts of the file are missing
work-import-mapping = say which column holds what
work-import-failed = the file could not be read: send it again
work-import-checked = { $rows } rows to write, { $doubtful } to decide, { $bad } that can’t be read: decide, then run the import
work-do-continue = Go on
work-keys = By keyboard: j or arrow down, next line; k or arrow up, previous line; Enter, act; u, undo what was just done.
work-keys-off = Switch the keys off
work-keys-on = Switch the keys on
work-no-undo = Nothing to undo here: what was just done can’t be taken back.
work-mend-colleague = Give it to { $who }
work-mend-time = Move it: { $when }
work-mend-place = Hold it at { $place }, by { $who }
work-appointments = Appointments: { $told }
work-no-appointment = none
work-stay = { $n ->
    [one] { $n } stays
   *[other] { $n } stay
}
work-moved = { $n ->
    [one] { $n } moves
   *[other] { $n } move
}
work-lost = { $n } cancelled
work-do-other = Something else
work-done-repaired = The session has somebody again. Those with an appointment are told where something changes for them.
work-done-reminded = The reminder leaves at once: it can’t be taken back.
work-undo = Undo this move
work-message = A message by { $tool } at { $place }
work-message-refused = it is not complete: put it right, and it is taken in
work-message-waiting = its source is not switched on: say what its answers are
work-tool-standard-webhooks = the place’s program
work-tool-typeform = Typeform
work-tool-tally = Tally
work-tool-jotform = Jotform
work-tool-cobot = Cobot
work-tool-nexudus = Nexudus
work-do-correct = Put it right
work-do-settle = Settle
work-alert = Below its aim: { $about }
work-alert-why = the survey says so; say what is done
work-contact = Somebody asks to be contacted about the survey
work-contact-why = write to them, then take them off the list
work-contact-soon = Somebody who is not satisfied asks to be contacted
work-suggestion = A suggestion is due
work-suggestion-why = done, or not: answer it in public
work-do-alert = Say what is done
work-do-contact = Contact
work-do-suggestion = Answer

work-place = Wake { $place }
work-place-why = Nothing has happened there for 90 days: no permanence, or nobody used it.
work-do-wake = See what helped elsewhere
work-facts = To be checked in the directory: { $about }
work-facts-why = say whether it is still true, or change it
work-do-facts = Check
mail-entry-ending = step of the end of an entry of the directory
mail-entry-follow = the appointments of a place follow the days off
mail-entry-of = the directory
