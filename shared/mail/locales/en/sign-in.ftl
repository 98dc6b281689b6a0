# Sign-in link.

sign-in-subject = Your link to sign in to Permanence
sign-in-title = Sign in to Permanence
sign-in-text = Open this link to sign in. It is valid for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    } and works once.
sign-in-button = Sign in
sign-in-not-you = You did not ask for this link? Ignore this message: without the link nobody can sign in as you.
