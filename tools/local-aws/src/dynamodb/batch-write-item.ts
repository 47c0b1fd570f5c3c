import { operation } from '../operation';
import { itemsAccess } from './access-context';
import { batchWriteInput } from './batch-write';
import type { DynamoDb } from './dynamodb';

export const batchWriteItem = operation<DynamoDb>()({
  name: 'BatchWriteItem',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html',
  input: batchWriteInput,
  access: (dynamoDb, { RequestItems, ReturnConsumedCapacity }) =>
    Object.entries(RequestItems).map(([TableName, requests]) => {
      const items = requests.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {});
      return itemsAccess(dynamoDb, 'dynamodb:BatchWriteItem', { TableName, ReturnConsumedCapacity }, items);
    }),
  run: (dynamoDb, input) => dynamoDb.call('BatchWriteItem', input),
});
