# To an agency: a request is withdrawn.

withdrawn-subject = Request withdrawn ({ $company })
withdrawn-title = A request is withdrawn
withdrawn-by-company = The request of { $company } no longer waits for you: the company withdrew it. There is nothing more for you to do about this request.
withdrawn-consent = The request of { $company } no longer waits for you: the company withdrew its consent to passing its data on to you. There is nothing more for you to do about this request.
withdrawn-gone-to = The request of { $company } no longer waits for you: another agency has it now ({ $agency }). There is nothing more for you to do about this request.
withdrawn-needs = It was about: { $needs }.
withdrawn-data = Please erase the data that you received for this request, and do not use them any more.
