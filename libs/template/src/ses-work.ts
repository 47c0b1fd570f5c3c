import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import type { TableAccess } from './table-access';
import type { StoredTemplate } from './template';

type OneTemplate = Pick<StoredTemplate, 'connection' | 'id'>;

/** What SES is still to be told: that a version was published, or that a template with so many versions is gone. */
export type SesWork = OneTemplate &
  ({ does: 'publish'; version: number; versionId: string } | { does: 'remove'; lastVersion: number });

/** What SES is still to be told, as who tells it sees it. */
export type SesWorkTable = {
  /** Some of it, in the order of its keys; what follows `after`, if that is given. Empty at the end. */
  some(connection: Connection, after: SesWork | undefined): Promise<SesWork[]>;
  add(work: SesWork): Promise<void>;
  settle(work: SesWork): Promise<void>;
};

const atATime = 25;
const workItem = z.union([
  z.object({ id: z.string(), does: z.literal('publish'), version: z.number(), version_id: z.string() }),
  z.object({ id: z.string(), does: z.literal('remove'), last_version: z.number() }),
]);

export function sesWorkTable({ dynamoDb, tableName: TableName }: TableAccess): SesWorkTable {
  return {
    async some(connection, after) {
      const { Items = [] } = await dynamoDb.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': workPartition(connection) },
          ...(after && { ExclusiveStartKey: workKey(after) }),
          Limit: atATime,
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => fromWorkItem(item, connection));
    },
    add: async (work) => void (await dynamoDb.send(new PutCommand({ TableName, Item: toWorkItem(work) }))),
    settle: async (work) => void (await dynamoDb.send(new DeleteCommand({ TableName, Key: workKey(work) }))),
  };
}

export function toWorkItem(work: SesWork) {
  const { id, does } = work;
  if (work.does === 'remove') return { ...workKey(work), id, does, last_version: work.lastVersion };
  return { ...workKey(work), id, does, version: work.version, version_id: work.versionId };
}

const workPartition = (connection: Connection): string => `${connection}#ses`;

/** A removal comes after the versions of its template. */
function workKey(work: SesWork) {
  const last = work.does === 'remove' ? 'remove' : String(work.version).padStart(10, '0');
  return { pk: workPartition(work.connection), sk: `${work.id}#${last}` };
}

function fromWorkItem(item: unknown, connection: Connection): SesWork {
  const work = workItem.parse(item);
  const { id } = work;
  if (work.does === 'remove') return { connection, id, does: 'remove', lastVersion: work.last_version };
  return { connection, id, does: 'publish', version: work.version, versionId: work.version_id };
}
