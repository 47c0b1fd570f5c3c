import { operation } from '../operation';
import { itemsAccess } from './access-context';
import type { DynamoDb } from './dynamodb';
import { transactWriteInput } from './transact-write';

/** IAM has no action of this name: each part needs the action of its kind, and the enclosing operation is told. */
export const transactWriteItems = operation<DynamoDb>()({
  name: 'TransactWriteItems',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html',
  input: transactWriteInput,
  access: (dynamoDb, { TransactItems, ReturnConsumedCapacity }) =>
    TransactItems.flatMap(({ Put, Update, Delete, ConditionCheck }) =>
      [
        { action: 'dynamodb:PutItem', request: Put, item: Put?.Item },
        { action: 'dynamodb:UpdateItem', request: Update, item: Update?.Key },
        { action: 'dynamodb:DeleteItem', request: Delete, item: Delete?.Key },
        { action: 'dynamodb:ConditionCheckItem', request: ConditionCheck, item: ConditionCheck?.Key },
      ].flatMap(({ action, request, item }) =>
        request && item
          ? [
              itemsAccess(dynamoDb, action, { ...request, ReturnConsumedCapacity }, [item], {
                enclosingOperation: 'TransactWriteItems',
              }),
            ]
          : [],
      ),
    ),
  run: (dynamoDb, input) => dynamoDb.call('TransactWriteItems', input),
});
