import * as z from 'zod';
import { operation } from '../operation';
import type { DynamoDb } from './dynamodb';

export const listTables = operation<DynamoDb>()({
  name: 'ListTables',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html',
  input: z.strictObject({ ExclusiveStartTableName: z.string().optional(), Limit: z.number().optional() }),
  access: () => [{ action: 'dynamodb:ListTables', resource: '*' }],
  run: (dynamoDb, input) => dynamoDb.call('ListTables', input),
});
