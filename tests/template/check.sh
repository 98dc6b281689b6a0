#!/usr/bin/env bash
# The template: cfn-lint, SAM's own expansion, and what both say against the
# code; and that docs/cost.md says what its script makes of what was measured.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=.tools/venv/bin/python
mkdir -p target/rehearsal
$python infra/aws/cost/table.py --check docs/cost.md
.tools/venv/bin/cfn-lint infra/aws/template.yaml
$python tests/template/expand.py <infra/aws/template.yaml >target/rehearsal/template.json
AWS_DEFAULT_REGION=eu-west-1 $python tests/template/expand.py --translate <infra/aws/template.yaml >target/rehearsal/expanded.json
cd tests/template && node --test --test-reporter=spec
