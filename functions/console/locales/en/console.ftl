# Signing in.
sign-in-title = Sign in
sign-in-lead = Without a password: you get a link by e-mail.
sign-in-card = Get a link
sign-in-email-hint = The address that received your invitation.
sign-in-send = Send me a link
sign-in-who = For the coordinator, the advisers of the agencies and the hosts of places. Companies need no account.
sent-title = Look in your mailbox
sent-lead = If this address is known, a link is on its way.
sent-known = The link works once, for 30 minutes. Open it on the device that you want to work on.
sent-nothing = Nothing after a few minutes? Look in your junk mail, check the address, or ask the coordinator to invite you.
sent-again = Ask for another link
sent-demo = Open the demonstration mailbox
enter-title = Sign in
enter-lead = This link is that of { $name }.
enter-whose = Whose link this is
enter-button = Sign in
enter-once = The link works only once. You stay signed in on this device for 12 hours.
enter-useless = This link does not work
enter-over = It was used already, it is too old (30 minutes, or 7 days for an invitation), or the access has ended. Ask for a new link: it arrives within seconds.
enter-unreadable = It is incomplete or was changed. Copy the whole link from the e-mail, or ask for a new one.
enter-new = Ask for a new link
done-signed-out = Your session is closed.

# Today.
today-title = Today
lead-closed = closed: { $why }
lead-sessions = { $n ->
    [0] no session under way or to come
    [one] { $n } session under way or to come
   *[other] { $n } sessions under way or to come
}
lead-holidays = { $n ->
    [0] no public holiday this quarter
    [one] { $n } public holiday this quarter
   *[other] { $n } public holidays this quarter
}
figure-triage = { $n ->
    [one] need to triage
   *[other] needs to triage
}
figure-triage-since = { $n ->
    [one] need to triage,
   *[other] needs to triage, the oldest
}{ $days ->
    [0] {""} arrived today
    [one] {""} since yesterday
   *[other] {""} for { $days } days
}
figure-late = { $n ->
    [one] referral unanswered past its date
   *[other] referrals unanswered past their date
}
figure-gaps = { $n ->
    [one] place without office hours { $week }
   *[other] places without office hours { $week }
}
figure-satisfied = satisfied in the running survey (n = { $n }, { $low } to { $high })
figure-few-answers = satisfaction: fewer than 5 answers to the running survey, nothing is shown
figure-no-survey = satisfaction: no survey is running
figure-answer = { $n ->
    [one] request that awaits your answer
   *[other] requests that await your answer
}
figure-report = { $n ->
    [one] accepted request, outcome to be reported
   *[other] accepted requests, outcome to be reported
}
figure-sessions = { $n ->
    [one] session { $week }
   *[other] sessions { $week }
}
figure-host-triage = { $n ->
    [one] need with the coordinator
   *[other] needs with the coordinator
}
figure-host-referred = { $n ->
    [one] need that awaits an agency
   *[other] needs that await an agency
}
figure-host-progress = { $n ->
    [one] need followed by an agency
   *[other] needs followed by an agency
}
unattended-warning = { $n ->
    [one] At one session to come no adviser is available
   *[other] At { $n } sessions to come no adviser is available
} ({ $booked ->
    [0] no appointments
    [one] 1 appointment
   *[other] { $booked } appointments
}).
unattended-look = Decide what becomes of them
todo-title = To do
todo-title-host = Open needs
todo-empty = Nothing is waiting.
todo-empty-how = Needs to triage, unanswered referrals and undelivered e-mails come here. A need arrives by the form, from a place or from a program.
todo-empty-how-adviser = Requests that await your answer or an outcome come here. Each is also sent to you by e-mail.
todo-empty-how-host = The needs of the companies in your place come here, until they are closed.
todo-mails = All undelivered e-mails
todo-more = { $n ->
    [one] { $n } more is in the lists.
   *[other] { $n } more are in the lists.
}
column-what = What
column-since = Since
column-state = State
column-place = Place
column-who = Who
column-attempts = Attempts
working-days = { $n ->
    [0] today
    [one] { $n } working day
   *[other] { $n } working days
}
days = { $n ->
    [0] today
    [one] { $n } day
   *[other] { $n } days
}
why-suggested = because: { $why }
why-triage = the coordination is looking at who can help
why-referred = an agency was asked and has to answer
why-progress = an agency is working on it
why-late = { $agency } has not answered; it was due on { $day }
why-late-own = your answer was due on { $day }
why-answer = answer due on { $day }
why-report = accepted; report the outcome
why-undeliverable = the e-mail was refused by the server of { $agency }
state-late = Late
state-confirm = To confirm
state-dead = Not delivered
company-erased = Erased company
do-chase = Chase
do-answer = Answer
do-report = Report
do-redirect = Redirect
do-triage = Triage
do-resend = Send again
do-was-sent = It was sent
do-manage = Manage
week-title = Office hours { $week }, by place
week-this = this week
week-of = in the week of { $day }
week-gap = no office hours: to be filled
week-none = no office hours
week-cancelled = cancelled { $week }: to be filled
week-empty = No office hours { $week }.
week-empty-how = Add some in the schedule: they will show here and on the page of the place.
week-empty-how-others = As soon as the coordinator publishes some, they show here.
week-aim = Aim: every place, every week. { $done } of { $of }.
week-all = See the whole week
week-more = { $n ->
    [one] ({ $n } more place)
   *[other] ({ $n } more places)
}

