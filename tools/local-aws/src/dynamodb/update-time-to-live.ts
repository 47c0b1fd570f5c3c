import { operation } from '../operation';
import type { DynamoDb } from './dynamodb';
import { tableArn } from './table-name';
import { updateTimeToLiveInput } from './time-to-live';

export const updateTimeToLive = operation<DynamoDb>()({
  name: 'UpdateTimeToLive',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html',
  input: updateTimeToLiveInput,
  access: (_, { TableName }) => [{ action: 'dynamodb:UpdateTimeToLive', resource: tableArn(TableName) }],
  run: (dynamoDb, input) => dynamoDb.call('UpdateTimeToLive', input),
});
