#!/usr/bin/env bash
# Runs a command with a DynamoDB Local of its own beside it, which ends with the
# command; with the one that runs already where somebody started it by hand. Where
# it can't run and `make test` says MAY_SKIP=1, the command runs without it, and its
# tests note that they left themselves out.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ -n "${DYNAMODB_LOCAL_URL:-}" ]; then exec "$@"; fi
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
DYNAMODB_LOCAL_RUN=$(mktemp -d)
export DYNAMODB_LOCAL_RUN
trap '"$tools/dynamodb-local.sh" stop; rm -rf "$DYNAMODB_LOCAL_RUN"' EXIT
DYNAMODB_LOCAL_URL=$("$tools/dynamodb-local.sh" start)
export DYNAMODB_LOCAL_URL
"$@"
