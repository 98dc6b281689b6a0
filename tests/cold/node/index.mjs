// The read of `GET /v1/locations/{id}` as a Node function would do it: one
// GetItem, answered as JSON. The cold-start benchmark times it.
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

export async function handler(event) {
  const id = event.rawPath.split("/").at(-1);
  const found = await client.send(
    new GetItemCommand({
      TableName: process.env.PERMANENCE_TABLE,
      Key: { pk: { S: "CATALOGUE" }, sk: { S: `LOCATION#${id}` } },
      ConsistentRead: true,
    }),
  );
  if (!found.Item) return { statusCode: 404, body: "" };
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: found.Item.doc.S };
}
