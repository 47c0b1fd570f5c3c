import * as z from 'zod';
import { operation } from '../operation';
import { rangeAccess } from './access-context';
import type { DynamoDb } from './dynamodb';
import { attributes, expressionValues, projection, returnConsumedCapacity } from './request-members';

export const scan = operation<DynamoDb>()({
  name: 'Scan',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html',
  input: z.strictObject({
    TableName: z.string(),
    IndexName: z.string().optional(),
    FilterExpression: z.string().optional(),
    Select: z.string().optional(),
    Limit: z.number().optional(),
    ConsistentRead: z.boolean().optional(),
    Segment: z.number().optional(),
    TotalSegments: z.number().optional(),
    ExclusiveStartKey: attributes.optional(),
    ...projection,
    ...expressionValues,
    ...returnConsumedCapacity,
  }),
  access: (_, input) => [rangeAccess('dynamodb:Scan', input, { fullTableScan: true })],
  run: (dynamoDb, input) => dynamoDb.call('Scan', input),
});
