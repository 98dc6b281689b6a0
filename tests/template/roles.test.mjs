// The roles, against a policy simulator: who may do what, and on which keys.
import assert from "node:assert/strict";
import { test } from "node:test";

import { runSimulation } from "@cloud-copilot/iam-simulate";

import { account, expand, functions, ofType, table } from "./stage.mjs";

const prod = expand("prod");

function role(name) {
  const { Role } = prod.resources[name].Properties;
  assert.deepEqual(Role, { resource: `${name}Role.Arn` }, `${name} has a role of its own`);
  return prod.resources[`${name}Role`].Properties.Policies.map((policy) => ({
    name: policy.PolicyName,
    policy: policy.PolicyDocument,
  }));
}

async function allowed(name, action, resource, contextVariables = {}) {
  const request = {
    principal: `arn:aws:iam::${account}:role/${name}`, action, resource: { resource, accountId: account }, contextVariables,
  };
  const policies = { identityPolicies: role(name), serviceControlPolicies: [], resourceControlPolicies: [] };
  const result = await runSimulation({ request, ...policies }, {});
  assert.ok(result.overallResult ?? result.analysis, JSON.stringify(result));
  return (result.overallResult ?? result.analysis.result) === "Allowed";
}

const may = (name, action, key) =>
  allowed(name, `dynamodb:${action}`, table, key === undefined ? {} : { "dynamodb:LeadingKeys": [key] });

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
  await only(["Survey"], [...reads, ...writes], ["QUESTIONNAIRE"]);
  // A member's yes makes a need.
  await only(["Members", "Needs", "Referrals", "Console", "Dispatch"], ["PutItem"], ["NEED#n1"]);
  // The console sends the mails of members again; their lists it leaves alone.
  await only(["Members", "Console", "Dispatch"], ["PutItem"], ["IMPORT#i1"]);
  await only(["Members", "Needs", "Console", "Dispatch"], ["PutItem"], ["MEMBER#m1"]);
  // By webhook a place tells who joined, changed, left.
  await only(["Members", "Needs", "Dispatch"], ["PutItem"], ["MEMBERS#ALL", "PROPOSALS#open"]);
  await only(["Members"], ["PutItem"], ["IMPORTS#icab", "RULES#HISTORY#R07"]);
  // What a need asks of people is written with it; the list is the console's.
  await only(["Needs", "Referrals", "Members", "Dispatch"], ["PutItem", "DeleteItem"], ["WORK#COORDINATOR", "WORK#AGENCY#hub"]);
  await only(["Console", "Dispatch"], ["Query"], ["WORK#COORDINATOR"]);
  await only(["Dispatch"], ["PutItem"], ["MORNING#2026-11-24", "NOTICES#20261125", "DIGEST#hub#2026-11-25"]);
  // Whoever ends digests by a link does so at the members' function.
  await only(["Inform", "Dispatch"], ["PutItem"], ["INFORM#DIGESTS#2026-12", "INFORM#NEWS", "INFORM#ISSUE#2026-12.icab"]);
  await only(["Inform", "Members", "Dispatch"], ["PutItem", "DeleteItem"], ["INFORM#READER#abc"]);
  await only(["Inform", "Console", "Dispatch"], ["Query"], ["INFORM#DORMANT"]);
  // How a place stood before a change that may cancel sessions.
  await only(["Directory", "Dispatch"], ["PutItem"], ["LOCATION#icab"]);
  // What is kept beside an entry of the directory; how far its end is, the dispatcher goes on with.
  await only(["Directory", "Console", "Dispatch"], [...reads, "PutItem"], ["ENTRY#service#innoviris-shape", "ENTRY#days_off"]);
  for (const key of ["TASKS", "ENTRY#agency#hub"]) assert.equal(await may("Directory", "DeleteItem", key), true, key);
  await only(["Needs"], ["PutItem"], ["VERSIONS#STRATEGY#rd_grant"]);
  // Whoever writes a person writes where that person is found; the dispatcher erases.
  await only(["Needs", "Referrals", "Schedule", "Members", "Survey", "Dispatch"], ["PutItem"], ["PERSON#p1", "PEOPLE#w1"]);
  await only(["Members", "Dispatch"], ["PutItem"], ["MERGE#m1", "ERASURES"]);
  await only(["Members", "Console", "Dispatch"], ["PutItem"], ["ERASURE#e1"]);
  await only(["Members", "Dispatch"], ["PutItem"], ["RULES#REVIEW"]);
  // The dispatcher gives seats back and offers them again.
  await only(["Schedule", "Dispatch"], ["PutItem"], ["PERMANENCE#p1"]);
  // The console sends the mails of bookings and advisers again; a member's bookings come along when entries are joined.
  await only(["Schedule", "Members", "Console", "Dispatch"], ["PutItem"], ["BOOKING#b1"]);
  await only(["Schedule", "Console", "Dispatch"], ["PutItem"], ["ADVISER#MAIL#a1"]);
  await only(["Console", "Dispatch"], [...reads, "PutItem"], ["NOTICE#MAIL#adviser.a1"]);
  // Whether the mail still has somebody to go to, it looks up.
  for (const name of ["Schedule", "Console", "Dispatch"]) assert.equal(await may(name, "BatchGetItem", "ADVISER#a1"), true, name);
  // What arrived from a webhook source: kept by needs, and freed of a person by the dispatcher.
  await only(["Needs", "Dispatch"], ["PutItem"], ["SOURCE#s1"]);
  // What waits there of a person, members shows.
  await only(["Needs", "Members", "Dispatch"], reads, ["SOURCE#s1"]);
  // What an adviser who leaves hands over, the dispatcher does step by step.
  await only(["Schedule", "Dispatch"], ["PutItem"], ["PERMANENCES#ALL", "PERMANENCES#GONE", "FEED#ALL", "FEED#LOCATION#icab", "FEED#AGENCY#hub", "ADVISER#a1", "ADVISERS"]);
  // Open data are known by the mark of all permanences.
  assert.equal(await may("Directory", "BatchGetItem", "FEED#ALL"), true);
  assert.equal(await may("Directory", "BatchGetItem", "FEED#LOCATION#icab"), false);
  await only(["Schedule", "Console", "Dispatch"], [...reads, "PutItem"], ["HANDOVER#a1"]);
  await only(["Console"], ["PutItem"], ["AUTH#SESSION#h"]);
  // Where a place is followed by another, the dispatcher makes its hosts and programs the other's.
  await only(["Console", "Dispatch"], ["PutItem"], ["STAFF"]);
  await only(["Needs", "Dispatch"], ["PutItem"], ["SOURCES"]);
  await only(["Console"], ["DeleteItem"], ["STAFF"]);
  // A rota that is proposed: worked out by a program that changes nothing else, published by the dispatcher.
  await only(["Planner", "Propose", "Dispatch"], ["PutItem"], ["PLAN#p1", "PLANS"]);
  for (const key of ["PERMANENCE#p1", "BOOKING#b1", "NEED#n1"]) assert.equal(await may("Propose", "PutItem", key), false, key);
  // What mends the rota: looked for when the dispatcher asks, shown by the console, chosen at the planner.
  await only(["Planner", "Propose"], ["PutItem", "DeleteItem"], ["REPAIRS"]);
  await only(["Planner", "Propose", "Console"], ["BatchGetItem"], ["REPAIRS"]);
  await only(["Planner", "Propose", "Dispatch"], ["PutItem"], ["REPAIRS#WAITING"]);
  await only(["Dispatch"], ["PutItem"], ["PLANS#QUARTERS"]);
  // Who is told by webhook: kept on the console, called and switched off by the dispatcher.
  await only(["Console", "Dispatch"], [...reads, "PutItem"], ["ENDPOINTS", "ENDPOINT#e1", "ENDPOINT#MAIL#e1"]);
});

