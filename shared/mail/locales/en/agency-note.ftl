# To an agency, about a request that it has already.

note-what = { $contact }, of the company { $company }, asks for help with: { $needs }.
note-reminder = Reminder: { $company } awaits your answer
note-last-reminder = Last reminder: { $company } awaits your answer
note-reminder-text = You were asked on { $since }. Your answer is expected by { $by }.
note-otherwise = Without an answer by then, the request goes on to { $agency }.
note-otherwise-again = Without an answer by then, you are asked once more.
note-otherwise-coordinator = Without an answer by then, the coordination of the permanences looks for another solution.
note-otherwise-others = Without an answer by then, the request stays with the other agencies asked.
note-answer = Answer the request
note-enquiry = Did you meet { $company }?
note-enquiry-again = Asked again: did you meet { $company }?
note-enquiry-text = You accepted this request on { $since }. Tell us in two clicks where it stands. Without news by { $by } we ask you once more, and then the company.
note-enquiry-again-text = You accepted this request on { $since }, and we asked you before where it stands. Tell us in two clicks. Without news by { $by } we ask the company.
note-say-helped = Yes, the company was helped
note-say-meeting = A meeting is planned
note-say-unreached = We can’t reach the company
note-say-not-helped = No, it did not work out
note-handed-over = A request is entrusted to you: { $company }
note-handed-over-colleague = { $name }, of your agency, entrusts it to you.
note-handed-over-agency = It was entrusted to you within your agency.
note-handed-over-coordination = The coordination of the permanences entrusts it to you.
note-handed-over-text = This request is now in your name within your agency: messages about it reach you directly.
note-answer-by = Your answer is expected by { $date }.
note-added = { $company } has added to its request
note-added-text = The company has added to this request. All that it added stands below.
note-open = Open the request
