# Words that more than one mail uses.

common-and = and
common-greeting = Hello,
common-greeting-name = Dear { $name },
