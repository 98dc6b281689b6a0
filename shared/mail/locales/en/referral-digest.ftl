# To an agency that prefers one mail a day.

digest-title = { $n ->
    [one] A company asks for your help
   *[other] { $n } companies ask for your help
}
digest-intro = Each request has its own page: what is asked, by whom, and where you answer.
digest-since = Asked since
digest-by = Please answer by
digest-button = Answer { $company }
digest-why = Requests are told in one mail a day. What has to be answered soon is still told at once. To change that, write to the coordination.
