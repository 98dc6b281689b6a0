# To an adviser: the address of their calendar.

calendar-subject = Your calendar of office hours
calendar-title = Your office hours in your calendar
calendar-what = This address shows your office hours and who booked: company, name and message. It keeps itself up to date.
calendar-how = In Outlook, Google Calendar or the calendar of your phone, choose “subscribe to a calendar” or “from URL” and paste the address.
calendar-button = Address of the calendar
calendar-secret = Whoever has this address can read the calendar: do not pass it on. If it got around, ask the coordination for a new one; the old one will then show nothing.
