import * as z from 'zod';
import { operation } from '../operation';
import { itemsAccess } from './access-context';
import type { DynamoDb } from './dynamodb';
import { attributes, condition, returnConsumedCapacity, returnItemCollectionMetrics } from './request-members';

export const updateItem = operation<DynamoDb>()({
  name: 'UpdateItem',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html',
  input: z.strictObject({
    TableName: z.string(),
    Key: attributes,
    UpdateExpression: z.string().optional(),
    ReturnValues: z.string().optional(),
    ...condition,
    ...returnConsumedCapacity,
    ...returnItemCollectionMetrics,
  }),
  access: (dynamoDb, input) => [itemsAccess(dynamoDb, 'dynamodb:UpdateItem', input, [input.Key])],
  run: (dynamoDb, input) => dynamoDb.call('UpdateItem', input),
});
