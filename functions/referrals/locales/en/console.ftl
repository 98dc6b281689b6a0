# Referrals on the console.
list-title = Referrals
list-lead = What each agency was asked, and how it stands. What has waited too long for an answer comes first.
list-late = { $n ->
    [one] One late answer
   *[other] { $n } late answers
}
list-late-caption = Referrals not answered in time
list-status = State
list-agency = Agency
list-location = Place
list-filter = Filter
list-what = What
list-since = Since
list-state = State
list-open = Open
list-is-late = Late
list-answer-by = answer expected by { $date }
list-unnamed = Company not shown
list-none = No referral yet
list-none-how = A referral appears here as soon as a need goes to an agency, automatically or after triage.
list-none-filtered = No referral fits these filters. Widen them to see others.
history-title = What happened
to-need = See the need
link-title = Answer link
link-what = Has { $agency } lost its e-mail? A new link goes to its address; earlier links no longer work.
link-send = Send the link again
