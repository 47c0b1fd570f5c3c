import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What every operation on the table needs. */
export type TableAccess = {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
  /** The clock that says what has expired; the machine's, unless a test passes its own. */
  now?: () => Date;
};

export function timeOf({ now = () => new Date() }: TableAccess): Date {
  return now();
}
