import * as z from 'zod';
import { operation } from '../operation';
import { itemsAccess } from './access-context';
import type { DynamoDb } from './dynamodb';
import { attributes, condition, returnConsumedCapacity, returnItemCollectionMetrics } from './request-members';

export const putItem = operation<DynamoDb>()({
  name: 'PutItem',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html',
  input: z.strictObject({
    TableName: z.string(),
    Item: attributes,
    ReturnValues: z.string().optional(),
    ...condition,
    ...returnConsumedCapacity,
    ...returnItemCollectionMetrics,
  }),
  access: (dynamoDb, input) => [itemsAccess(dynamoDb, 'dynamodb:PutItem', input, [input.Item])],
  run: (dynamoDb, input) => dynamoDb.call('PutItem', input),
});