# The team.
staff-title = Team
staff-lead = { $n ->
    [0] Nobody can sign in.
    [one] { $n } person can sign in.
   *[other] { $n } people can sign in.
}
staff-list = People
staff-empty = Nobody yet.
staff-empty-how = Invite somebody: they get a link by e-mail.
staff-active = Active
staff-inactive = Deactivated
staff-handed-over = Handed over
staff-access = Access
invite-title = Invite somebody
invite-how = They get a link by e-mail that works for 7 days.
invite-button = Send the invitation
invited-on = Invited on
taken-over-by = Taken over by
change-title = Change
change-button = Save
deactivate-means = Deactivating ends their sessions and links at once. Their name stays in the history, and the access can be restored.
activate-means = This person can no longer sign in. Activating again allows it, with a new link.
hand-over-title = Hand over
hand-over-means = { $name } will no longer be able to sign in. This page will say who took over.
hand-over-nobody = Nobody can take over this work.
hand-over-nobody-how = First invite somebody with the same role, or another coordinator.
do-invite-again = Send the invitation again
do-deactivate = Deactivate
do-activate = Activate again
do-hand-over = Hand over
done-invited = The invitation is on its way.
done-changed = Saved.
done-deactivated = The access has ended, sessions included.
done-activated = The person can sign in again.
done-handed-over = The work is handed over and the access has ended.
field-name = Name
field-email = E-mail address
field-role = Role
field-agency = Agency
field-agency-hint = Required for an adviser, for nobody else.
field-location = Place
field-location-hint = Required for a host, for nobody else.
field-language = Language of e-mails
field-language-hint = Without a choice: French and Dutch.
field-to = Who takes over
language-fr = French
language-nl = Dutch
language-en = English
role-coordinator = Coordinator
role-adviser = Adviser
role-host = Host
role-coordinator-does = Coordinator: sees and does everything
role-adviser-does = Adviser: the requests to their agency
role-host-does = Host: the needs of their place
wrong-one-line = Write the name on one line.
wrong-agency = Only an adviser has an agency: take it out.
wrong-location = Only a host has a place: take it out.
wrong-active = Somebody invited can always sign in: leave this field out.
wrong-taken = Somebody has this address already. Choose another, or manage that person in the list.
wrong-successor = Choose somebody active with the same role (and the same agency or place), or a coordinator.

