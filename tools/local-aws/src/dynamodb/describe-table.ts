import * as z from 'zod';
import { operation } from '../operation';
import type { DynamoDb } from './dynamodb';
import { tableArn } from './table-name';

export const describeTable = operation<DynamoDb>()({
  name: 'DescribeTable',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html',
  input: z.strictObject({ TableName: z.string() }),
  access: (_, { TableName }) => [{ action: 'dynamodb:DescribeTable', resource: tableArn(TableName) }],
  run: (dynamoDb, input) => dynamoDb.call('DescribeTable', input),
});
