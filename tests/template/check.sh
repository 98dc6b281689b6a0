#!/usr/bin/env bash
# The template: cfn-lint, SAM's own expansion of both stages, and what they say
# against the code; the way to deploy it, with programs that only note how they
# are called; and that docs/cost.md says what its script makes of what was
# measured.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=.tools/venv/bin/python
mkdir -p target/rehearsal
$python infra/aws/cost/table.py --check docs/cost.md
.tools/venv/bin/cfn-lint infra/aws/template.yaml
$python tests/template/expand.py <infra/aws/template.yaml >target/rehearsal/template.json
for stage in dev prod; do
  AWS_DEFAULT_REGION=eu-west-1 $python tests/template/expand.py --translate "$stage" \
    <infra/aws/template.yaml >"target/rehearsal/expanded-$stage.json"
done
cd tests/template && node --test --test-reporter=spec "$@"
