# Access given by the coordinator.

invitation-subject = Your access to Permanence
invitation-title = You have access to Permanence
invitation-coordinator = Permanence brings together the requests of companies, the office hours of agencies on the spot and the satisfaction surveys. You can coordinate all of it there.
invitation-adviser = Permanence brings together the requests of companies and the office hours of agencies on the spot. You can follow the requests to { $agency } there and answer them.
invitation-host = Permanence brings together the requests of companies and the office hours of agencies on the spot. You can follow there what concerns { $place }: its members, their requests and the office hours.
invitation-how = There is no password: each time you sign in by a link sent to this address.
invitation-button = Open Permanence
invitation-until = This link is valid until { $date }.
