# Figures of waves: lines, who answered, one question by part, a period, files.
result-each-step = Each step from 0 to 10
result-by-part = By organisation and by place
result-promoters = Promoters (9 or 10)
result-passives = Passives (7 or 8)
result-detractors = Detractors (0 to 6)

wave-one = Wave
wave-line = From wave to wave
wave-line-what = Waves of the same questions by their first day, with the 95% interval of each; effort is a mean, without one. They may have asked at other places.
wave-line-aim = aim { $aim }
wave-nps = Would recommend (NPS)
wave-effort = Effort (mean)
wave-spread = How answers spread
wave-figure = Figure
wave-question-all = All together

answered-and-came = Who answered, beside who came
answered-and-invited = Who answered, beside who was invited
answered-what = Where some answer less often than others, figures of all tell more of the others. The difference is named where it is sure (95%, against all others together).
answered-of-came = Of who came
answered-of-invited = Of who was invited
answered-of-answers = Of the answers
answered-rate = Answered, 95% interval
answered-more = answers more often
answered-less = answers less often
answered-alike = no sure difference

period-title = Results over a period
period-days = waves that opened from { $from } to { $to }
period-from = Opened from
period-to = Opened up to
period-choose = Show
period-what = All these waves together, of what each of them shows: an answer that its own wave hides is not counted in here either.
period-empty = No wave of these questions opened in these days
period-empty-how = Choose other days or other questions. What each wave came to appears here, one after another and all together.
period-too-many = At most 20 waves are shown together: choose a later first day.

sheet-figures = Figures
sheet-shares = Shares
sheet-whole = All together
# The same in all languages are the names of the API; these are heads of columns.
csv-of = of
csv-id = id
csv-name = name
csv-responses = answers in all
csv-eligible = came or invited
csv-mean = mean
csv-distribution = shares
