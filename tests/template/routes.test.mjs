// Routes and settings of the template, against the code.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { account, expand, functions, ofType, read, region, root, web, written } from "./stage.mjs";

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
    // The pages behind a function's own types of problems: `problem::pages`.
    for (const [, list] of text.matchAll(/(?:pages\(&|let slugs =\s*)\[([^\]]*)\]/g)) {
      for (const [, slug] of list.matchAll(/"([^"]+)"/g)) found.add(`/problems/${slug}`);
    }
  }
  return found;
}

// API Gateway's parameters fill a whole segment.
const gatewayForm = (path) => path.replace(/\{[^}]*\}[^/]*/g, "{}");

// Whether a route of the gateway takes a path of the code.
function takes(route, path) {
  const stem = route.split("{proxy+}");
  return stem.length > 1 ? path.startsWith(stem[0]) : gatewayForm(route) === gatewayForm(path);
}

function routesOf(name) {
  const events = Object.values(written.Resources[name].Properties.Events);
  return events.filter((event) => event.Type === "HttpApi" && event.Properties.Path).map((event) => event.Properties.Path);
}

test("template, code and description have the same routes", () => {
  const described = Object.keys(JSON.parse(read("infra/local/openapi.json")).paths);
  const all = new Map();
  for (const name of web) {
    const inCode = [...registered(`functions/${name.toLowerCase()}/src`)];
    if (name === "Directory") inCode.push(...registered("shared/web/src"));
    const inTemplate = routesOf(name);
    for (const path of inCode) {
      assert.ok(inTemplate.some((route) => takes(route, path)), `${name}: ${path} has no route`);
      all.set(gatewayForm(path), name);
    }
    for (const route of inTemplate) assert.ok(inCode.some((path) => takes(route, path)), `${name}: ${route} leads nowhere`);
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

test("each function's resource policy has room to grow", () => {
  // Lambda takes 20 KB; each route that leads to a function is a statement in it.
  const names = { function: "permanence-prod-Schedule-0123456789AB", api: "a1b2c3d4e5" };
  const arn = `arn:aws:lambda:${region}:${account}:function:${names.function}`;
  const sizes = new Map(functions.map((name) => [name, 0]));
  for (const [name, { Properties: properties }] of ofType(expand("prod"), "AWS::Lambda::Permission")) {
    const { resource: to } = properties.FunctionName;
    const statement = {
      Sid: `permanence-prod-${name}-0123456789AB`, Effect: "Allow", Principal: { Service: properties.Principal },
      Action: properties.Action, Resource: arn,
      Condition: { ArnLike: { "AWS:SourceArn": JSON.stringify(properties.SourceArn).replaceAll("<Api>", names.api) } },
    };
    sizes.set(to, sizes.get(to) + JSON.stringify(statement).length + 1);
  }
  for (const [name, size] of sizes) {
    // The timer alone wakes it, by a role of its own.
    if (name !== "Propose") assert.ok(size > 300, `${name}: ${size} bytes`);
    assert.ok(size < 16 * 1024, `${name}: ${size} bytes; give a subtree one greedy route`);
  }
});
