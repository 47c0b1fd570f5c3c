import * as z from 'zod';
import { operation } from '../operation';
import { itemsAccess } from './access-context';
import type { DynamoDb } from './dynamodb';
import { attributes, condition, returnConsumedCapacity, returnItemCollectionMetrics } from './request-members';

export const deleteItem = operation<DynamoDb>()({
  name: 'DeleteItem',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html',
  input: z.strictObject({
    TableName: z.string(),
    Key: attributes,
    ReturnValues: z.string().optional(),
    ...condition,
    ...returnConsumedCapacity,
    ...returnItemCollectionMetrics,
  }),
  access: (dynamoDb, input) => [itemsAccess(dynamoDb, 'dynamodb:DeleteItem', input, [input.Key])],
  run: (dynamoDb, input) => dynamoDb.call('DeleteItem', input),
});
