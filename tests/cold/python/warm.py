"""Reads from DynamoDB Local until its virtual machine has compiled what a read
takes, so that what is measured after is a read and not a warm-up. For the
cold-start benchmark: the programs start cold, the table does not."""

import os

import boto3

client = boto3.client("dynamodb")
table = os.environ["PERMANENCE_TABLE"]
for _ in range(3_000):
    client.get_item(
        TableName=table, Key={"pk": {"S": "CATALOGUE"}, "sk": {"S": "LOCATION#icab"}}, ConsistentRead=True
    )
for _ in range(300):
    client.query(
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "CATALOGUE"}},
        ConsistentRead=True,
    )
