# Statements: privacy, accessibility.
statement-contact = Contact
statement-write-to = Write to

privacy-title = Your data
privacy-lead = What we keep, why, for how long, and what you can ask for.
privacy-who-title = Who is responsible
privacy-who-text = The coordinator of the Brussels office hours is responsible for this service and for your data. The address is at the bottom of this page. Each agency to which a need is passed on is then responsible for what it keeps of it.
privacy-what-title = What we keep
privacy-what-text =
    When you state a need: the company’s name, what you say about it (stage, sector, enterprise number), your name, your e-mail address, your telephone number if you give it, your language, the place where you work and the text of your need.
    If your incubator or coworking space passed the need on, we have these data from it.
    We also keep what followed: to which agency the need went, when, why, and what came of it.
privacy-why-title = Why, and on what basis
privacy-why-text =
    To find the agency that can help you and to see to it that it answers: this is the programme’s task in the public interest (GDPR, Article 6(1)(e)).
    Your data go to an agency with your consent only (Article 6(1)(a)). You can withdraw it at any time by the link that you received by e-mail; what happened before stays lawful.
    Without an e-mail address nobody can answer you; everything else is optional or says why it is asked.
    Written rules suggest the agency from your words. What is only inferred is always read by a person.
privacy-whom-title = Who sees them
privacy-whom-text = Nobody else: no sale, no advertising, no audience measurement, no third-party service on these pages.
privacy-how-long-title = For how long
privacy-how-long-text = Each piece of personal data has an end fixed beforehand, at most 24 months after the last contact; data of the company, at most 36 months. The figures that remain after that let nobody be recognised.
privacy-rights-title = Your rights
privacy-rights-text =
    You can see your data, have them corrected, erased or handed over, have their use limited, or object to it. Write to us: we answer within a month.
    If the answer does not satisfy you, you can turn to the Belgian Data Protection Authority, Rue de la Presse 35, 1000 Brussels, contact@apd-gba.be.
privacy-members-title = Hosted companies
privacy-members-text = If your company is hosted at a place of the programme, we keep what your place, your requests and you yourself said of it, field by field with its origin, to see which public support could serve you. Nothing is passed on to an agency without your yes. We ask one question a month at most, by e-mail; one click ends that. By the link in these messages you see, correct and delete everything. A list that your place imports is kept for 30 days, as long as it can be taken back.
privacy-fields = Every field that may be kept of a company
privacy-field = What
privacy-field-why = Why
privacy-field-kept = How long
privacy-field-months = { $n } months after the last contact
privacy-bookings-title = Appointments
privacy-bookings-text = An appointment keeps your name, your e-mail address and, where you give them, phone, company, language and message, in order to hold it and to tell you of changes. The agency that meets you, the place and the coordination see them. They are erased twelve months after the appointment; all that remains then is that a seat was taken.
privacy-survey-title = The satisfaction survey
privacy-survey-text = Answers are anonymous by design: nothing links them to you, to your device or to an invitation. Results never show a group of fewer than 5 answers. Do not write your name in the free text.
privacy-technical-title = Technical matters
privacy-technical-text = One cookie remembers your language if you choose it; another keeps the session of teams who sign in. The server’s logs hold numbers only: no names, no addresses, no texts.

accessibility-title = Accessibility
accessibility-lead = Everybody should be able to use these pages. This is what we do, and what we do not know yet.
accessibility-aim-title = Our aim
accessibility-aim-text = To follow WCAG 2.2 at levels A and AA and the standard EN 301 549, as the Brussels ordinance of 4 October 2018 on the accessibility of public websites asks. All pages work without JavaScript, with the keyboard, from 360 pixels of width.
accessibility-tested-title = What is tested
accessibility-tested-text = The pages go through the automatic checks of axe-core (rules wcag2a to wcag22aa) in Chromium, in French, Dutch and English, at 360 and 1280 pixels. An automatic check finds only part of what stands in people’s way.
accessibility-limits-title = What is not tested yet
accessibility-limits-text =
    No trial with disabled people has taken place yet, and no external audit: we therefore do not claim full conformance.
    Documents of agencies that an e-mail may point to are not in our hands.
accessibility-complain-title = Reporting an obstacle
accessibility-complain-text =
    Write to the address below, naming the page and what stopped you. We answer, and give you the information in another way meanwhile.
    Without a satisfying answer, you can complain to the Region’s ombuds service: ombuds.brussels.
