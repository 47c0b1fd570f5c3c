export * as clientDynamoDb from './client-dynamodb';
export * as libDynamoDb from './lib-dynamodb';
