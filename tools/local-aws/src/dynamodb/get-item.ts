import * as z from 'zod';
import { operation } from '../operation';
import { itemsAccess, selectOf } from './access-context';
import type { DynamoDb } from './dynamodb';
import { attributes, projection, returnConsumedCapacity } from './request-members';

export const getItem = operation<DynamoDb>()({
  name: 'GetItem',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html',
  input: z.strictObject({
    TableName: z.string(),
    Key: attributes,
    ConsistentRead: z.boolean().optional(),
    ...projection,
    ...returnConsumedCapacity,
  }),
  access: (dynamoDb, input) => [
    itemsAccess(dynamoDb, 'dynamodb:GetItem', input, [input.Key], { select: selectOf(input) }),
  ],
  run: (dynamoDb, input) => dynamoDb.call('GetItem', input),
});
