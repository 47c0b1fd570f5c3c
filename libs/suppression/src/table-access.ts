import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What every operation on the table needs. */
export type TableAccess = { dynamoDb: DynamoDBDocumentClient; tableName: string };
