// What the template makes, in both stages: kept, watched, ended, and named.
import assert from "node:assert/strict";
import { test } from "node:test";

import { expand, functions, ofType, web, written } from "./stage.mjs";

const stages = { dev: expand("dev"), prod: expand("prod") };
const each = (then) => Object.entries(stages).forEach(([stage, of]) => then(of, stage));

test("two stages can stand beside each other: every name of one's own has the stage in it", () => {
  const names = (of) =>
    Object.entries(of.resources).flatMap(([id, { Type, Properties = {} }]) =>
      Object.entries(Properties)
        // Not a name of the resource: what it hangs on, or a part of the API.
        .filter(([key, name]) => /Name$/.test(key) && typeof name === "string" && !["StageName", "MetricName"].includes(key))
        .map(([key, name]) => [`${id}.${key} of ${Type}`, name]));
  each((of, stage) => {
    const found = names(of);
    assert.ok(found.some(([of]) => of.includes("AWS::Scheduler::Schedule")), "the timer has a name");
    for (const [what, name] of found) assert.ok(name.split(/[-/]/).includes(stage), `${what}: ${name}`);
  });
});

test("events go to the function itself, so that a changed parameter reaches what runs", () => {
  // SAM names a version by the environment with its references unresolved.
  each((of) => {
    assert.deepEqual(ofType(of, "AWS::Lambda::Alias"), []);
    assert.deepEqual(ofType(of, "AWS::Lambda::Version"), []);
  });
});

test("a secret that changed is read again: its version stands where it is read", () => {
  const variables = (more) => expand("prod", more).resources.Needs.Properties.Environment.Variables;
  for (const [variable, secret] of [["PERMANENCE_SERVER_KEY", "ServerKey"], ["PERMANENCE_ADMIN_KEY", "AdminKey"]]) {
    const read = (version) => variables({ [`${secret}Version`]: version })[variable];
    assert.equal(read(""), `{{resolve:secretsmanager:<${secret}>:SecretString}}`);
    assert.equal(read("11111111-2222"), `{{resolve:secretsmanager:<${secret}>:SecretString:::11111111-2222}}`);
  }
});

