# To an adviser who leaves, and to the colleague who takes over.

hand-over-title = Office hours change hands
hand-over-to-you = From { $date } on you take over from { $leaver }: office hours, appointments and open requests.
hand-over-from-you = From { $date } on { $colleague } takes over from you: office hours, appointments and open requests.
hand-over-reason = Why
hand-over-series = The next session of each of the office hours
hand-over-none = No office hours changed hands.
hand-over-left = { $n ->
    [one] One session stays without anybody: the coordination looks after it.
   *[other] { $n } sessions stay without anybody: the coordination looks after them.
}
hand-over-referrals = Appointments stay as they are. Requests of companies change hands that morning, each by a mail with its own link.
hand-over-referrals-stay = Appointments stay as they are. Requests of companies do not change hands: the colleague’s mail address is not at the agency’s own domain. The coordination enters another one, or each request is taken over by its link.
