# The survey's public pages.
survey-not-open = This survey is not open yet
survey-not-open-detail = It accepts answers from { $day } on. Come back then.
survey-closed = This survey is over
survey-closed-detail = It accepts no more answers. Those that were given are counted and help the agencies to improve their office hours.
late-title = Your answers were not counted
late-lead = This survey takes no answers today. Nothing of what you have just sent is kept.
late-written = What you had written
late-written-how = Copy these words if you want to keep them.
late-need = State a need
survey-title = Your view on the office hours
survey-title-after-visit = How was your meeting?
survey-lead = { $about } · anonymous · about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
survey-send = Send
survey-promise = Your answer is never kept with your name. Agencies and places see grouped results only, from five answers on.
wrong-missing = Answer this: { $question }
wrong-submission = This page was incomplete. Your answers are still here: press Send once more.

target-agency-at = { $agency } at { $place }
target-programme = All office hours
variant-after-visit = After a visit
variant-quarterly = Each quarter
variant-member-without-visit = Members without a visit
option-none = None of these
option-other = Another organisation

question-several = Choose all that apply.
question-no-names = Please write no names.
question-ends = { $min } = { $low }, { $max } = { $high }

thanks-title = Thank you
thanks-lead = Your answer has been received.
thanks-again = Your answer had already been received. It counts once.
thanks-next = What happens now
thanks-grouped = Your answer is counted with the others. Agencies and places see grouped results, never fewer than five answers.
thanks-suggestions = The coordinator reads every suggestion.
thanks-anonymous = Nothing leads from an answer to you: no name, no address and no time of day is kept with it.
thanks-contact = You would like us to contact you
thanks-contact-how = Leave your address on a separate form. It is kept apart: nothing links it to your answers.
thanks-contact-go = Leave my address
thanks-contact-sent = Your address has been received. The coordinator will contact you.
thanks-services = See what help there is for companies

contact-title = May we contact you?
contact-lead = Tell us where to write. This form is separate from your answers.
contact-name = Name
contact-email = E-mail address
contact-send = Send
contact-promise = Only the coordinator sees your name and address, and only to contact you about this survey. They are kept apart from all answers and erased after 24 months at the latest.
contact-day = Day
contact-delete = Erase
contact-delete-of = Erase the address of { $name }
contact-delete-means = Erasing is final. Erase an address once you have written to the person; otherwise it is erased by itself after 24 months.

poster-title = Poster
poster-programme = Permanences · Permanenties · Office hours
poster-scan = Scan
poster-promise = { $minutes ->
    [one] One minute, anonymous.
   *[other] { $minutes } minutes, anonymous.
}

survey-none = No survey is running here at the moment
survey-none-detail = This code goes on working: come back when there is one. You can always state a need or book a meeting.
invited-spent = You have answered already
invited-spent-lead = This invitation counted once. Thank you.
invited-spent-next = What happens now
thanks-place = Next office hours at { $place }
poster-door = We receive you here
poster-door-how = Tell us afterwards how it was.
contact-soon = I am not satisfied: please contact me soon
contact-soon-hint = Then it is first on the coordinator’s list. Nothing else of your answers is passed on.
contact-is-soon = not satisfied
regret-legend = Is anything amiss with what { $agency } did?
regret-hint = This goes to the coordinator with your need, with your name. It is no part of your answers, which stay anonymous.
regret-none = Nothing is amiss
regret-not-contacted = { $agency } never contacted me: take my need up again
regret-not-helped = It did not help me: ask another agency
survey-waits = There is no network right now. Your answers are kept here and sent as soon as there is.
