#!/usr/bin/env bash
# Packages and deploys one stage, then loads the directory and prints the first
# coordinator's sign-in link. Parameters of a stage are in parameters.<stage>.
#
#   STAGE=dev COORDINATOR=somebody@example.brussels infra/aws/deploy.sh
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

parameters=infra/aws/parameters.$stage
[ -f "$parameters" ] || fail "$parameters is missing; copy infra/aws/parameters.example and fill it in"

tests/tools/setup.sh
tests/template/check.sh
infra/aws/package.sh
stack=permanence-$stage
mapfile -t given < <(grep -vE '^\s*(#|$)' "$parameters")
sam deploy --template-file infra/aws/template.yaml --stack-name "$stack" --resolve-s3 \
  --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset \
  --parameter-overrides "Stage=$stage" "Architecture=$(cat target/lambda/architecture)" "${given[@]}"

output() {
  aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
}
base=$(printf '%s\n' "${given[@]}" | sed -n 's/^BaseUrl=//p')
[ -n "${COORDINATOR:-}" ] || { echo "deploy: $stack is up at $(output Address); set COORDINATOR to invite the first one"; exit 0; }
cargo build --locked --release -p permanence-aws
eval "$(aws configure export-credentials --format env)"
AWS_REGION=$(aws configure get region) PERMANENCE_SERVER_KEY=$(aws secretsmanager get-secret-value --output text \
  --query SecretString --secret-id "$(output ServerKeySecret)") \
  target/release/permanence-aws first-start --table "$(output TableName)" --base-url "$base" \
  --email "$COORDINATOR" --name "${COORDINATOR_NAME:-Coordination}"
