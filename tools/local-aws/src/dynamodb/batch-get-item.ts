import { operation } from '../operation';
import { itemsAccess, selectOf } from './access-context';
import type { DynamoDb } from './dynamodb';
import { batchGetInput } from './reads';

export const batchGetItem = operation<DynamoDb>()({
  name: 'BatchGetItem',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html',
  input: batchGetInput,
  access: (dynamoDb, { RequestItems, ReturnConsumedCapacity }) =>
    Object.entries(RequestItems).map(([TableName, { Keys, ...request }]) =>
      itemsAccess(dynamoDb, 'dynamodb:BatchGetItem', { ...request, TableName, ReturnConsumedCapacity }, Keys, {
        select: selectOf(request),
      }),
    ),
  run: (dynamoDb, input) => dynamoDb.call('BatchGetItem', input),
});
