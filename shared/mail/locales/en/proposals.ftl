# To a hosted company that did not ask: what could help it, and why; then the
# link to what is known of it.

proposals-title = Public support could help you
proposals-from = { $company } is hosted at { $place }. From what we know, the public agencies of Brussels could help you, free of charge.
proposals-what = What we have in mind
proposals-item = { $need } ({ $agencies }). Why: { $because }
proposals-answer = Say yes or no with one click, without an account. Nothing is passed on without your yes.
proposals-button = Answer
proposals-nothing = Without an answer we do nothing. One message of this kind a month at most.
proposals-learnt = What we know of your company comes from: { $sources }. Behind the button you can see, correct and delete all of it.
proposals-from-register = a public register
proposals-from-host = the list of companies of { $place }
proposals-from-need = a request or an appointment of yours
proposals-from-coordinator = the coordination
proposals-from-member = your own page
proposals-privacy = How we handle personal data
proposals-end = No more such messages

member-link-title = What we know of your company
member-link-what = Your company is hosted at { $place }. This page shows what we know of it and why we ask: you can correct, complete or take back everything.
member-link-button = See and correct
member-link-secret = Whoever has this link can read and change these data: do not pass it on.
