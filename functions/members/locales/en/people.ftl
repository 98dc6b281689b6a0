# One person's data, whatever they are here.

people-title = Personal data
people-lead = What is kept of one person: found, exported, erased.
people-q = Address or name
people-q-hint = The whole e-mail address, or whole words of the name.
people-find = Find
people-none = Nobody found
people-none-how = Search by the whole address, or by another spelling of the name.
people-erased = Nothing is kept any more
people-erased-on = All of it was erased on { $when }.
column-person = Person
column-kept = What is kept
column-asked = Asked for
column-erased = What was erased
kept-needs = { $n ->
    [one] { $n } need
   *[other] { $n } needs
}
kept-bookings = { $n ->
    [one] { $n } booking
   *[other] { $n } bookings
}
kept-members = { $n ->
    [one] { $n } company
   *[other] { $n } companies
}
kept-contacts = { $n ->
    [one] { $n } wish to be contacted
   *[other] { $n } wishes to be contacted
}
kept-messages = { $n ->
    [one] { $n } message that waits
   *[other] { $n } messages that wait
}
kept-merges = { $n ->
    [one] { $n } merged entry
   *[other] { $n } merged entries
}
kept-texts = { $n ->
    [one] { $n } text of somebody else
   *[other] { $n } texts of others
}
erasures-title = Erasures
erasures-none = Nobody has asked for an erasure yet.
erasure-done = Done on { $when }
erasure-going-on = Going on
erasure-proof = Proof { $id }
person-who = Who
person-names = Names
person-emails = Addresses
person-phones = Telephone
person-needs = Needs stated
person-bookings = Appointments
person-members = Companies that named this person
person-joined = Companies as they were before they were joined
person-contacts = Surveys: asked to be contacted
person-messages = Messages of places’ programs and forms that wait
person-company = Company
person-kinds = What is needed
person-words = In their own words
person-notes = Notes
person-told = Agencies told
person-place = Place
person-agency = Agency
person-unnamed = Without a name
person-export = Export
person-export-what = Everything on this page, for the person who asks for it.
person-export-json = Download as JSON
person-erase = Erase everything
person-erase-what = Name, address, telephone, words and notes go from needs, appointments, companies, imports, surveys and kept mails, and cannot be brought back. Open needs close, appointments to come are given back. Counts stay. Agencies that were told by e-mail keep their mails: tell them.
person-erase-do = Erase for good
done-erasing = The erasure has begun; below you see when it is done.
event-person-erased = What was known of its people was erased
