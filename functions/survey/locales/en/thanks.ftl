# What an answer gives back, beside the thanks.
thanks-agency = Next office hours of { $agency }
thanks-place-all = All office hours at this place
thanks-agency-all = All office hours of this agency
thanks-none = None are planned in the weeks to come. They stand here as soon as they are.
thanks-book = Book a time
thanks-help = Help that fits
thanks-help-none = No service is tied to this place for now. Every service is open to companies of all places.
