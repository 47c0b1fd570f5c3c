import { openClock, type Clock } from '../../clock';
import { openStore } from '../../store';
import { openDynamoDb, type DynamoDb } from '../dynamodb';

/** Where tests begin: 2026-03-01T00:00:00Z, in milliseconds. */
export const start = Date.UTC(2026, 2, 1);

/** Tables of their own, in memory unless there is a folder, and a clock that stands still until it is advanced. */
export async function openInTest(dataFolder?: string): Promise<{ dynamoDb: DynamoDb; clock: Clock }> {
  const clock = openClock(openStore(undefined), () => start);
  return { dynamoDb: await openDynamoDb({ clock, dataFolder }), clock };
}

/** A table with a partition key `pk`, a sort key `sk`, an index `due` of keys only, and time to live by `expires`. */
export const jobs = {
  TableName: 'jobs',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'due_pk', AttributeType: 'S' },
    { AttributeName: 'due_sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'due',
      KeySchema: [
        { AttributeName: 'due_pk', KeyType: 'HASH' },
        { AttributeName: 'due_sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
};
