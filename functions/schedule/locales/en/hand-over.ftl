# An adviser leaves.

adviser-leaves-on = First day on which they are gone
adviser-leaves-on-hint = Empty: they stay after all. What was handed over already stays with the colleague.
hand-over = Leaves: hand over to a colleague
hand-over-title = { $name } leaves
hand-over-lead = Office hours, appointments and referrals go to a colleague in one step.
hand-over-to = Who takes over
hand-over-from = From which day on
hand-over-reason = Why
hand-over-reason-hint = Both read it in the mail that tells them. May stay empty.
hand-over-look = See what this does
hand-over-do = Hand over now
hand-over-ask = What this does
hand-over-from-on = From { $day } on, { $to } takes over. Both are told by mail.
hand-over-sessions = { $n ->
    [0] No session changes hands.
    [one] One session changes hands.
   *[other] { $n } sessions change hands, as far as is looked ahead.
}
hand-over-kept = { $n ->
    [0] No appointment is concerned.
    [one] One appointment stays as it is, with the colleague.
   *[other] { $n } appointments stay as they are, with the colleague.
}
hand-over-referrals = { $n ->
    [0] No referral is in their name today.
    [one] One referral is in their name today; it goes to the colleague on that day.
   *[other] { $n } referrals are in their name today; they go to the colleague on that day.
}
hand-over-referrals-kept = { $n ->
    [one] One referral stays in their name: the colleague’s address is not at the agency’s own domain. Enter one that is, or it is taken over by its link.
   *[other] { $n } referrals stay in their name: the colleague’s address is not at the agency’s own domain. Enter one that is, or each is taken over by its link.
}
hand-over-referrals-stayed = { $n ->
    [one] One referral stayed in the name of who left: the colleague’s address was not at the agency’s own domain. It is taken over by its link.
   *[other] { $n } referrals stayed in the name of who left: the colleague’s address was not at the agency’s own domain. Each is taken over by its link.
}
hand-over-left = { $n ->
    [0] The colleague can take every session.
    [one] One session the colleague can’t take; it stands on the coordinator’s work list:
   *[other] { $n } sessions the colleague can’t take; they stand on the coordinator’s work list:
}
hand-over-left-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
hand-over-waiting = { $n ->
    [one] One appointment is in these sessions; it is not cancelled.
   *[other] { $n } appointments are in these sessions; they are not cancelled.
}
hand-over-end = The entry of { $name } is removed on that day, or stays until no session to come names them.
hand-over-state = { $to } takes over from { $day } on. Sessions handed over: { $sessions }; left to the coordinator: { $left }; referrals handed over: { $referrals }.
done-hand-over = The hand-over is under way. Both are told by mail.
problem-hand-over-under-way = A hand-over is under way
problem-hand-over-under-way-detail = What this person hands over is being done right now. Ask again in a few minutes.
problem-hand-over-under-way-about = Sessions change hands one after another. Until that is done, no other hand-over of the same person begins.
