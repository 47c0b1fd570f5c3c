import * as z from 'zod';
import { operation } from '../operation';
import { queryAccess } from './access-context';
import type { DynamoDb } from './dynamodb';
import { attributes, expressionValues, projection, returnConsumedCapacity } from './request-members';

export const query = operation<DynamoDb>()({
  name: 'Query',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html',
  input: z.strictObject({
    TableName: z.string(),
    IndexName: z.string().optional(),
    KeyConditionExpression: z.string().optional(),
    FilterExpression: z.string().optional(),
    Select: z.string().optional(),
    Limit: z.number().optional(),
    ConsistentRead: z.boolean().optional(),
    ScanIndexForward: z.boolean().optional(),
    ExclusiveStartKey: attributes.optional(),
    ...projection,
    ...expressionValues,
    ...returnConsumedCapacity,
  }),
  access: (dynamoDb, input) => [queryAccess(dynamoDb, input)],
  run: (dynamoDb, input) => dynamoDb.call('Query', input),
});
