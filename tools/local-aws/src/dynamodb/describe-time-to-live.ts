import * as z from 'zod';
import { operation } from '../operation';
import type { DynamoDb } from './dynamodb';
import { tableArn } from './table-name';

export const describeTimeToLive = operation<DynamoDb>()({
  name: 'DescribeTimeToLive',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html',
  input: z.strictObject({ TableName: z.string() }),
  access: (_, { TableName }) => [{ action: 'dynamodb:DescribeTimeToLive', resource: tableArn(TableName) }],
  run: (dynamoDb, input) => dynamoDb.call('DescribeTimeToLive', input),
});
