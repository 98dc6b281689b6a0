// How a stage is deployed: with `aws`, `sam` and the builds played by programs
// that note how they are called.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { root, written } from "./stage.mjs";

// How SAM CLI 1.170 reads `--parameter-overrides` (samcli/cli/types.py).
const SAM = / ([A-Za-z0-9"']+)=("(?:\\.|[^"\\]+)*"|'(?:\\.|[^'\\]+)*'|(?:\\.|[^ "\\]+)+)/g;
function asSamReads(overrides) {
  const read = {};
  for (const one of overrides) {
    const found = [...` ${one.trim()}`.matchAll(SAM)];
    assert.ok(found.length > 0, `SAM refuses ${one}`);
    for (const [, name, value] of found) {
      read[name] = value.replace(/^(["'])(.*)\1$/, "$2").replaceAll("\\ ", " ").replaceAll('\\"', '"').replaceAll("\\'", "'");
    }
  }
  return read;
}

const AWS = `#!/bin/bash
echo "aws $*" >>"$CALLS"
case "$1 $2" in
  "sts get-caller-identity") [ -z "$NO_CREDENTIALS" ] ;;
  "configure get") [ -z "$NO_REGION" ] && echo profile-region ;;
  "configure export-credentials") echo export AWS_ACCESS_KEY_ID=exported ;;
  "cloudformation describe-stacks")
    [ -n "$STACK" ] || exit 255
    [[ "$*" =~ OutputKey==\\'([A-Za-z]+)\\' ]] && echo "the-\${BASH_REMATCH[1]}" ;;
  "secretsmanager describe-secret") echo '{"VersionIdsToStages": {"old": ["AWSPREVIOUS"], "new-of-'"$4"'": ["AWSCURRENT"]}}' ;;
  "secretsmanager get-secret-value") echo the-key ;;
  *) exit 9 ;;
esac
`;
const NOTE = '#!/bin/bash\necho "${0##*/} $*" >>"$CALLS"\n';
const SAM_NOTES = '#!/bin/bash\nprintf "%s\\n" "$@" >"$CALLS.sam"\n';
const FIRST_START = '#!/bin/bash\necho "first-start in $AWS_REGION with $PERMANENCE_SERVER_KEY: $*" >>"$CALLS"\n';

// A copy of the project that has nothing but the way to deploy.
function deploy(environment, { parameters, without = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "deploy-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    chmodSync(join(folder, path), 0o755);
  };
  try {
    for (const file of ["deploy.sh", "parameters.py"]) cpSync(join(root, "infra/aws", file), join(folder, "infra/aws", file));
    write("infra/aws/parameters.dev", parameters ?? readFileSync(join(root, "infra/aws/parameters.example"), "utf8"));
    for (const step of ["tests/tools/setup.sh", "tests/template/check.sh", "infra/aws/package.sh", "bin/cargo"]) write(step, NOTE);
    write("target/lambda/architecture", "arm64\n");
    write("target/release/permanence-aws", FIRST_START);
    if (!without.includes("aws")) write("bin/aws", AWS);
    if (!without.includes("sam")) write("bin/sam", SAM_NOTES);
    const calls = join(folder, "calls");
    const run = spawnSync(join(folder, "infra/aws/deploy.sh"), {
      encoding: "utf8",
      env: { PATH: `${folder}/bin:/usr/local/bin:/usr/bin:/bin`, HOME: folder, CALLS: calls, STAGE: "dev", ...environment },
    });
    const text = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");
    const sam = text(`${calls}.sam`).trim().split("\n");
    const overrides = sam.slice(sam.indexOf("--parameter-overrides") + 1);
    return { status: run.status, said: run.stderr + run.stdout, calls: text(calls), sam, overrides };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the parameters of the example arrive as they are written", () => {
  const { status, said, overrides } = deploy({});
  assert.equal(status, 0, said);
  assert.deepEqual(asSamReads(overrides), {
    MailFrom: "Permanence <permanence@example.brussels>", MailIdentity: "example.brussels",
    BaseUrl: "https://permanence.example.brussels", AlarmEmail: "operations@example.brussels", LogDays: "30", RequestsPerSecond: "50",
    Stage: "dev", Architecture: "arm64", Paused: "false", ServerKeyVersion: "", AdminKeyVersion: "",
  });
  for (const name of Object.keys(asSamReads(overrides))) assert.ok(written.Parameters[name], `the template has ${name}`);
});

test("what is no parameter is refused with its line", () => {
  const { status, said } = deploy({}, { parameters: "# a note\nMailFrom: somebody\n" });
  assert.notEqual(status, 0);
  assert.match(said, /line 2: expected NAME=VALUE, got: MailFrom: somebody/);
});

test("a value may hold quotation marks, and may stand in them", () => {
  const { overrides } = deploy({}, { parameters: 'MailFrom="Permanence" <p@example.brussels>\nBaseUrl="https://p.example"\n' });
  const { MailFrom, BaseUrl } = asSamReads(overrides);
  assert.deepEqual([MailFrom, BaseUrl], ['"Permanence" <p@example.brussels>', "https://p.example"]);
});

test("where a stack stands, the versions of its secrets go along", () => {
  const { ServerKeyVersion, AdminKeyVersion, Paused } = asSamReads(deploy({ STACK: "1", PAUSED: "1" }).overrides);
  assert.equal(ServerKeyVersion, "new-of-the-ServerKeySecret");
  assert.equal(AdminKeyVersion, "new-of-the-AdminKeySecret");
  assert.equal(Paused, "true");
});

test("without credentials, region or tools it says what to do, and nothing is built", () => {
  for (const [environment, options, says] of [
    [{ NO_CREDENTIALS: "1" }, {}, /no AWS credentials; run 'aws configure sso' or set AWS_PROFILE/],
    [{ NO_REGION: "1" }, {}, /no region; set AWS_REGION/],
    [{ STAGE: "test" }, {}, /make deploy STAGE=dev \(or prod\)/],
    [{ STAGE: "prod" }, {}, /parameters\.prod is missing/],
    [{}, { without: ["sam"] }, /SAM command line is needed/],
  ]) {
    const { status, said, calls } = deploy(environment, options);
    assert.equal(status, 1, said);
    assert.match(said, says);
    assert.doesNotMatch(calls, /package\.sh|check\.sh|setup\.sh/);
  }
});

test("the environment's region is the one that the first coordinator is made in", () => {
  const start = (environment) => deploy({ STACK: "1", COORDINATOR: "a@example.brussels", ...environment }).calls;
  const says = (region) => `first-start in ${region} with the-key: first-start --table the-TableName --base-url https://permanence.example.brussels`;
  assert.ok(start({ AWS_REGION: "eu-central-1" }).includes(says("eu-central-1")));
  assert.ok(start({ AWS_DEFAULT_REGION: "eu-west-3" }).includes(says("eu-west-3")));
  assert.ok(start({}).includes(says("profile-region")));
});

test("a deployment sets up the template's checks and no browser", () => {
  const { calls } = deploy({});
  assert.match(calls, /^setup\.sh template$/m);
  assert.match(calls, /^check\.sh $/m);
});

test("a program that Lambda's C library is too old for is warned of", () => {
  const folder = mkdtempSync(join(tmpdir(), "glibc-"));
  const program = join(folder, "needs-lambda");
  const warning = (symbols) => {
    writeFileSync(program, `\0${symbols.join("\0")}\0`);
    const run = spawnSync("python3", [join(root, "infra/aws/glibc.py"), program], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    return run.stderr;
  };
  try {
    assert.equal(warning(["GLIBC_2.2.5", "GLIBC_2.34", "GLIBC_2.9"]), "");
    assert.match(warning(["GLIBC_2.34", "GLIBC_2.39"]), /needs-lambda needs glibc 2\.39, and Lambda has 2\.34/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
