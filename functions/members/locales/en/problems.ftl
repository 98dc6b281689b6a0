# The pages behind the types of problems.

problem-proposal-settled-about = A proposal that was accepted, refused or asked already does not change by this way any more.
problem-member-no-address-about = A member is asked by e-mail. Without a known address, complete its profile or speak to it during a permanence.
problem-member-unsubscribed-about = Each message that proposes support holds a link that ends them with one click. The member can go back on that on its own page.
problem-member-asked-before-about = A member gets one question a month at most, however many proposals there are. Several proposals are asked in one message.
problem-merge-changed-about = A merge can be taken back for 30 days, as long as the entry made by it exists. If it was merged into another one since, take that back first.
problem-import-not-ready-about = An import goes by stages: the file, its columns, the check, the writing. Each is possible only after the one before.
