#!/usr/bin/env bash
# Packages and deploys one stage, then loads the directory and prints the first
# coordinator's sign-in link. Parameters of a stage are in parameters.<stage>.
#
#   STAGE=dev COORDINATOR=somebody@example.brussels infra/aws/deploy.sh
#   STAGE=dev PAUSED=1 infra/aws/deploy.sh   stream and timer rest: a store moves in
set -euo pipefail
cd "$(dirname "$0")/../.."
stage=${STAGE:-}
fail() {
  echo "deploy: $*" >&2
  exit 1
}
[ "$stage" = dev ] || [ "$stage" = prod ] || fail "say which stage: make deploy STAGE=dev (or prod)"
command -v aws >/dev/null || fail "no AWS credentials can be found: the AWS command line is not installed (https://docs.aws.amazon.com/cli/)"
aws sts get-caller-identity >/dev/null 2>&1 \
  || fail "no AWS credentials; run 'aws configure sso' or set AWS_PROFILE, then try again"
command -v sam >/dev/null || fail "the SAM command line is needed: pip install aws-sam-cli"
# What the environment says goes before the profile, as for the tools themselves.
AWS_REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
[ -n "$AWS_REGION" ] || fail "no region; set AWS_REGION, or 'region' in the AWS profile"
export AWS_REGION AWS_DEFAULT_REGION=$AWS_REGION

parameters=infra/aws/parameters.$stage
[ -f "$parameters" ] || fail "$parameters is missing; copy infra/aws/parameters.example and fill it in"
stack=permanence-$stage
output() {
  aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
}
# The version of a secret that counts now; nothing while there is no stack.
version() {
  local secret
  secret=$(output "$1" 2>/dev/null) || return 0
  [ -n "$secret" ] || return 0
  aws secretsmanager describe-secret --secret-id "$secret" --output json | python3 -c '
import json, sys
versions = json.load(sys.stdin)["VersionIdsToStages"]
print(next(version for version, stages in versions.items() if "AWSCURRENT" in stages))'
}

tests/tools/setup.sh template
tests/template/check.sh
infra/aws/package.sh
paused=false
[ -z "${PAUSED:-}" ] || paused=true
given=$(python3 infra/aws/parameters.py "$parameters" "Stage=$stage" "Architecture=$(cat target/lambda/architecture)" \
  "Paused=$paused" "ServerKeyVersion=$(version ServerKeySecret)" "AdminKeyVersion=$(version AdminKeySecret)")
mapfile -t given <<<"$given"
sam deploy --template-file infra/aws/template.yaml --stack-name "$stack" --resolve-s3 \
  --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset --parameter-overrides "${given[@]}"

[ "$paused" = false ] || echo "deploy: $stack rests; deploy once more without PAUSED when the store has moved in"
[ -n "${COORDINATOR:-}" ] || { echo "deploy: $stack is up at $(output Address); set COORDINATOR to invite the first one"; exit 0; }
cargo build --locked --release -p permanence-aws
base=$(python3 infra/aws/parameters.py --get BaseUrl "$parameters")
eval "$(aws configure export-credentials --format env)"
PERMANENCE_SERVER_KEY=$(aws secretsmanager get-secret-value --output text \
  --query SecretString --secret-id "$(output ServerKeySecret)") \
  target/release/permanence-aws first-start --table "$(output TableName)" --base-url "$base" \
  --email "$COORDINATOR" --name "${COORDINATOR_NAME:-Coordination}"
