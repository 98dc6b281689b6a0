# Lists of members, imported.

import-title = Import a list
import-lead = CSV or Excel, as you have it: you check before anything is written, and can take it all back for 30 days.
import-new = New file
import-location = Place
import-location-hint = That of the companies whose row names no place.
import-file = File
import-file-hint = CSV or XLSX, 4 MB at most; a row names the columns; a title above it is passed over.
import-upload = Send the file
import-no-location = Choose the place.
import-no-file = Choose a file.
import-file-is-empty = This file is empty. Choose another.
import-refused = { $n ->
    [one] The file was not taken in: one field needs correcting
   *[other] The file was not taken in: { $n } fields need correcting
}
import-file-again = Choose the file again: the browser does not keep it.
import-failed-format = This file is neither a CSV table nor an Excel workbook. Save it as CSV or XLSX.
import-failed-empty = This file has no row below the column headings.
import-failed-rows = More than 50,000 rows. Divide the file.
import-failed-columns = More than 100 columns. Keep those that matter.
import-failed-unpacked = This workbook unpacks to too much. Save the sheet as CSV.
import-failed-erased = Parts of this file were missing when somebody’s data were erased, so it was let go. Upload it again.
imports-title = The last 30 days
import-name = File
import-unnamed = Unnamed list
import-uploading = file incomplete
import-mapping = columns to check
import-checking = rows are being looked at
import-checked = checked, not written yet
import-running = being written
import-done = written
import-undoing = being taken back
import-undone = taken back
import-failed = unreadable
import-progress = { $done } of { $n } rows
import-leave = You can leave this page: the work goes on.
import-again = See how far it is
row-new = new
row-changed = to change
row-same = unchanged
row-doubtful = doubtful
row-bad = to correct
row-new-done = added
row-changed-done = changed
row-same-done = unchanged
row-decided-done = doubtful, written
row-doubtful-done = doubtful, left out
row-bad-done = to correct, left out
row-written = written
row-taken-back = taken back
row-kept = left as they are
import-run-what = { $n ->
    [one] { $n } entry will be written.
   *[other] { $n } entries will be written.
} Doubtful rows without a decision and those to correct are left out.
import-run = Import
import-undo-what = Taking back: new entries go, others are as before. What somebody changed since stays.
import-undo = Take it all back
import-doubtful = Doubtful rows
import-doubtful-what = Say what each one is: without a decision it is left out.
import-decided = Decided to be written: { $written }; to be left out: { $left }; without a decision: { $n }.
import-decided-then = Written: { $written }; left out: { $left }; without a decision: { $n }, left out too.
import-doubtful-row = Row { $n }: { $name }
import-doubtful-see = See { $name } as it is now
import-decide = Save the decisions
import-no-member = There is no such member at a place of yours. Choose another.
doubt-twice = This company stands in row { $n } already.
doubt-elsewhere = This company is known at another place. If it is that one, it moves here.
doubt-of-others = A member of another place seems to be this company: ask the coordinator.
doubt-other-mail = A member of this name is here already, with another e-mail address.
doubt-alike = It may be a member that is known.
decision-member = It is { $name }, { $place }: what the row says is added there
decision-new = A new member
decision-left-out = Leave out
done-decided = Your decisions are kept.
import-changed = Rows that change an entry
import-changes = What changes
import-change = { $field }: { $before } → { $after }
import-was-unknown = unknown
import-changes-none = Nothing any more: the entry changed meanwhile.
import-changed-none = None from row { $from } to row { $to }.
import-added = Rows that add a member
import-added-first = The first { $n } of { $of }.
import-says = What it says
import-bad = Rows to correct
import-bad-more = There are more.
import-bad-file = All in a file to correct (CSV)
import-row = Row
import-cell = Cell
import-what-to-do = What to do
import-bad-row = Row { $n }: { $what }
import-heading = The headings stand in another row
import-heading-what = The columns are told anew from the row that you choose. What stands above it is left out; to have it back, upload the file again.
import-heading-row = Row with the headings
import-heading-take = Take this row
import-no-heading = Choose one of the first twenty rows that says something.
import-columns = Columns
import-columns-what = What each column holds. Without a choice it is left out. Remembered for this place.
import-unused = Columns that will not be read: { $columns }. Choose what they hold, or leave them.
import-column-n = Column { $n }
import-column-left = Leave out
import-check = Check the rows
import-no-name = No column is the company’s name. Choose “Name” for one of them.
import-kept = Left as they are
import-kept-what = Since the import somebody changed them; or they are new, and something happened with them: a need, an appointment, a proposal that was sent or put aside.
import-kept-row = row { $n }
import-kept-more = { $n ->
    [one] And { $n } more, which is not listed.
   *[other] And { $n } more, which are not listed.
}
done-heading = The columns are those of the row that you chose. Look through them.
done-import = It is under way.
problem-import-not-ready = Not at this stage
problem-import-not-ready-detail = The import is not at the stage for this. Reload it to see how far it is.
