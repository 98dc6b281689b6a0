# To an agency: its part of a proposed rota.

plan-asked-title = Your proposed permanences: do you agree?
plan-asked-what = The coordination is preparing the rota from { $from } to { $to }. This is what it has for { $agency }; nothing is published yet.
plan-asked-new = What would change
plan-asked-ends = What would no longer take place
plan-asked-ends-how = If something of what stops should stay, write so to the coordination: its address is on the page of the link. Nothing stops before it is published.
plan-asked-same = For you nothing would change.
plan-asked-series = { $place }, from { $date }, { $time }, { $n ->
    [one] one session
   *[other] { $n } sessions
}
plan-asked-was = today: { $today }
plan-asked-by = Please answer by { $by } at the latest.
plan-asked-how = Say for each permanence yes, no with the reason, or another time; and yes to all the rest at once. Each answer changes the proposal.
plan-asked-button = Look and answer
plan-asked-small = The link is yours and needs no account. It holds until it is published.
