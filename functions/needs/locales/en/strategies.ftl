# Action strategies.
needs-strategies = Strategies
strategies-title = Action strategies
strategies-lead = To whom each need goes, in which order and within which times. Times count in working days of the agency that is asked.
strategy-kind = Need
strategy-steps = To whom, in which order
strategy-clock = Times
strategy-change = Change
strategy-version = Version { $n }
strategy-alone = Nobody for
strategy-lead = { $agency }, by “{ $service }”, is asked at once
strategy-support = { $agency }, by “{ $service }”, if the others decline or are silent
strategy-after = after contact with { $agency }
strategy-times = reminders: day { $remind }, answer within { $answer } days, news { $follow } days after the yes
strategy-times-bare = answer within { $answer } days, news { $follow } days after the yes
strategy-now = What holds today
strategy-step = Step { $n }
strategy-whom = Agency and service
strategy-role = Role
strategy-role-lead = asked at once
strategy-role-support = asked later
strategy-former = Former agencies
strategy-conditions = Add a condition
strategy-after-field = After contact with
strategy-after-none = nobody in particular
strategy-any = any
strategy-how = Which
strategy-how-in = is one of
strategy-how-not-in = is none of
strategy-how-has-any = has one of
strategy-how-in-only = has only
strategy-least = At least
strategy-below = Less than
strategy-kept = Other conditions
strategy-kept-hint = As a program sent them; untick what is to go.
strategy-remind-1 = First reminder (day)
strategy-remind-2 = Second reminder (day)
strategy-answer = Answer within (days)
strategy-follow = News after the yes (days)
strategy-why = Why this change
strategy-why-hint = Kept with the version.
strategy-try = Try
strategy-save = Save
strategy-remove = Back to the directory
strategy-remove-place = Back to the strategy of all places
strategy-saved = The strategy is saved. Referrals under way keep the one that chose them.
strategy-tried = { $n ->
    [one] Tried on one need of the last twelve months
   *[other] Tried on { $n } needs of the last twelve months
} ({ $open } open)
strategy-elsewhere = { $n ->
    [0] None would have gone elsewhere
    [one] One would have gone elsewhere
   *[other] { $n } would have gone elsewhere
} ({ $open } open)
strategy-per-agency = By agency, now → then
strategy-nobody = nobody
strategy-nothing-saved = Nothing is saved.
strategy-places = For one place
strategy-place = Place
strategy-place-hint = ✓: this place has a strategy of its own. Empty: that of all others.
strategy-open = Open
strategy-versions = Versions
strategy-when-set = When, by whom
strategy-restore = Restore version { $n }
strategy-taken-back = Back to the directory
strategy-own = The directory’s own.
strategy-of-all = That of all places.

needs-keywords = Keywords
keywords-title = Words that hint at a need
keywords-lead = By these words a need is recognised in what a member writes. A text suggests; it never passes anything on by itself.
keywords-hint = One word or phrase a line.
keywords-saved = The words are saved. They hold for what arrives from now on.
keywords-tried = { $n ->
    [one] Tried on one text of the last twelve months
   *[other] Tried on { $n } texts of the last twelve months
}
keywords-hinted = { $n ->
    [0] No need more would be recognised
    [one] One need more would be recognised
   *[other] { $n } needs more would be recognised
}
keywords-no-longer = { $n ->
    [0] None would be no longer
    [one] One would be no longer
   *[other] { $n } would be no longer
}
keywords-count = { $n ->
    [one] one word
   *[other] { $n } words
}
