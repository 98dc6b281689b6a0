#!/usr/bin/env bash
# Runs a command with DynamoDB Local beside it: starts it where it is not
# running, and ends it afterwards if it was started here. Where it can't run
# and `make test` says MAY_SKIP=1, the command runs without it, and its tests
# note that they left themselves out.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if running=$("$tools/dynamodb-local.sh" url 2>/dev/null); then
  export DYNAMODB_LOCAL_URL=$running
  exec "$@"
fi
for program in java npm; do
  if [ "${MAY_SKIP:-}" = 1 ] && ! "$tools/has.sh" "$program"; then
    "$tools/has.sh" --how "$program" >&2
    export PERMANENCE_SKIP_DYNAMODB=1
    exec "$@"
  fi
done
DYNAMODB_LOCAL_URL=$("$tools/dynamodb-local.sh" start)
export DYNAMODB_LOCAL_URL
trap '"$tools/dynamodb-local.sh" stop' EXIT
"$@"