# E-mails that were given up.
deliveries-title = Undelivered e-mails
deliveries-lead = Those that we stopped trying to send. Mend the cause, then send them again.
deliveries-list = Undelivered e-mails
deliveries-empty = Every e-mail has left.
deliveries-empty-how = An e-mail comes here when the recipient’s server refuses it, or after ten attempts in about three days.
deliveries-late = E-mails have been waiting since { $since }: the mail server does not take them. They leave by themselves once it does.
done-resent = The e-mail is on its way again.
done-was-sent = Counted as sent: what follows goes on as if we had sent it.
done-all = Noted for all of them. What can no longer leave stays in the list.
restored-title = A backup was put back
restored-lead = The deliveries below that may have left wait for your decision, one by one or together. Nothing leaves twice without you.
do-all-sent = All were sent
do-all-again = Send them all again
resend-over = The link in this e-mail has expired: send a new invitation from the team, or ask for a new link.
resend-nobody = This person cannot sign in any more: the e-mail would be of no use to them, and none leaves. Reactivate them first if that was a mistake.
resend-nothing = This e-mail would say nothing any more: what it tells of was withdrawn, answered, ended or erased since.
mail-referral = request to { $agency }
mail-referral-link = new answer link for { $agency }
mail-referral-withdrawn = withdrawal of the request to { $agency }
mail-referral-unreached = request to { $agency } that was not delivered
mail-referral-deadline = deadline of { $agency }
mail-reminder = reminder to { $agency }
mail-enquiry = question to { $agency }: what came of it
mail-handed-over = request by name at { $agency }
mail-added = what the company added, to { $agency }
mail-member-update = news of the request to the company
mail-colleague = to a colleague of the company: the request exists
mail-morning = what waits this morning, to the coordination
mail-member-link = new follow-up link for the company
mail-sign-in = sign-in link
mail-invitation = invitation
mail-import = step of an import
mail-import-of = An import of members
mail-erasure = step of an erasure
mail-erasure-of = The erasure of a person’s data
mail-rules = needs determined by changed rules
mail-rules-of = The rules
mail-member-of = A member
mail-member-ask = proposal of support to a member
mail-survey-invite = deciding on an invitation to a survey
mail-survey-invitation = invitation to a survey
mail-survey-of-visit = a visit
mail-survey-regret = taking a need up again after the survey
mail-survey-alerts = looking at a wave for alerts
mail-wave = inviting members to a survey
mail-wave-of = a wave of surveys
mail-digests = preparing the month's digests
mail-places = counting how active places are
mail-inform = telling a place's people
mail-inform-digest = monthly digest
mail-inform-news = news
mail-inform-of = the places
mail-member-page-link = link to a member’s page
mail-member-review = needs determined again
mail-member-duplicates = search for duplicates
mail-member-need = need joined to its member
mail-member-booking = booking joined to its member
mail-member-booking-of = A booking
mail-adviser-calendar = address of the calendar
mail-plan-step = step of publishing a rota
mail-plan-ask = question to an agency about its part of a rota
mail-plan-of = a proposed rota
mail-hand-over-step = step of a hand-over
mail-hand-over = what an adviser hands over
mail-adviser-calendar-of = An adviser’s calendar
mail-notice-sessions = what changes of their sessions
mail-notice-booking = an appointment, to who is there
mail-notice-digest = what changed, once a day
mail-notice-of = Sessions
failure-address = The address does not exist or does not take our e-mails ({ $code }).
failure-full = The recipient’s mailbox is full ({ $code }).
failure-not-now = The recipient’s server answered “not now” to each attempt ({ $code }).
failure-refused = The recipient’s server refused the e-mail ({ $code }).
failure-render = The e-mail could not be composed.
failure-table = What had to be done failed on our side each time; nothing was sent.
failure-bounce = The e-mail was sent and came back: the address does not take it.
failure-complaint = The recipient marked the e-mail as unwanted.
failure-restored = It was still to be sent when a backup was put back, and may have left meanwhile. Send it again, or say that it was sent.
failure-unsaid = The server did not say why.

# Problems.
problem-last-coordinator = There has to be a coordinator
problem-last-coordinator-detail = This is the last active coordinator. Invite another one first, then try again.
problem-address-taken = Address taken
problem-address-taken-detail = Somebody of the team has this e-mail address already. Use another, or change that person.
problem-handed-over = Handed over already
problem-handed-over-detail = This person’s work was taken over by somebody else already. Activate them again first if that was a mistake.
problem-not-dead = Nothing to send again
problem-not-dead-detail = This e-mail is not given up (any more): it has left, or is on its way again.
problem-link-over = Link expired
problem-link-over-detail = The link in this e-mail would not work any more. Send a new invitation, or ask for a new link to sign in.
mail-booking = Appointment: mail to the member
mail-booking-agency = Appointment: mail to the agency
mail-booking-reminder = Reminder of an appointment
mail-seat-offer = Appointment: offering a seat that became free
mail-offer-end = Appointment: end of an offer that nobody took
mail-queue-end = Appointment: end of a place in the queue
mail-booking-of = an appointment