test("no secret stands in the template", () => {
  const { PERMANENCE_SERVER_KEY, PERMANENCE_ADMIN_KEY } = written.Globals.Function.Environment.Variables;
  for (const value of [PERMANENCE_SERVER_KEY, PERMANENCE_ADMIN_KEY]) {
    for (const way of value["Fn::If"].slice(1)) assert.match(way["Fn::Sub"], /^\{\{resolve:secretsmanager:/);
  }
});

test("the administrator's key goes only to what is asked by HTTP", () => {
  each((of) => {
    const holders = functions.filter((name) => of.resources[name].Properties.Environment.Variables.PERMANENCE_ADMIN_KEY !== "");
    assert.deepEqual(holders.sort(), [...web].sort());
  });
});

test("the table is paid by request, recovers to any second and outlives its stack", () => {
  each((of, stage) => {
    const [[, { Properties: properties, ...table }], ...others] = ofType(of, "AWS::DynamoDB::Table");
    assert.deepEqual(others, []);
    assert.deepEqual([table.DeletionPolicy, table.UpdateReplacePolicy], ["Retain", "Retain"]);
    assert.equal(properties.BillingMode, "PAY_PER_REQUEST");
    assert.equal(properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled, true);
    assert.equal(properties.SSESpecification.SSEEnabled, true);
    assert.deepEqual(properties.TimeToLiveSpecification, { AttributeName: "exp", Enabled: true });
    assert.equal(properties.StreamSpecification.StreamViewType, "NEW_IMAGE");
    assert.equal(properties.DeletionProtectionEnabled, stage === "prod");
    assert.equal(of.resources.ServerKey.DeletionPolicy, "Retain");
  });
});

test("every log ends", () => {
  each((of) => {
    const logs = ofType(of, "AWS::Logs::LogGroup");
    assert.equal(logs.length, functions.length + 1, "one for each function and one for the gateway");
    for (const [name, { Properties }] of logs) assert.equal(Properties.RetentionInDays, 30, name);
    const gateway = of.resources.ApiApiGatewayDefaultStage.Properties;
    assert.match(gateway.AccessLogSettings.DestinationArn, /:log-group:ApiLogs:/);
    assert.ok(!/sourceIp|userAgent|\bpath\b/i.test(gateway.AccessLogSettings.Format), "no address, and no link's token");
  });
});

test("the dispatcher is fed by the stream and the timer, and what it gives up is kept", () => {
  each((of) => {
    const { Properties: stream } = of.resources.DispatchStream;
    assert.equal(stream.Enabled, true);
    assert.equal(stream.StartingPosition, "TRIM_HORIZON");
    assert.ok(stream.MaximumRetryAttempts > 0 && stream.BisectBatchOnFunctionError);
    assert.deepEqual(stream.FunctionResponseTypes, ["ReportBatchItemFailures"]);
    assert.match(stream.DestinationConfig.OnFailure.Destination, /:DeadRecords$/);
    const { eventName, dynamodb } = JSON.parse(stream.FilterCriteria.Filters[0].Pattern);
    assert.deepEqual(eventName, ["INSERT"]);
    assert.deepEqual(dynamodb.Keys.pk.S.map(({ prefix }) => prefix), ["PENDING#", "STAFF#MAIL#", "ADVISER#MAIL#", "MEMBER#MAIL#", "ENDPOINT#MAIL#"]);
    const [[, { Properties: timer }]] = ofType(of, "AWS::Scheduler::Schedule");
    assert.deepEqual([timer.State, timer.ScheduleExpression], ["ENABLED", "rate(1 minute)"]);
    const [[, { Properties: events }]] = ofType(of, "AWS::Lambda::EventInvokeConfig");
    assert.match(events.DestinationConfig.OnFailure.Destination, /:DeadEvents$/);
    for (const [name, { Properties, DeletionPolicy }] of ofType(of, "AWS::SQS::Queue")) {
      assert.deepEqual([Properties.MessageRetentionPeriod, DeletionPolicy], [1209600, "Retain"], name);
    }
    assert.equal(ofType(of, "AWS::SQS::Queue").length, 2);
  });
});

test("a plan that is asked for is begun by the stream, and gone on with by the timer", () => {
  each((of) => {
    const { Properties: stream } = of.resources.ProposeStream;
    assert.deepEqual([stream.Enabled, stream.StartingPosition], [true, "TRIM_HORIZON"]);
    assert.ok(stream.MaximumRetryAttempts >= 0, "a plan that fails doesn't hold up the next for a day");
    const { eventName, dynamodb } = JSON.parse(stream.FilterCriteria.Filters[0].Pattern);
    assert.deepEqual([eventName, dynamodb.Keys.pk.S], [["INSERT"], [{ prefix: "PLANS#WAITING" }, { prefix: "REPAIRS#WAITING" }]]);
    const timer = ofType(of, "AWS::Scheduler::Schedule").find(([name]) => name.startsWith("Propose"))[1].Properties;
    assert.deepEqual([timer.State, timer.ScheduleExpression], ["ENABLED", "rate(1 minute)"]);
    // A shard of the stream has two readers at most.
    assert.equal(ofType(of, "AWS::Lambda::EventSourceMapping").length, 2);
  });
});

test("while a store moves in, streams and timers rest", () => {
  const paused = expand("prod", { Paused: "true" });
  for (const [name, { Properties }] of ofType(paused, "AWS::Lambda::EventSourceMapping")) assert.equal(Properties.Enabled, false, name);
  for (const [name, { Properties }] of ofType(paused, "AWS::Scheduler::Schedule")) assert.equal(Properties.State, "DISABLED", name);
  assert.equal(paused.resources.DispatchStandsStill.Properties.ActionsEnabled, false, "nobody is told of a rest that is meant");
});

test("a stage hears of its own bounces only", () => {
  each((of) => {
    const [[, { Properties: rule }]] = ofType(of, "AWS::Events::Rule");
    assert.deepEqual(rule.EventPattern.detail.mail.tags["ses:configuration-set"], [{ resource: "MailEvents" }]);
    const variables = of.resources.Dispatch.Properties.Environment.Variables;
    assert.deepEqual(variables.PERMANENCE_SES_CONFIGURATION_SET, { resource: "MailEvents" });
  });
});

// Metrics that AWS publishes, by the dimensions that it publishes them with.
const published = {
  "AWS/Lambda Errors": ["FunctionName"], "AWS/Lambda Invocations": ["FunctionName"], "AWS/Lambda Throttles": ["FunctionName"], "AWS/Lambda IteratorAge": ["FunctionName"],
  "AWS/SQS ApproximateNumberOfMessagesVisible": ["QueueName"],
  "AWS/DynamoDB ReadThrottleEvents": ["TableName"], "AWS/DynamoDB WriteThrottleEvents": ["TableName"],
  "AWS/ApiGateway 5xx": ["ApiId"], "Permanence DeadDeliveries": ["Stage"],
  "AWS/SES Reputation.BounceRate": [], "AWS/SES Reputation.ComplaintRate": [],
};

test("what fails raises an alarm that somebody is told of", () => {
  each((of, stage) => {
    const alarms = ofType(of, "AWS::CloudWatch::Alarm").map(([name, { Properties }]) => [name, Properties]);
    const watched = alarms.map(([, alarm]) => {
      const of = (alarm.Dimensions ?? []).map(({ Name, Value }) => ` ${Name}=${Value.resource ?? Value}`);
      return `${alarm.Namespace} ${alarm.MetricName}${of}`;
    });
    const expected = functions.flatMap((name) =>
      ["Errors", "Throttles"].map((metric) => `AWS/Lambda ${metric} FunctionName=${name}`));
    expected.push("AWS/Lambda IteratorAge FunctionName=Dispatch", "AWS/DynamoDB ReadThrottleEvents TableName=Table",
      "AWS/DynamoDB WriteThrottleEvents TableName=Table", "AWS/ApiGateway 5xx ApiId=Api", `Permanence DeadDeliveries Stage=${stage}`,
      "AWS/SQS ApproximateNumberOfMessagesVisible QueueName=DeadRecords.QueueName",
      "AWS/SQS ApproximateNumberOfMessagesVisible QueueName=DeadEvents.QueueName",
      "AWS/Lambda Invocations FunctionName=Dispatch", "AWS/SES Reputation.BounceRate", "AWS/SES Reputation.ComplaintRate");
    assert.deepEqual(watched.sort(), expected.sort());
    for (const [name, alarm] of alarms) {
      const dimensions = (alarm.Dimensions ?? []).map(({ Name }) => Name);
      assert.deepEqual(dimensions, published[`${alarm.Namespace} ${alarm.MetricName}`], `${name}: nothing is published like that`);
      assert.deepEqual(alarm.AlarmActions, [{ resource: "Alarms" }], name);
      // Of what stands still no figure comes.
      assert.equal(alarm.TreatMissingData, name === "DispatchStandsStill" ? "breaching" : "notBreaching", name);
      assert.notEqual(alarm.ActionsEnabled, false, name);
    }
    assert.deepEqual(ofType(of, "AWS::SNS::Subscription"), [], "nobody, where no address is given");
  });
  const told = ofType(expand("prod", { AlarmEmail: "ops@example.brussels" }), "AWS::SNS::Subscription");
  assert.equal(told[0][1].Properties.Endpoint, "ops@example.brussels");
});

test("a domain of one's own leads to the API's stage, and the stack says where to point it", () => {
  each((of) => assert.equal(of.resources.Domain, undefined));
  const { resources, outputs } = expand("prod", { DomainName: "p.example.brussels", CertificateArn: "arn:aws:acm:eu-west-1:1:certificate/c" });
  assert.equal(resources.Domain.Properties.DomainName, "p.example.brussels");
  const mapping = resources.DomainMapping.Properties;
  // By reference, so that CloudFormation makes both first.
  assert.deepEqual([mapping.DomainName, mapping.Stage], [{ resource: "Domain" }, { resource: "ApiApiGatewayDefaultStage" }]);
  assert.deepEqual(outputs.DomainTarget, { resource: "Domain.RegionalDomainName" });
  assert.equal(outputs.Address, "https://p.example.brussels");
});

test("with a domain of one's own the address that AWS gives is closed", () => {
  const closed = (more) => expand("prod", more).resources.Api.Properties.Body.servers[0]["x-amazon-apigateway-endpoint-configuration"];
  assert.deepEqual(closed({}), { disableExecuteApiEndpoint: false });
  const own = { DomainName: "p.example.brussels", CertificateArn: "arn:aws:acm:eu-west-1:1:certificate/c" };
  assert.deepEqual(closed(own), { disableExecuteApiEndpoint: true });
});

test("a domain without its certificate is refused before anything is made", () => {
  const { RuleCondition, Assertions: [{ Assert }] } = written.Rules.DomainHasItsCertificate;
  const given = (name) => ({ "Fn::Not": [{ "Fn::Equals": [{ Ref: name }, ""] }] });
  assert.deepEqual([RuleCondition, Assert], [given("DomainName"), given("CertificateArn")]);
});
