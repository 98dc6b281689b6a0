// The template against the code: its roles, its routes, its settings. Run by
// tests/template/check.sh, which writes the two forms of the template.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { runSimulation } from "@cloud-copilot/iam-simulate";

const root = join(import.meta.dirname, "../..");
const read = (path) => readFileSync(join(root, path), "utf8");
const written = JSON.parse(read("target/rehearsal/template.json"));
const expanded = JSON.parse(read("target/rehearsal/expanded.json"));
const functions = ["Directory", "Schedule", "Needs", "Referrals", "Survey", "Console", "Dispatch"];
const web = functions.filter((name) => name !== "Dispatch");

const account = "123456789012";
const table = `arn:aws:dynamodb:eu-west-1:${account}:table/permanence`;

// What CloudFormation would put in place of its functions.
function resolved(value) {
  if (Array.isArray(value)) return value.map(resolved);
  if (value === null || typeof value !== "object") return value;
  if (value["Fn::GetAtt"]) return String(value["Fn::GetAtt"]) === "Table,Arn" ? table : `arn:aws:x:::${value["Fn::GetAtt"]}`;
  if (value["Fn::Sub"]) return String(value["Fn::Sub"]).replace(/\$\{[^}]*\}/g, "x");
  if (value.Ref) return value.Ref;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner)]));
}

function role(name) {
  return expanded.Resources[`${name}Role`].Properties.Policies.map((policy) => ({
    name: String(resolved(policy.PolicyName)),
    policy: resolved(policy.PolicyDocument),
  }));
}

