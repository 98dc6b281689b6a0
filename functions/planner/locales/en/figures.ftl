# A rota in figures and pictures, beside another, and what if.

problem-plan-imagined = This rota is for comparing
problem-plan-imagined-detail = It supposes something that is not so. Publish the proposal that it came from, or change what it supposes first.
plan-name-what-if = { $weeks ->
    [one] One week
   *[other] { $weeks } weeks
} from { $from }, what if
imagined = A supposition, to compare; it can’t be published.
figures-link = In figures and pictures
figures-title = In figures and pictures
figures-lead = Who comes where, week by week, and how often each comes.
beside = Beside
beside-today = Today only
beside-none = No other proposal of these weeks. Ask for one below to compare.
compare = Compare
side-by-side = Side by side
the-other = The other
other-running = The other is still being worked out. Come back in a moment.
coverage = Who comes where
coverage-of = Who comes where: { $plan }
coverage-caption = Agencies present by place and week
coverage-key = The number of agencies that come, darker where there are more. Below it, the requests that are served in time of those expected; “!” where some are not.
week-short = W{ $n }
served-of = { $served } of { $demand }
served-short = , not all served in time
load = How often each comes
load-of = How often each comes: { $plan }
load-agencies = By agency
load-advisers = By adviser
visits-of-most = Visits, of what is possible
adviser-imagined = One adviser more
what-if = What if…
what-if-how = The same weeks are worked out again with this change, beside these. Leave empty what does not change.
what-if-more = One adviser more
what-if-less = Without
what-if-otherwise = More or less often
what-if-ask = Work out to compare
most-a-week = Visits a week at most
how-often = Somebody
as-it-is = As today
every-place = All places with an aim
every-half-day = Monday to Friday
what-if-adviser-more = One adviser more of { $agency }: { $when }, { $n ->
    [one] one visit a week
   *[other] { $n } visits a week
} at most
what-if-adviser-less = Without { $adviser }
what-if-place-less = Without { $place }
what-if-cadence = { $place }: somebody { $cadence }
part = Publish
part-all = The whole proposal
part-show = Show what that does
part-only = Only this part will be published. For the rest, ask for a new proposal.
adviser = Adviser
