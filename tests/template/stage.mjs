// The two forms of the template, and what a stage makes of them: parameters and
// conditions are resolved; a resource stays a mark that says which it is.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
export const read = (path) => readFileSync(join(root, path), "utf8");
export const written = JSON.parse(read("target/rehearsal/template.json"));
export const functions = ["Directory", "Schedule", "Members", "Needs", "Referrals", "Survey", "Inform", "Planner", "Propose", "Console", "Dispatch"];
export const web = functions.filter((name) => !["Dispatch", "Propose"].includes(name));

export const account = "123456789012";
export const region = "eu-west-1";
export const table = `arn:aws:dynamodb:${region}:${account}:table/permanence`;

const pseudo = {
  "AWS::Partition": "aws", "AWS::Region": region, "AWS::AccountId": account, "AWS::StackName": "permanence",
  "AWS::URLSuffix": "amazonaws.com",
};
const given = {
  MailFrom: "Permanence <permanence@example.brussels>", MailIdentity: "example.brussels",
  BaseUrl: "https://permanence.example.brussels", Architecture: "arm64",
};
// What CloudFormation knows of these once they stand.
const known = {
  "Table.Arn": table,
  "Table.StreamArn": `${table}/stream/2026-11-24T00:00:00.000`,
  "DeadRecords.Arn": `arn:aws:sqs:${region}:${account}:DeadRecords`,
  "DeadEvents.Arn": `arn:aws:sqs:${region}:${account}:DeadEvents`,
};

// The expanded template of a stage, with parameters beside those of the example.
export function expand(stage, more = {}) {
  const template = JSON.parse(read(`target/rehearsal/expanded-${stage}.json`));
  const parameters = { ...pseudo, Stage: stage, ...given, ...more };
  for (const [name, { Default }] of Object.entries(template.Parameters)) parameters[name] ??= Default;

  const holds = (name) => truth(template.Conditions[name]);
  function truth(condition) {
    const [[kind, of]] = Object.entries(condition);
    if (kind === "Fn::Equals") return String(value(of[0])) === String(value(of[1]));
    if (kind === "Fn::Not") return !truth(of[0]);
    if (kind === "Fn::And") return of.every(truth);
    if (kind === "Fn::Or") return of.some(truth);
    if (kind === "Condition") return holds(of);
    throw new Error(`a condition of another kind: ${kind}`);
  }
  function reference(name) {
    return name in parameters ? parameters[name] : { resource: name };
  }
  function attribute(path) {
    if (path in known) return known[path];
    const [name, of] = path.split(".");
    const { Type, Properties } = template.Resources[name] ?? {};
    if (Type === "AWS::Logs::LogGroup" && of === "Arn") {
      return `arn:aws:logs:${region}:${account}:log-group:${value(Properties.LogGroupName ?? name)}:*`;
    }
    return { resource: path };
  }
  function value(of) {
    if (Array.isArray(of)) return of.map(value);
    if (of === null || typeof of !== "object") return of;
    if ("Ref" in of) return reference(of.Ref);
    if ("Fn::GetAtt" in of) return attribute([of["Fn::GetAtt"]].flat().join("."));
    if ("Fn::If" in of) return value(of["Fn::If"][holds(of["Fn::If"][0]) ? 1 : 2]);
    if ("Fn::Join" in of) return value(of["Fn::Join"][1]).map(plain).join(of["Fn::Join"][0]);
    if ("Fn::Sub" in of) {
      const [text, own] = [of["Fn::Sub"]].flat();
      return text.replace(/\$\{([^}!]*)\}/g, (_, name) =>
        plain(own?.[name] !== undefined ? value(own[name]) : name.includes(".") ? attribute(name) : reference(name)));
    }
    return Object.fromEntries(Object.entries(of).map(([key, inner]) => [key, value(inner)]));
  }
  const plain = (of) => (typeof of === "object" ? `<${of.resource}>` : String(of));

  const resources = {};
  for (const [name, resource] of Object.entries(template.Resources)) {
    if (resource.Condition === undefined || holds(resource.Condition)) resources[name] = value(resource);
  }
  const outputs = {};
  for (const [name, output] of Object.entries(template.Outputs)) {
    if (output.Condition === undefined || holds(output.Condition)) outputs[name] = value(output.Value);
  }
  return { resources, outputs };
}

export function ofType({ resources }, type) {
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}