async function may(name, action, key) {
  const contextVariables = key === undefined ? {} : { "dynamodb:LeadingKeys": [key] };
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:role/${name}`,
        action: `dynamodb:${action}`,
        resource: { resource: table, accountId: account },
        contextVariables,
      },
      identityPolicies: role(name),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  assert.ok(result.overallResult ?? result.analysis, JSON.stringify(result));
  return (result.overallResult ?? result.analysis.result) === "Allowed";
}

const reads = ["GetItem", "BatchGetItem", "Query"];
const writes = ["PutItem", "UpdateItem", "DeleteItem"];

async function only(names, actions, keys) {
  for (const name of functions) {
    for (const action of actions) {
      for (const key of keys) {
        assert.equal(await may(name, action, key), names.includes(name), `${name} ${action} ${key}`);
      }
    }
  }
}

test("each function reads and writes what it is for", async () => {
  await only(["Survey", "Dispatch"], ["PutItem"], ["SURVEY#s1"]);
  await only(["Needs", "Referrals", "Console", "Dispatch"], ["PutItem"], ["NEED#n1"]);
  // The dispatcher gives seats back and offers them again.
  await only(["Schedule", "Dispatch"], ["PutItem"], ["PERMANENCE#p1", "BOOKING#b1"]);
  await only(["Schedule"], ["PutItem"], ["PERMANENCES#ALL", "FEED#LOCATION#icab", "FEED#AGENCY#hub", "ADVISER#a1"]);
  await only(["Console"], ["PutItem"], ["STAFF", "AUTH#SESSION#h"]);
});

test("the survey function can't read a need, a referral or who signs in", async () => {
  for (const action of reads) {
    for (const key of ["NEED#n1", "NEEDS#ALL#2026", "REFERRALS#ALL#2026", "AUTH#LINK#n", "SOURCES"]) {
      assert.equal(await may("Survey", action, key), false, `${action} ${key}`);
    }
  }
});

test("the public directory writes nothing but the catalogue, and marks for the dispatcher", async () => {
  const others = ["NEED#n1", "NEEDS#ALL#2026", "REFERRALS#ALL#2026", "PERMANENCE#p1", "PERMANENCES#ALL", "SURVEY#s1",
    "SURVEYS", "SOURCES", "STAFF", "AUTH#SESSION#h", "BOOKING#b1", "DUE#00", "DEAD#2026"];
  for (const action of writes) {
    for (const key of others) assert.equal(await may("Directory", action, key), false, `${action} ${key}`);
    assert.equal(await may("Directory", action, "CATALOGUE"), true);
  }
  await only(["Directory"], writes, ["CATALOGUE"]);
});

test("only the dispatcher reads and deletes what is pending and due", async () => {
  await only(["Dispatch"], [...reads, "DeleteItem"], ["PENDING#07", "DUE#07"]);
  await only(["Dispatch", "Console"], reads, ["DEAD#2026"]);
});

test("nobody scans, and no operation goes without a partition key", async () => {
  for (const name of functions) {
    for (const action of ["Scan", "PartiQLSelect", "PartiQLUpdate", "DeleteTable", "UpdateTable", "ExportTableToPointInTime"]) {
      assert.equal(await may(name, action, undefined), false, `${name} ${action}`);
    }
    for (const action of [...reads, ...writes]) {
      assert.equal(await may(name, action, undefined), false, `${name} ${action} with no key`);
    }
  }
});

test("no role has a wildcard", () => {
  for (const name of functions) {
    for (const { policy } of role(name)) {
      for (const statement of policy.Statement) {
        const actions = [statement.Action].flat();
        assert.ok(!actions.some((action) => action.includes("*")), `${name}: ${actions}`);
        assert.ok(![statement.Resource].flat().includes("*"), `${name}: ${actions} on everything`);
      }
    }
  }
});

function rustFiles(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return rustFiles(path);
    return entry.name.endsWith(".rs") ? [path] : [];
  });
}

// The routes that a crate registers, as its source says them.
function registered(folder) {
  const found = new Set();
  for (const file of rustFiles(folder)) {
    const text = read(file);
    for (const [, path] of text.matchAll(/\bpath = "(\/[^"]*)"/g)) found.add(path);
    for (const [, path] of text.matchAll(/\.route\(\s*"(\/[^"]*)"/g)) found.add(path);
  }
  return found;
}

// API Gateway's parameters fill a whole segment.
const gatewayForm = (path) => path.replace(/\{[^}]*\}[^/]*/g, "{}");

function routesOf(name) {
  const events = Object.values(written.Resources[name].Properties.Events);
  return events.filter((event) => event.Type === "HttpApi" && event.Properties.Path).map((event) => event.Properties.Path);
}

test("template, code and description have the same routes", () => {
  const described = Object.keys(JSON.parse(read("infra/local/openapi.json")).paths);
  const all = new Map();
  for (const name of web) {
    const inCode = registered(`functions/${name.toLowerCase()}/src`);
    if (name === "Directory") {
      for (const path of registered("shared/web/src")) inCode.add(path);
    }
    const inTemplate = routesOf(name);
    for (const path of inTemplate) all.set(gatewayForm(path), name);
    assert.deepEqual(
      [...new Set(inTemplate.map(gatewayForm))].sort(),
      [...new Set([...inCode].map(gatewayForm))].sort(),
      `routes of ${name}`,
    );
  }
  for (const path of described) assert.ok(all.has(gatewayForm(path)), `${path} is described and has no route`);
});

test("what the programs read from the environment is what the template sets", () => {
  const text = read("shared/runtime-aws/src/settings.rs");
  const known = [...text.match(/VARIABLES[^;]*;[^;]*\];/s)[0].matchAll(/"(PERMANENCE_[A-Z_]+)"/g)].map(([, name]) => name);
  const set = new Set(Object.keys(written.Globals.Function.Environment.Variables));
  for (const name of functions) {
    for (const variable of Object.keys(written.Resources[name].Properties.Environment?.Variables ?? {})) set.add(variable);
  }
  const rehearsal = ["PERMANENCE_CLOCK", "PERMANENCE_REHEARSAL"];
  assert.deepEqual([...set].sort(), known.filter((name) => !rehearsal.includes(name)).sort());
});

test("no secret stands in the template, and what must be kept is kept", () => {
  const variables = written.Globals.Function.Environment.Variables;
  for (const name of ["PERMANENCE_SERVER_KEY", "PERMANENCE_ADMIN_KEY"]) {
    assert.match(JSON.stringify(variables[name]), /resolve:secretsmanager/);
  }
  const { Properties: properties, DeletionPolicy } = written.Resources.Table;
  assert.equal(DeletionPolicy, "Retain");
  assert.equal(properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled, true);
  assert.equal(properties.SSESpecification.SSEEnabled, true);
  assert.equal(properties.TimeToLiveSpecification.AttributeName, "exp");
  assert.equal(written.Resources.ServerKey.DeletionPolicy, "Retain");
});
