# To whoever came, whose need was dealt with, or who is hosted at a place.

survey-invitation-title = How was it? Two minutes for your view
survey-invitation-agency = { $agency } dealt with your question at { $place }. Are you satisfied? What should be done differently?
survey-invitation-place = Public agencies receive companies at { $place }. Are you well informed? What should be done differently?
survey-invitation-how = It takes two minutes, on a phone too, without an account.
survey-invitation-button = Give your view
survey-invitation-until = You can answer until { $day }. This link is for you and counts once.
survey-invitation-anonymous = Your answer is anonymous: nothing leads from it to you or to this message. We ask you once a quarter at most.
survey-invitation-end = No more such messages: { $link }
