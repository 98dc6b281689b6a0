# What all pages have in common.
skip-to-content = Skip to content
nav-label = Main navigation
nav-services = Find help
nav-places = Places and hours
nav-state-need = State a need
nav-today = Today
nav-schedule = Schedule
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
footer-staff = For the teams
footer-demo = Demonstration: invented data, mailbox
form-refused-title = Error:

error-summary = { $n ->
    [one] One field needs correcting
   *[other] { $n } fields need correcting
}
error-summary-kept = What you wrote is still here.
field-optional = (optional)
field-choose = Choose
pager-next = Next page
pager-first = First page
pager-label = Pages
progress-label = Progress
timeline-why = because:
slot-taken = taken
slot-free = free

need-to-triage = To triage
need-referred = Waiting
need-in-progress = In progress
need-closed = Closed
referral-queued = To be sent
referral-sent = Waiting
referral-accepted = Accepted
referral-declined = Declined
referral-expired = No answer
referral-undeliverable = Undeliverable
referral-done = Done
referral-withdrawn = Withdrawn
outcome-helped = helped
outcome-not-helped = not helped
outcome-unreachable = unreachable
outcome-withdrawn = withdrawn by the company
decline-not-competent = Not within our competence
decline-conditions = Conditions not met
decline-capacity = No capacity at present
decline-duplicate = Already being handled by us
decline-other = Another reason
triage-suggested = The need was inferred; it has to be confirmed.
triage-undetermined = Nothing says yet what the need is.
triage-no-consent = The company did not agree to sharing its data.
triage-no-agency = No agency fits the conditions.
triage-exhausted = Every agency asked has declined or has not answered.
