# Search.
search-title = Search
search-label = What are you looking for?
search-hint = A need, a kind of help, an agency, a place: in French, Dutch or English.
search-button = Search
search-lead = In your own words: “grant for a prototype”, “open a shop”, “ICAB”.
search-found = { $n ->
    [0] No answer to “{ $q }”.
    [one] One answer to “{ $q }”.
   *[other] { $n } answers to “{ $q }”.
}
search-corrected = “{ $typed }” is not known here; we looked for “{ $word }”.
search-together = There, for that
search-kind-need-type = need
search-kind-service = service
search-kind-agency = agency
search-kind-location = place
search-next = Next office hours:
search-book = book
search-none = Nothing under these words.
search-none-how = State your need in these words, and the right agency answers you:
search-because = Found by
search-by-word = “{ $phrase }”
search-by-synonym = “{ $phrase }”, another word for “{ $typed }”
search-by-part = “{ $word }” in “{ $typed }”: “{ $phrase }”
search-by-spelling = “{ $phrase }”, typed as “{ $typed }”
search-through = for: { $kind }
