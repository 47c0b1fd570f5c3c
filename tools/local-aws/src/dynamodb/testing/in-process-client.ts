import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { AwsError } from '../../aws-error';
import { dynamoDbService } from '..';
import type { DynamoDb } from '../dynamodb';

/** AWS's own client, whose requests go to the operations in this process as the server would give them. */
export function inProcessClient(dynamoDb: DynamoDb): DynamoDBDocumentClient {
  const { operations } = dynamoDbService(dynamoDb);
  const call = { principal: { type: 'service', service: 'test' }, requestId: 'test', sourceIp: '127.0.0.1' } as const;

  async function answer(target: string, body: string): Promise<{ statusCode: number; body: unknown }> {
    const operation = operations.find(({ name }) => `DynamoDB_20120810.${name}` === target);
    if (!operation) throw new Error(`Nothing answers ${target}.`);
    try {
      return { statusCode: 200, body: await operation.run(dynamoDb, operation.input.parse(JSON.parse(body)), call) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { code, message, members, statusCode } = error;
      return { statusCode, body: { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message, ...members } };
    }
  }

  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: {
      async handle(request: { headers: Record<string, string>; body: unknown }) {
        const { statusCode, body } = await answer(request.headers['x-amz-target'] ?? '', textOf(request.body));
        const headers = { 'content-type': 'application/x-amz-json-1.0' };
        return { response: { statusCode, headers, body: Buffer.from(JSON.stringify(body)) } };
      },
    },
  });
  return DynamoDBDocumentClient.from(client);
}

function textOf(body: unknown): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
}
