# To a colleague who asked for the same.

joined-title = Your company already has an open request about this
joined-text = A request of your company has been open since { $date }: { $needs }. We added your message and your details to it, so that no agency receives the same request twice.
joined-with = The request is with { $agencies }.
joined-small = Whoever stated the request receives the news about it. You asked for nothing? Tell the coordination of the permanences.
