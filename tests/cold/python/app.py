"""The read of `GET /v1/locations/{id}` as a Python function would do it: one
GetItem, answered as JSON. The cold-start benchmark times it."""

import os

import boto3

client = boto3.client("dynamodb")


def handler(event, _context):
    found = client.get_item(
        TableName=os.environ["PERMANENCE_TABLE"],
        Key={"pk": {"S": "CATALOGUE"}, "sk": {"S": "LOCATION#" + event["rawPath"].split("/")[-1]}},
        ConsistentRead=True,
    )
    if "Item" not in found:
        return {"statusCode": 404, "body": ""}
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": found["Item"]["doc"]["S"],
    }
