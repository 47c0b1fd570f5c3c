import { operation } from '../operation';
import { itemsAccess, selectOf } from './access-context';
import type { DynamoDb } from './dynamodb';
import { transactGetInput } from './transact-get';

/** IAM has no action of this name: each item needs `dynamodb:GetItem`, and the enclosing operation is told. */
export const transactGetItems = operation<DynamoDb>()({
  name: 'TransactGetItems',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html',
  input: transactGetInput,
  access: (dynamoDb, { TransactItems, ReturnConsumedCapacity }) =>
    TransactItems.map(({ Get }) =>
      itemsAccess(dynamoDb, 'dynamodb:GetItem', { ...Get, ReturnConsumedCapacity }, [Get.Key], {
        select: selectOf(Get),
        enclosingOperation: 'TransactGetItems',
      }),
    ),
  run: (dynamoDb, input) => dynamoDb.call('TransactGetItems', input),
});
