#!/usr/bin/env bash
# What `make test` runs: step after step, each one or more parts, which are
# targets of the Makefile. One that fails stops no other. The last words are
# the seconds of each, what did not run (part.sh, testkit::skipped), and what
# failed; the status says so too.
# Lanes with a + between them run side by side, the parts of a lane, with
# commas between, one after another. The last lane speaks as it goes; what the
# others have to say is told part by part when all lanes are done.
#
#   all.sh setup+clippy lint unit,rehearse+journeys,browser
set -uo pipefail
cd "$(dirname "$0")/../.."
skipped=.tools/skipped told=.tools/parts
mkdir -p "$told" && rm -f "$skipped" "$told"/*
export MAY_SKIP=1
part() { # <part>: runs it, and notes how long it took and whether it passed
  local began=$SECONDS passed=passed
  "${MAKE:-make}" --no-print-directory --keep-going "$1" || passed=failed
  echo "$1 $((SECONDS - began)) $passed" >>"$told/done"
}
for step in "$@"; do
  IFS=+ read -ra lanes <<<"$step"
  aside=()
  for lane in "${lanes[@]::${#lanes[@]}-1}"; do
    aside+=(${lane//,/ })
    for one in ${lane//,/ }; do part "$one" >"$told/$one.log" 2>&1; done &
  done
  for one in $(tr , ' ' <<<"${lanes[-1]}"); do part "$one"; done
  wait
  for one in "${aside[@]}"; do cat "$told/$one.log"; done
done
echo "seconds: $(cut -d' ' -f1,2 "$told/done" | paste -sd, | sed 's/,/, /g'), together $SECONDS"
if [ -s "$skipped" ]; then
  echo "$(sort -u "$skipped" | wc -l) did not run:"
  sort -u "$skipped" | sed 's/^/  /'
else
  echo "nothing was skipped"
fi
failed=$(sed -n 's/ [0-9]* failed$//p' "$told/done")
if [ -n "$failed" ]; then
  echo "failed:" $failed
  exit 1
fi
echo "every part that ran passed"
