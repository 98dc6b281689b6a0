# What a member agrees to who shares a request. The sentences of a version do not change any more: another sentence is another version.
agreed-2026-11 = I agree that my request and my contact details are passed on to the agencies that can help me.
agreed-2026-11-for = The member agreed that its request and contact details are passed on to the agencies that can help it.
agreed-2026-11-yes = By saying yes you agree that your request, your name and your address go to: { $agencies }.
agreed-told = { $day }: “{ $words }” (wording { $version })
