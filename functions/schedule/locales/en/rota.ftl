# What does not go together, the advisers, the grid.
problem-clash = Does not go with the rest of the schedule
problem-clash-about = Office hours are not saved if they can’t take place: one person at two places, two agencies in one room, more office hours at once than the place has desks. The answer says at each field what they clash with. The rest (too short a way, opening hours, availability, languages) is reported and left to your judgement.
problem-adviser-in-use = Still planned in office hours
problem-adviser-in-use-detail = { $n ->
    [one] Office hours to come count on this person: { $by }. Take them out of these first.
   *[other] { $n } office hours to come count on this person: { $by }. Take them out of these first.
}
problem-adviser-in-use-about = Somebody whom office hours to come still name is neither deleted nor moved to another agency: those office hours would have nobody. The answer names them in “used_by”.

week-form = Write a week as 2026-W48.
week-gap-other = aim not met
gap-said = { $aim }: { $reason }
aim-weekly = core places, each week
aim-fortnightly = adjacent places, every two weeks
aim-monthly = other places, each month
aim-quarterly = recognised coworking spaces, hub.brussels each quarter
gap-nothing = nothing is planned
gap-only-drafts = only a draft is planned
gap-cancelled = what was planned does not take place ({ $reason })
coverage-title = Coverage: who comes where, against the aim
coverage-of = { $met } of { $of }
gaps-weekly = To be filled in the week
gaps-fortnightly = Nobody in two weeks
gaps-monthly = Nobody this month (or on demand)
gaps-quarterly = Session of the quarter still owed
clash-hard = impossible
clash-soft = to look at
clash-days-more = { $days } and { $n ->
    [one] one more day
   *[other] { $n } more days
}
warnings-series = What does not go together, in the sessions to come
warnings-week = What does not go together in the week
chip-move = move
move-title = Move a session
move-lead = Planned { $at }.
move-do = Move the session
cancel-one = Cancel this session
move-place = To another place, with those that follow
move-back = Back to the week
done-moved = The session is moved.
done-cancelled = The session is cancelled; who had an appointment is told.

proposed-rotas = Proposed rotas
unattended-title = Sessions without an adviser
unattended-lead = Of the coming 92 days: nobody of those named is available. They can't be booked any more; what becomes of them is for you to decide, and who has an appointment is told.
unattended-none = Somebody is at every session.
unattended-none-how = A session stands here when its advisers are away, busy by their calendar, or gone.
unattended-when = When
unattended-booked = Appointments
unattended-do = What to do
unattended-whole = the whole session
unattended-part = a part of the session
unattended-n = { $n ->
    [0] none
    [one] 1 appointment
   *[other] { $n } appointments
}
unattended-move = Move or cancel
unattended-other = Name somebody else
field-advisers = Advisers
field-advisers-hint = Nobody ticked: not said yet. Clashes of people show once somebody is named.

advisers-title = Advisers
advisers-lead = { $n ->
    [0] Nobody yet
    [one] One person holds office hours
   *[other] { $n } people hold office hours
}
advisers-none = Nobody is entered yet.
advisers-none-how = Add who holds the office hours: the schedule then tells who would have to be at two places at once.
adviser-new = New adviser
adviser-create = Add this adviser
adviser-purpose = These data serve to plan office hours and to show bookings in their calendar. They disappear when the person is removed.
adviser-name = Name
adviser-email = E-mail address
adviser-email-hint = The address of their calendar is sent there, and what changes of their sessions.
adviser-languages = Languages spoken
adviser-half-days = Available
adviser-half-days-hint = Nothing ticked: every day.
adviser-always = every day
adviser-most = { $n ->
    [one] office hours once a week at most
   *[other] office hours { $n } times a week at most
}
adviser-max = Office hours a week, at most
adviser-max-hint = Empty: no limit.
adviser-notices = Sessions change, bookings come in: how to be told?
adviser-notices-hint = A session that is moved, cancelled or new, an appointment made or given back: a mail says so, with what fits into the calendar.
notices-at_once = At once, a mail each time
notices-daily = Once a day, on the next working morning
notices-none = Not at all
adviser-absence = Next absence
adviser-absences = Absences
adviser-absences-hint = Untick an absence to remove it. No reason is asked for.
adviser-absence-kept = { $from } to { $to }
adviser-absence-from = New absence: first day
adviser-absence-to = Last day
adviser-delete = Remove this adviser
adviser-delete-title = Remove this adviser?
adviser-delete-consequence = Name, address, availability and absences are erased. This is final.
adviser-delete-back = Back to the entry
half-am = morning
half-pm = afternoon
done-adviser-created = The adviser is added.
done-adviser-saved = The entry is saved.
adviser-affected = { $n ->
    [one] 1 appointment is affected: nobody is there at that time.
   *[other] { $n } appointments are affected: nobody is there at those times.
}
adviser-affected-day = See the first of these days
done-adviser-deleted = The adviser is removed.

adviser-calendar = Calendar to follow
adviser-calendar-about = This address shows their office hours and who booked, in Outlook, Google Calendar or a phone. Whoever has it can read the calendar.
adviser-calendar-send = Send the address by e-mail
adviser-calendar-renew = Make a new address
adviser-calendar-renew-hint = The new address replaces the old one, which then shows nothing.
adviser-busy = When this person is busy
adviser-busy-none = Nothing is known of their own calendar.
adviser-busy-kept = { $n ->
    [one] One busy time is known, until { $day }.
   *[other] { $n } busy times are known, until { $day }.
}
adviser-busy-file = Calendar file (.ics)
adviser-busy-hint = From Outlook, Google or Apple, 4 MiB at most. Only the busy hours of the coming 400 days are kept; they replace those before.
adviser-busy-save = Take over the busy hours
adviser-busy-forget = Forget these hours
adviser-busy-no-file = Choose a calendar file (.ics).
done-calendar-sent = The address of the calendar leaves by e-mail.
done-calendar-renewed = The calendar has a new address. The old one shows nothing any more.
done-busy-saved = The busy hours are taken over.
done-busy-forgotten = The busy hours are forgotten.
