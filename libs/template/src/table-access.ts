import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What every operation on the templates table needs. */
export type TableAccess = { dynamoDb: Pick<DynamoDBDocumentClient, 'send'>; tableName: string };
