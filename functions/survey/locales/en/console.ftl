# The console's pages, tables and refusals.
wrong-permanence = There are no such office hours; choose from the list.
wrong-permanence-agency = These office hours belong to another agency; leave the agency open.
wrong-permanence-location = These office hours are held at another place; leave the place open.
wrong-too-long = A survey accepts answers for 400 days at most; choose an earlier last day.

list-title = Surveys
list-lead = A survey is about a place, an agency or all office hours. People answer by a QR code, without an account.
list-new = Make a survey
list-about = About
list-questions = Questions
list-days = Days
list-state = State
list-empty = No survey yet
list-empty-how = Each survey will appear here with its days. Make one, print its poster and hang it where people leave their meeting.
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
figure-answers-of = answers from { $eligible } people asked ({ $rate })
figure-csat = satisfied (n = { $n }, { $low } to { $high })
figure-nps = would recommend: NPS (n = { $n }, { $low } to { $high })
result-n = n = { $n }
result-suppressed = Fewer than five answers: nothing is shown, so that nobody can be recognised.
result-cell-suppressed = Fewer than five people are concerned: the figure is not shown.
result-none = Nobody has answered this question yet.
result-csat = { $value } are satisfied or very satisfied. With n = { $n } the true share lies between { $low } and { $high }, 95 times in 100.
result-followup-csat = { $value } are satisfied with the follow-up, between { $low } and { $high } (95 %).
result-followup-wait = { $value } of those who were promised a follow-up had it within five working days, between { $low } and { $high } (95 %).
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
