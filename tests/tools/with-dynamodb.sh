#!/usr/bin/env bash
# Runs a command with DynamoDB Local beside it: starts it where it is not
# running, and ends it afterwards if it was started here.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if running=$("$tools/dynamodb-local.sh" url 2>/dev/null); then
  export DYNAMODB_LOCAL_URL=$running
  exec "$@"
fi
DYNAMODB_LOCAL_URL=$("$tools/dynamodb-local.sh" start)
export DYNAMODB_LOCAL_URL
trap '"$tools/dynamodb-local.sh" stop' EXIT
"$@"
