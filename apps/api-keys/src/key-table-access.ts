import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What every operation on the keys table needs. */
export type KeyTableAccess = { dynamoDb: DynamoDBDocumentClient; tableName: string };

/** The index of the keys of each connection by id. It follows the table a moment later. */
export const indexName = 'by-connection';
