# New link.

link-subject = Your new link
link-title = Here is your new link
link-agency = A new link was asked for to answer the request from { $company }.
link-member = A new link was asked for to the page of your request.
link-needs = It is about: { $needs }.
link-agency-button = Answer the request
link-member-button = See where my request stands
link-old = Links sent before no longer work.