test("what is told is read from figures, never from the people behind them, and nothing is written", async () => {
  await only(["Inform", "Propose", "Dispatch"], ["Query"], ["FIGURES#1#2026-Q4", "FIGURES"]);
  await only(["Dispatch"], ["PutItem", "DeleteItem"], ["FIGURES#1#2026-Q4", "FIGURES#WAIT", "FIGURES"]);
  for (const key of ["NEED#n1", "NEEDS#ALL#2026", "REFERRALS#ALL#2026", "BOOKING#b1", "MEMBER#m1", "PERSON#p1", "AUTH#LINK#n"]) {
    for (const action of [...reads, ...writes]) assert.equal(await may("Inform", action, key), false, `${action} ${key}`);
  }
});

test("the survey function can't read a need, a referral or who signs in", async () => {
  for (const action of reads) {
    for (const key of ["NEED#n1", "NEEDS#ALL#2026", "REFERRALS#ALL#2026", "AUTH#LINK#n", "SOURCES", "MEMBER#m1", "MEMBERS#ALL"]) {
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
  // The rules by which needs are determined, strategies, and the questionnaire's versions stand beside it.
  // A place that ends once its sessions have gone elsewhere, the dispatcher ends.
  await only(["Directory", "Members", "Needs", "Survey", "Dispatch"], ["PutItem", "UpdateItem"], ["CATALOGUE", "CATALOGUE#REVISION"]);
  await only(["Directory"], ["DeleteItem"], ["CATALOGUE"]);
});

test("a booking demands that the directory is as it was read, and changes nothing of it", async () => {
  // The directory's own function holds it in its own commits.
  await only(["Schedule", "Directory"], ["ConditionCheckItem"], ["CATALOGUE#REVISION"]);
  await only(["Directory"], ["DeleteItem"], ["CATALOGUE#REVISION"]);
});

test("only the dispatcher reads what is pending, and deletes it and what is due; the console says what waits", async () => {
  await only(["Dispatch"], [...reads, "DeleteItem"], ["PENDING#07"]);
  await only(["Dispatch", "Console"], reads, ["DUE#07"]);
  await only(["Dispatch"], ["DeleteItem"], ["DUE#07"]);
  await only(["Dispatch", "Console"], reads, ["DEAD#2026"]);
});

test("a mail that was given up can be sent again from a need's page and from the deliveries", async () => {
  // It leaves the list of dead ones, waits again beside what it tells of, and falls due.
  await only(["Needs", "Console", "Dispatch"], ["DeleteItem"], ["DEAD#2026"]);
  for (const key of ["NEED#n1", "BOOKING#b1", "ADVISER#MAIL#a1", "NOTICE#MAIL#host.s1", "STAFF#MAIL#s1", "DUE#07"]) {
    assert.equal(await may("Console", "PutItem", key), true, key);
    if (!key.startsWith("DUE#")) assert.equal(await may("Console", "GetItem", key), true, key);
  }
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

test("only the dispatcher may send mail, as what was verified; it and whoever plans read the stream", async () => {
  const identity = (of) => `arn:aws:ses:eu-west-1:${account}:identity/${of}`;
  for (const name of functions) {
    const its = name === "Dispatch";
    for (const action of ["ses:SendEmail", "ses:SendRawEmail"]) {
      assert.equal(await allowed(name, action, identity("example.brussels")), its, `${name} ${action}`);
      assert.equal(await allowed(name, action, identity("other.example")), false, `${name} ${action} as somebody else`);
    }
    const reads = its || name === "Propose";
    for (const [stream, is] of [[`${table}/stream/2026-11-24T00:00:00.000`, reads], [`${table}-2/stream/x`, false]]) {
      assert.equal(await allowed(name, "dynamodb:GetRecords", stream), is, `${name} ${stream}`);
    }
  }
});

test("no role has a wildcard, in policies of its own or of AWS", () => {
  const roles = ofType(prod, "AWS::IAM::Role");
  assert.ok(roles.length > functions.length, "the timer has one too");
  for (const [name, { Properties: properties }] of roles) {
    // What AWS manages grants on `*`.
    assert.deepEqual(properties.ManagedPolicyArns ?? [], [], `${name}: policies that AWS writes`);
    const statements = properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    assert.ok(statements.length > 0, name);
    for (const { Effect, Action, Resource, ...others } of statements) {
      assert.equal(Effect, "Allow");
      assert.deepEqual(Object.keys(others).filter((key) => key !== "Condition"), [], `${name}: nothing but these`);
      assert.ok(![Action].flat().some((action) => action.includes("*")), `${name}: ${Action}`);
      for (const resource of [Resource].flat()) {
        const text = typeof resource === "string" ? resource : resource.resource;
        // A log group's name ends so that it stands for its streams.
        const stem = [Action].flat().every((action) => action.startsWith("logs:")) ? text.replace(/:\*$/, "") : text;
        assert.ok(!stem.includes("*"), `${name}: ${Action} on ${text}`);
      }
    }
  }
  for (const [name, { Properties: { ManagedPolicyArns, ...of } }] of ofType(prod, "AWS::Lambda::Function")) {
    assert.equal(ManagedPolicyArns, undefined, name);
    assert.deepEqual(of.LoggingConfig, { LogGroup: { resource: `${name}Logs` } }, `${name} logs where its role says`);
  }
});

test("a key's pattern names what it begins with", () => {
  for (const name of functions) {
    for (const { policy } of role(name)) {
      for (const { Condition } of policy.Statement.filter((statement) => statement.Condition)) {
        for (const key of Condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]) {
          assert.match(key, /^[A-Z]+(#[A-Za-z_]+)*(#\*)?$/, `${name}: ${key}`);
        }
      }
    }
  }
});
