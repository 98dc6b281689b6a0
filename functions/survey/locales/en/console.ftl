# The console's pages, tables and refusals.
wrong-permanence = There are no such office hours; choose from the list.
wrong-permanence-agency = These office hours belong to another agency; leave the agency open.
wrong-permanence-location = These office hours are held at another place; leave the place open.
wrong-too-long = A survey accepts answers for 400 days at most; choose an earlier last day.
wrong-over = This day is over, so nobody could answer; choose a last day from today on.

list-title = Surveys
list-lead = A survey is about a place, an agency or all office hours. People answer by a QR code, without an account.
list-new = Make a survey
list-about = About
list-questions = Questions
list-days = Days
list-state = State
list-empty = No survey yet
list-empty-how = Each survey will appear here with its days. Make one, print its poster and hang it where people leave their meeting.
list-none = No survey yet
list-none-how = Surveys about your agency or your place will appear here.
state-upcoming = Not open yet
state-open = Open
state-closed = Over

new-title = Make a survey
new-lead = What it asks, where, and for how long. Its QR code and poster are ready at once.
new-variant = Which questions
new-location = Place
new-target-hint = Choose nothing to ask about all office hours together.
new-agency = Agency
new-permanence = Office hours
new-permanence-hint = Choosing office hours fills in their agency and their place.
new-opens = First day
new-closes = Last day
new-send = Make the survey

done-created = The survey is made. Print its poster or share its address.
done-contact-removed = The address is erased.
show-poster = Print the poster
show-reach = How people reach the survey
show-qr = QR code of the survey
show-reach-how = Scanning the code or opening the address leads to the survey.
show-live = Everything counted so far, as of a few seconds ago. Agencies, places and the public see it in steps of at least five new answers.
show-steps = As of the last step of at least five new answers.
show-results = Answers
show-none = No answers yet
show-none-how = Results will appear here, question by question, once somebody has answered. A question is shown from five answers on.
show-csv = Results as a table (CSV)
show-texts = Suggestions
show-texts-lead = In no particular order, apart from the other answers. Read them before you pass them on: they can name people.
show-no-texts = No suggestions yet
show-no-texts-how = What people write will appear here, without anything else of their answer.
show-contacts = Requests for contact
show-contacts-lead = Nothing links these people to an answer.
show-no-contacts = Nobody asked to be contacted
show-no-contacts-how = People who leave an address on the separate form after answering will appear here.

figure-answers = { $n ->
    [one] answer
   *[other] answers
}
figure-answers-of = { $n ->
    [one] answer
   *[other] answers
} from { $eligible ->
    [one] { $eligible } person
   *[other] { $eligible } people
} asked ({ $rate })
figure-csat = satisfied (n = { $n }, { $low } to { $high })
figure-nps = would recommend: NPS (n = { $n }, { $low } to { $high })
result-n = n = { $n }
result-suppressed = Fewer than five answers: nothing is shown, so that nobody can be recognised.
result-cell-suppressed = Fewer than five people are concerned: the figure is not shown.
result-none = Nobody has answered this question yet.
result-csat = { $value } are satisfied or very satisfied. With n = { $n } the true share lies between { $low } and { $high }, 95 times in 100.
result-followup-csat = { $value } are satisfied with the follow-up, between { $low } and { $high } (95%).
result-followup-wait = { $value } of those who were promised a follow-up had it within five working days, between { $low } and { $high } (95%).
result-nps = Net promoter score { $value }, between { $low } and { $high }: { $promoters } gave 9 or 10, { $detractors } gave 0 to 6.
result-mean = Mean { $mean } on a scale from { $min } to { $max }.
result-awareness = People knew { $mean } organisations on average.

csv-question = question
csv-text = text
csv-figure = figure
csv-option = option
csv-label = label
csv-value = value
csv-low = low
csv-high = high
csv-n = n
# The same in all languages: it is the name in the API.
csv-suppressed = suppressed

