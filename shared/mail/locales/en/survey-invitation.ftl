# To whoever came, whose need was dealt with, or who is hosted at a place.

survey-invitation-visit-title = How was it? Your view, in { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
survey-invitation-members-title = The public agencies near you: your view, in { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
survey-invitation-without-visit-title = Do you know the public agencies near you? Your view, in { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
survey-invitation-agency = { $agency } dealt with your question at { $place }. Are you satisfied? What should be done differently?
survey-invitation-place = Public agencies receive companies at { $place }. Are you well informed? What should be done differently?
survey-invitation-how = It takes { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, on a phone too, without an account.
survey-invitation-button = Give your view
survey-invitation-until = You can answer until { $day }. This link is for you and counts once.
survey-invitation-anonymous = Your answer is anonymous: nothing leads from it to you or to this message. We ask you once a quarter at most.
survey-invitation-end = No more such messages
