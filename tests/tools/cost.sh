#!/usr/bin/env bash
# Measures what each use case consumes of the table, and makes the tables of
# docs/cost.md from it.
set -euo pipefail
cd "$(dirname "$0")/../.."
REHEARSE=cost tests/tools/rehearse.sh
python3 infra/aws/cost/table.py --write docs/cost.md