waves-title = Waves
waves-lead = When which survey is asked of whom. Within a wave each place and agency has figures of its own.
waves-empty = No wave yet
waves-empty-how = Each wave will appear here with its days. Plan one: people who come are then invited a day later, and the QR codes on the walls lead to it.
waves-none = No wave yet
waves-none-how = Each wave will appear here with its days, and with what people answer about your agency or your place.
wave-new = Plan a wave
wave-send = Plan the wave
wave-change = Save the changes
wave-edit = Change the wave
wave-form-lead = Invitations leave by themselves: a day after a visit, ten days after a need was dealt with, or on the first day of a wave among members. Nobody is asked more than once a quarter.
wave-variant-hint = After a visit: whoever came. Each quarter: members who stated a need, booked, or agreed to be asked; whoever left that unticked on their page is not. Members without a visit: those who agreed and never came.
wave-where = Where
wave-where-hint = Tick nothing to ask everywhere.
wave-everywhere = everywhere
wave-places = { $n } places
wave-done-planned = The wave is planned. Invitations leave by themselves.
wave-done-changed = The wave is changed.
wave-asks-visitors = Asked: whoever comes, a day later, and whoever was told what came of their need, ten days later. Nobody twice a quarter.
wave-asks-members = Members are invited from nine o’clock on the first day.
wave-asking = Members are being invited: { $seen } looked at, { $invited } invited so far.
wave-asked = { $invited ->
    [one] { $invited } of { $seen } members was invited
   *[other] { $invited } of { $seen } members were invited
}: those hosted here and known or willing, with an address, and not asked within the quarter.
wave-since-sure = Satisfied, the wave before: { $before }. Change: { $change } points, between { $low } and { $high } (95%).
wave-since-unsure = Satisfied, the wave before: { $before }. The change of { $change } points is not sure: between { $low } and { $high } (95%).
wave-since-few = Too few answered, now or the wave before, to say what changed.
wave-before = The wave before
wave-by-agency = By organisation
wave-by-agency-none = Nobody has answered about an organisation yet.
wave-by-place = By place
wave-by-place-none = Nobody has answered about a place yet.
wave-parts = Part by part
wave-parts-what = What people wrote, and who asked to be contacted, stands with each.
wave-group = Of
wave-satisfied = Satisfied
wave-interval = 95% interval
wave-answers = Answers
wave-hidden = hidden
wave-steps = As of the last step of at least five new answers for each agency at each place. On the first working morning after the last day, the totals take in the answers of smaller groups too, wherever nobody can work out from them what a small group said.
wave-told = The wave has closed. Totals take in the answers of groups under five, wherever nobody can work out from them what a small group said.
result-change-sure = Since the wave before: { $change } points, between { $low } and { $high } (95%).
result-change-unsure = Since the wave before: { $change } points. That is not sure: between { $low } and { $high } (95%).
wave-hidden-why = Hidden: fewer than five answers, or what others show would tell them.

codes-title = Codes to hang up
codes-lead = A code names its place and never its wave: it goes on working from wave to wave. Print it once.
codes-place = Place
codes-address = Address
codes-print = Print
codes-poster = Poster
codes-cards = Table cards
codes-door = Sheet for the door
codes-none = No place of yours
codes-none-how = The codes of your place will appear here.

suggestions-title = Suggestions
suggestions-lead = What people suggest, by where it stands. What is answered stands on the pages of the place and the organisation.
suggestions-by-state = By state
suggestions-empty = Nothing here
suggestions-empty-how = On a survey’s page, press “Take it up” beside what somebody wrote: it appears here.
suggestion-title = Suggestion
suggestion-new = New
suggestion-planned = Planned
suggestion-done = Done
suggestion-no = Not done
suggestion-text = What people say
suggestion-text-hint = Names, addresses and numbers were masked. Read it once more: the public will.
suggestion-about = About
suggestion-due = By when
suggestion-owner = Who sees to it
suggestion-answer-fr = Answer in French
suggestion-answer-nl = Answer in Dutch
suggestion-answer-en = Answer in English
suggestion-answer-hint = Shown on the page of the place and the organisation, and to those who answer the survey there.
suggestion-save = Save
suggestion-said = said { $n } times
suggestion-take = Take it up
suggestion-made = Taken up as a suggestion
suggestion-alike = Says the same
suggestion-alike-none = No other open suggestion shares words with this one.
suggestion-join = Join it to this one
suggestion-history = What happened
suggestion-event-joined = Another one that says the same was joined.
by-somebody = somebody of the team
by-program = a program
suggestion-done-saved = Saved.
suggestion-done-joined = Joined: it counts for both.
suggestion-done-taken = Taken up. Read it once more before others do.
list-report = The quarter’s report
