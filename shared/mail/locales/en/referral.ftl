# To an agency: a request to deal with.

referral-subject = New request ({ $company }): { $needs }
referral-subject-again = Asked again ({ $company }): { $needs }
referral-title = A company asks for your help
referral-intro = { $contact } of { $company } (hosted at { $place }) asks for help with: { $needs }.
referral-again = This request was addressed to you before. We put it to you once more.
referral-ask = Can you take this request on? Please answer { $days ->
        [one] within one working day
       *[other] within { $days } working days
    }, by { $date } at the latest.
referral-button = Answer the request
referral-page = On this page you can
referral-page-accept = accept: you then get in touch with the company;
referral-page-decline = decline, with the reason: the request then goes to { $agency };
referral-page-decline-last = decline, with the reason: the coordination then looks for another solution;
referral-page-decline-others = decline, with the reason: the request then stays with the other agencies asked;
referral-page-done = report the outcome, once the request has been dealt with.
referral-company = Company
referral-contact = Contact
referral-email = E-mail
referral-phone = Telephone
referral-language = Language
referral-place = Place
referral-needs = Need
referral-services = Services that apply
referral-amount = Amount
referral-own-words = In the company’s own words
referral-proposed = Why we proposed it; the company said yes on { $day }
referral-added = Added by the company on { $date }
referral-because = Why { $agency }
referral-to-check = Conditions that are not known yet
referral-reply = If you reply to this message, your reply goes straight to { $contact }.
referral-consent = { $company } agreed that you receive these data to deal with this request. Do not use them for anything else.
referral-link = This link is meant for { $agency }: whoever has it can answer for the agency. Do not pass it on to others.
referral-links = These links are meant for { $agency }: whoever has them can answer for the agency. Do not pass them on to others.
