# Proposed rotas.

problem-plan-closed = This rota does not change any more
problem-plan-closed-detail = It is being worked out, was published, taken back or put aside, or could not be worked out. Open its page to see how it stands.
problem-plan-begun = A session has begun
problem-plan-begun-detail = A rota is taken back as a whole until its first session. Change one permanence at a time now.
no-assignment = This permanence is not in the proposal any more.
no-such-time = Choose a time from the list.
not-monday = Choose a Monday: a rota begins with a week.
no-permanence = There is no such permanence; give the ids of permanences that exist.
because-demand = { $served ->
    [0] Serves less than one party that is expected
    [one] Serves one party that is expected
   *[other] Serves { $served } parties that are expected
}{ $known ->
    [0] {""}
    [one] , one of them known already
   *[other] , { $known } of them known already
}. { $lost ->
    [0] Without it another would serve part of them.
    [one] Without it one would wait too long.
   *[other] Without it { $lost } would wait too long.
}
because-aim = Meets the aim of the place ({ $cadence }) { $n ->
    [one] once
   *[other] { $n } times
}, which nothing else does.
because-quarterly = It is the session that the agency owes the place this quarter.
because-language = Without it nobody would speak { $language } at { $n ->
    [one] one visit
   *[other] { $n } visits
}.
because-joint = At the same time as { $agencies }.
because-steady = Stays as it is today.
because-pinned = Somebody pinned it.
language-fr = French
language-nl = Dutch
language-en = English
cadence-weekly = every week
cadence-fortnightly = every two weeks
cadence-monthly = every month
why-no-adviser = The agency has no adviser.
why-elsewhere = { $n ->
    [one] Its adviser is elsewhere, where more is served
   *[other] Its { $n } advisers are elsewhere, where more is served
}.
why-full = { $n ->
    [one] Its adviser has a full week
   *[other] Its { $n } advisers have a full week
}.
why-away = { $n ->
    [one] Its adviser is away or does not work while the place is open
   *[other] Its { $n } advisers are away or do not work while the place is open
}.
why-no-desk = { $n ->
    [one] The only desk of the place is taken
   *[other] The { $n } desks of the place are taken
}.
why-closed = The place is closed.
why-paused = No permanences are planned in this period: the programme pauses.
why-too-little = A visit would cost { $points } points more than it brings.
why-forbidden = What would have served it was forbidden.
help = { $what }: { $n ->
    [one] { $n } party
   *[other] { $n } parties
} more{ $aims ->
    [0] {""}
    [one] {" "}and one aim more
   *[other] {" "}and { $aims } aims more
}.
help-places = { $what } would serve { $places }: { $n ->
    [one] { $n } party
   *[other] { $n } parties
} more{ $aims ->
    [0] {""}
    [one] {" "}and one aim more
   *[other] {" "}and { $aims } aims more
}.
help-half-day = One more half-day of { $agency }, { $when },
help-visit = One more visit a week of { $agency }
help-desk = One more desk at { $place }
help-allowed = To allow again what was forbidden
half-mo-am = on Monday morning
half-mo-pm = on Monday afternoon
half-tu-am = on Tuesday morning
half-tu-pm = on Tuesday afternoon
half-we-am = on Wednesday morning
half-we-pm = on Wednesday afternoon
half-th-am = on Thursday morning
half-th-pm = on Thursday afternoon
half-fr-am = on Friday morning
half-fr-pm = on Friday afternoon
rhythm-series = { $weeks ->
    [one] every week
   *[other] every { $weeks } weeks
}, { $n } sessions
rhythm-monthly = every month, { $n } sessions
rhythm-single = one session
change-new = new
change-moved = moved
change-kept = as today
change-gone = paused or ended
change-thinned = session cancelled
answer-title = Your proposed permanences
answer-lead = For { $agency }, { $weeks ->
    [one] one week
   *[other] { $weeks } weeks
} from { $from }. Nothing is published until the coordination does so.
answer-lead-closed = For { $agency }, { $weeks ->
    [one] one week
   *[other] { $weeks } weeks
} from { $from }.
answer-done = Noted. The proposal will take it into account.
answer-running = The proposal is being worked out again. Come back in a moment to answer.
answer-closed = This proposal was closed without being published and takes no answers any more.
answer-published = This proposal is published and takes no answers any more.
answer-published-part = This proposal is published in part, some of it for your agency, and takes no answers any more.
answer-published-others = This proposal is published for other agencies only. Nothing of it is published for yours, and it takes no answers any more: the coordination can make you a new one.
answer-undone = This proposal was published, then taken back, and takes no answers any more.
answer-undone-others = Nothing of this proposal was published for your agency: it was published for others, then taken back. It takes no answers any more.
answer-left-out = Not published, as you answered.
answer-write = Write to the coordination:
answer-stops = What would no longer take place
answer-stop = { $place }, { $when }: { $n ->
    [one] one session
   *[other] { $n } sessions, the last on { $last }
}
answer-stops-how = Should some of it stay? Nothing stops before it is published.
answer-gone = This permanence is not in the proposal any more. Open the link again to see what is.
answer-none = No permanence for you
answer-none-how = The proposal has changed: it has nothing for your agency any more.
answer-yes = Yes
answer-no = No
answer-other = Rather at that time
answer-otherwise = No, or another time
answer-reason = If you answer no, say why
answer-reason-missing = Say in a word why: the coordination will look for something else.
answer-not-offered = This is not asked with that answer.
answer-time = Another time
answer-beside = A word about it
answer-why = Why
answer-was = Today: { $today }
answer-by = Please answer by { $by } at the latest.
answer-rest-link = { $n } permanences have no answer yet: say yes to all of them
answer-rest-title = The rest
answer-rest-how = { $n } permanences have no answer yet. What you answered already stays.
answer-rest = Yes to the rest
said-yes = Yes
said-no = No
said-other = Another time
said-other-at = Another time ({ $when })
rota = Rota
plans-title = Proposed rotas
plans-lead = Who should be where and when, from what is needed, with a reason for each permanence and for each gap.
plans-none = No proposed rota
plans-none-how = Choose a week and ask for a proposal; nothing changes before you publish it.
ask-for = Propose a rota
from = From Monday
from-hint = A Monday, within a year.
weeks = Weeks
keep = The permanences of today
keep-none = may move
keep-all = all stay
propose = Propose
plan = Rota
status = Status
asked = Asked
plan-name = { $weeks ->
    [one] One week
   *[other] { $weeks } weeks
} from { $from }
status-running = being worked out
status-ready = proposed
status-published = published
status-published-part = published in part: { $agencies }
status-published-nothing = published, changing nothing
status-undone = taken back
status-undone-part = taken back; it was published for { $agencies }
status-failed = failed
lead-new = { $n ->
    [one] { $n } new permanence
   *[other] { $n } new permanences
}
lead-moved = { $n } moved
lead-gone = { $n } paused or ended
lead-kept = { $n } as today
lead-fewer = { $n ->
    [one] { $n } session cancelled in those that stay
   *[other] { $n } sessions cancelled in those that stay
}
lead-held = { $n ->
    [one] { $n } session held otherwise
   *[other] { $n } sessions held otherwise
}
lead-nothing = Nothing changes.
running-how = The proposal is being worked out. You can leave this page and come back.
failed-how = The proposal could not be worked out. Ask for it again; if that happens again, a rule of the rota is the cause.
look-again = Look again
again-running = Being worked out again with what you settled. Below is the proposal before.
week-of = Week of { $day } ({ $n } of { $of })
weeks-switch = Weeks
week-before = Week before
week-after = Week after
agency = Agency
place = Place
only = Show
all-agencies = All
all-places = All
only-all = Everything
only-changes = Only what changes
filter = Filter
grid-caption = The proposed week, by place
grid-none = Nothing this week
grid-none-how = Choose another week, or show everything.
grid-key = + new · → moved · − paused or ended · × session cancelled · no sign: as today.
place-demand = Place, demand
needs-here = { $n ->
    [0] nobody expected
    [one] one party
   *[other] { $n } parties
}
to-fill = to fill: { $agency }
to-fill-anybody = to fill
worth = Without it the rota would lose { $points } points.
worth-less = Without it the rota would gain { $points } points.
next-best = Else: { $adviser } at { $place }, { $day }, { $time } (−{ $less }).
next-as-good = Else, as good: { $adviser } at { $place }, { $day }, { $time }.
is-pinned = pinned
is-forbidden = forbidden
keep-it = Keep
not-this = Not this
lift = Settle nothing
move-to = Move to
move = Move
gaps = To fill
gaps-none = Nothing is missing: all that is expected is served, and all aims are met.
gaps-none-of = Nothing is missing for { $what }.
gaps-more = { $n } more
gap-what = { $n ->
    [0] An aim is not met
    [one] One party is not served in time
   *[other] { $n } parties are not served in time
}, { $weeks ->
    [one] in week { $week }
   *[other] in { $weeks } weeks from week { $week } on
}.
why-not = Why not:
what-helps = What would help:
what-changes = What the proposal changes
figure = Measure
planned = Proposed
today = Today
figure-served = Needs served in time
figure-aims = Aims met
figure-visits = Visits
figure-languages = Visits in French and Dutch
figure-travel = Travel a week
figure-displaced = Appointments in what ends
figure-points = Points in all
figure-points-of = Points: { $part }
of = { $n } of { $of }
hours = { $hours } h { $minutes }
distance = At most { $percent } % from the best rota that is possible.
again-title = Propose again
again-how = { $n ->
    [0] Change weights, or settle something first.
    [one] One thing is settled.
   *[other] { $n } things are settled.
} It is worked out anew from the rota, the absences, the closing days and the needs as they are today.
weights = Weights
weight-demand = Needs served
weight-aims = Aims
weight-languages = Both languages
weight-fairness = Even shares
weight-travel = Travel
weight-steadiness = Steadiness
weight-joint = Joint visits
again-do = Propose again
agencies-title = The agencies
agencies-not-asked = They have not been asked yet.
not-answered = no answer yet
agencies-asked = All of them were asked about this proposal; their links hold until it is published.
agencies-to-ask = Not asked yet about this proposal: { $agencies }
asked-at = asked on { $at }
answered-of = { $n } of { $of } answered
not-there-now = (not in the proposal any more)
has-more-now = (has more sessions since)
noted-by-us = (noted by the team)
noted-by = (noted by { $who })
dropped = What was settled and no longer applies is left out:
ask-agencies = Ask the agencies
published-title = Publication
publish-state = { $left ->
    [0] { $done ->
        [one] { $done } change made.
       *[other] { $done } changes made.
    }
   *[other] { $done ->
        [one] { $done } change made, { $left } to be made.
       *[other] { $done } changes made, { $left } to be made.
    }
}
undo-state = { $left ->
    [0] All of it is taken back.
   *[other] Being taken back, { $left } to be done.
}
not-done = Was not done:
undo-how = All of it can be taken back until the first session. Appointments that moved move back; those that lost their slot stay lost.
undo = Take all of it back
say-then-publish = Say what it does, then publish
ahead-title = What publishing would do
ahead-lead = Nothing is done yet.
ahead-created = { $n ->
    [one] new permanence
   *[other] new permanences
}
ahead-moved = { $n ->
    [one] permanence changed
   *[other] permanences changed
}
ahead-paused = { $n ->
    [one] permanence paused for these weeks
   *[other] permanences paused for these weeks
}
ahead-ended = { $n ->
    [one] permanence ended
   *[other] permanences ended
}
ahead-thinned = { $n ->
    [one] session cancelled in a permanence that stays
   *[other] sessions cancelled in permanences that stay
}
ahead-bookings-moved = { $n ->
    [one] appointment moved
   *[other] appointments moved
}
ahead-bookings-lost = { $n ->
    [one] appointment lost
   *[other] appointments lost
}
ahead-mails = { $n ->
    [one] mail to somebody with an appointment
   *[other] mails to people with an appointment
}
ahead-notices = { $n ->
    [one] mail to an adviser, an agency or a place
   *[other] mails to advisers, agencies and places
}
ahead-lost = { $n ->
    [one] One person loses their appointment and is told so with the next slots.
   *[other] { $n } people lose their appointment and are told so with the next slots.
}
ahead-gain = Where more is served
ahead-lose = Where less is served
parties = { $n ->
    [one] { $shown } party
   *[other] { $shown } parties
}
ahead-agencies = Told as they wish:
ahead-refused = { $n ->
    [one] One change is not possible as things stand:
   *[other] { $n } changes are not possible as things stand:
}
ahead-withheld = { $n ->
    [one] One permanence is left out, because somebody said no to it after this was worked out. Propose again first, so that something else is looked for:
   *[other] { $n } permanences are left out, because somebody said no to them after this was worked out. Propose again first, so that something else is looked for:
}
ahead-again = Back to the proposal, to propose again
publish = Publish
not-yet = Not yet
done-asked = The proposal is asked for.
done-settled = Settled. Propose again when you are done.
done-again = The proposal is being worked out again.
done-mailed = The agencies get their link.
done-mailed-before = They were all asked about this proposal before; nothing new was sent.
done-worked-out = The proposal is worked out.
done-is-published = It is published.
done-is-undone = It is taken back.
done-published = It is being published.
done-undone = It is being taken back.
