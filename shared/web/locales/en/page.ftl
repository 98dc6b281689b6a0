# What all pages have in common.
skip-to-content = Skip to content
nav-label = Main navigation
nav-services = Find help
nav-places = Places and hours
nav-state-need = State a need
nav-search = Search
nav-search-label = Search the whole site
nav-today = Today
nav-schedule = Schedule
nav-members = Members
nav-needs = Needs
nav-referrals = Referrals
nav-survey = Survey
nav-directory = Directory
nav-staff = Team
nav-waiting = to triage
languages-label = Language
crumbs-label = Breadcrumb
sign-in = Sign in
sign-out = Sign out
footer-what = Permanence: the public agencies of Brussels, where companies work.
footer-statistics = Statistics
footer-open-data = Open data
footer-privacy = Your data
footer-accessibility = Accessibility
footer-staff = For the teams
footer-demo = Demonstration: invented data, mailbox
form-refused-title = Error:

error-summary = { $n ->
    [one] One field needs correcting
   *[other] { $n } fields need correcting
}
error-summary-field = { $field }: { $error }
error-summary-kept = What you wrote is still here.
field-optional = (optional)
field-choose = Choose
field-all = All
pager-next = Next page
pager-first = First page
pager-label = Pages
progress-label = Progress
timeline-why = because:
slot-taken = taken
slot-free = free

# Before a change that people would notice.
ask-title = People have an appointment
ask-lost = { $n ->
    [one] One person loses an appointment.
   *[other] { $n } people lose their appointment.
}
ask-moved = { $n ->
    [one] The appointment of one person gets another time or place.
   *[other] The appointments of { $n } people get another time or place.
}
ask-told = Each of them gets an e-mail that says so.
ask-do = Change it and tell them
ask-back = Change nothing
form-made-before = This was made when you first sent the form, as it stands here. What you changed since is not saved: change it here, or fill in a new form.

said-title = What you said, what was done
said-done = done
said-no = not done
said-planned = planned
said-new = new
chart-interval = { $value } satisfied, between { $low } and { $high }
chart-interval-rate = { $value } answered, between { $low } and { $high }
chart-hidden = hidden

form-changed-meanwhile = Somebody else changed this meanwhile. What you entered is kept; send it again to save it.
form-not-saved = Not saved yet
form-stored-otherwise = It differs from what is stored.
form-stored-now = Stored now: { $now }
