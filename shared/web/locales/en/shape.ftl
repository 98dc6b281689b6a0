# What a field has to be.
shape-object = Give an object, between braces.
shape-type = This value is not of the right type; give another.
shape-instant = Give an instant as 2026-11-24T08:30:00Z.
shape-date = Give a date that exists, as 2026-11-24.
shape-value = This value is not accepted; correct it.
shape-length = Write { $min } to { $max } characters.
shape-at-least = Write at least { $min } characters.
shape-limit = Ask for 1 to 100 entries at once.
shape-no-value = Give this parameter a value, or leave it out.
shape-once = This parameter is given more than once: keep one.