# Webhooks out.
endpoints-title = Webhooks
endpoints-link = Webhooks to other systems
endpoints-lead = Other systems are told by signed webhook (Standard Webhooks) what happens: ids and states, no personal data.
endpoints-none = No endpoint
endpoints-none-how = Create one, then give its secret to whoever receives.
endpoint-column = Endpoint
endpoint-whose = Whose
endpoint-types = Events
endpoint-type-need = Needs (need.*)
endpoint-type-referral = Referrals (referral.*)
endpoint-type-booking = Appointments (booking.*)
endpoint-type-permanence-changed = Office hours added, changed or removed (permanence.changed)
endpoint-url = Address
endpoint-url-hint = Starts with https:// and can be reached from the internet.
endpoint-agency = Of an agency
endpoint-agency-hint = It is told of the referrals, appointments and office hours of that agency only.
endpoint-location = Of a place
endpoint-location-hint = It is told what the people of that place may know. Without an agency or a place: of everything.
endpoint-new = New endpoint
endpoint-create = Create the endpoint
endpoint-on = On
endpoint-off = Off
endpoint-failing = Failing
endpoint-off-hand = Switched off on { $at }.
endpoint-off-gone = Switched off on { $at }: it answered that it is gone (410).
endpoint-off-failing = Switched off on { $at }: it had taken nothing for five days.
endpoint-failing-since = It has taken nothing since { $at }. After five days it is switched off.
endpoint-off-warning = Webhooks to { $host } are switched off.
endpoint-off-look = See why
endpoint-secret = Secret
endpoint-secret-once = Copy this secret now: it will not be shown again.
endpoint-rotate = Change the secret
endpoint-rotate-means = With a new secret, webhooks are signed with the one before too, for 24 hours.
endpoint-rotated-already = The secret was changed already after the page that you pressed on was shown. It was not changed again; if you did not copy it, change it once more.
endpoint-former = { $count ->
    [one] The former secret still signs.
   *[other] { $count } former secrets still sign.
}
endpoint-sending = Sending
endpoint-on-means = Each event is sent at once. One that is not taken is tried again nine times, over about three days.
endpoint-off-means = Nothing is sent. What happens is written down for 30 days and can be sent once it is on again.
endpoint-switch-on = Switch on
endpoint-switch-off = Switch off
endpoint-resend-all = Send all again since
endpoint-resend-hint = Taken or not. The receiver knows what it had by the webhook-id.
endpoint-hours-1 = an hour ago
endpoint-hours-24 = 24 hours ago
endpoint-hours-168 = 7 days ago
endpoint-hours-720 = 30 days ago
endpoint-delete = Delete
endpoint-delete-means = Nothing more is sent there, and what waits is dropped.
endpoint-delete-yes = Delete the endpoint
endpoint-deleted = The endpoint is deleted.
endpoint-done-on = Switched on.
endpoint-done-off = Switched off.
endpoint-done-resent = It will be sent again in a moment.
attempts-title = Attempts
attempts-none = Nothing sent yet
attempts-none-how = Each attempt of the last 30 days will be here, with its answer.
attempt-when = When
attempt-event = Event
attempt-answer = Answer
attempt-number = { $n ->
    [1] first attempt
   *[other] attempt { $n }
}
attempt-taken = Taken ({ $status }, { $ms } ms)
attempt-refused = Not taken ({ $status }, { $ms } ms)
attempt-off = Not sent: the endpoint was off
attempt-address = Not called: the address is not public
attempt-name = The name is not known
attempt-connection = No connection
attempt-tls = No secure connection: the certificate is not valid
attempt-time = No answer within 15 seconds
attempt-http = The answer is not HTTP
attempt-no-way-out = This server can’t reach the internet
attempt-again = Tried again on { $at }.
attempt-given-up = Given up after the last attempt.
attempt-taken-since = Taken since.
wrong-url = Give an address such as https://partner.example/hooks.
wrong-url-https = Give an address that starts with https://.
wrong-url-credentials = Take the name and password out of the address: webhooks prove who sends them by their signature.
wrong-url-private = Give an address that can be reached from the internet: private, local and reserved addresses are not called.
wrong-endpoints-full = There are 50 endpoints already: delete one first.
mail-webhook = webhook
mail-webhook-resend = webhook to be sent again
mail-webhook-resend-all = webhooks to be sent again
mail-endpoint-off = message that webhooks are switched off
mail-endpoint-of = An endpoint
