import {
  BatchGetCommand,
  UpdateCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { addFact } from './add-fact';
import { adoptionOf, type Adoption, type SesSuppression } from './adoption';
import { entryOfItem, type Entry } from './entry-item';
import { entryId, entryKey } from './entry-key';
import type { TableAccess } from './table-access';
import { unsyncedPlace } from './unsynced-index';

/** As many keys as one BatchGetItem takes. */
export const mostAdoptedAtOnce = 100;

/**
 * Brings lines of SES's own list (at most 100) into ours, and tells of each what was decided: one BatchGetItem, and one
 * UpdateItem for a line that changes something, two for a new one.
 */
export async function adoptLines(
  access: TableAccess,
  lines: readonly SesSuppression[],
  { connection, now }: { connection: Connection; now: Date },
): Promise<Adoption['decision'][]> {
  const entries = await readEntries(access, [
    ...new Set(lines.map(({ address }) => entryKey(connection, 'all', address).pk)),
  ]);
  return Promise.all(
    lines.map(async (line) => {
      const { pk } = entryKey(connection, 'all', line.address);
      const { decision } = adoptionOf(line, entries.get(pk));
      if (decision === 'add') {
        const origin = line.reason === 'COMPLAINT' ? 'complaint' : 'bounce';
        const { address, time } = line;
        await addFact(access, { connection, scope: 'all', address, origin, time, feedbackId: '' });
      }
      if (decision !== 'leave')
        await noteHeld(access, pk, line.address, decision === 'take-out' && { connection, now });
      return decision;
    }),
  );
}

/** Notes that SES holds the address under this spelling; and if wanted, that SES's list is to be told otherwise. */
async function noteHeld(
  { dynamoDb, tableName }: TableAccess,
  pk: string,
  address: string,
  follow: { connection: Connection; now: Date } | false,
): Promise<void> {
  const place = follow && unsyncedPlace({ connection: follow.connection, id: entryId({ pk }) }, 'prompt', follow.now);
  await dynamoDb.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { pk, sk: 'entry' },
      UpdateExpression: `ADD ses_addresses :held${place ? ' SET unsynced_pk = :partition, unsynced_sk = :turn' : ''}`,
      ExpressionAttributeValues: {
        ':held': new Set([address]),
        ...(place && { ':partition': place.unsynced_pk, ':turn': place.unsynced_sk }),
      },
    }),
  );
}

async function readEntries({ dynamoDb, tableName }: TableAccess, pks: string[]): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unread: BatchGetCommandInput['RequestItems'] = {
    [tableName]: { Keys: pks.map((pk) => ({ pk, sk: 'entry' })), ConsistentRead: true },
  };
  while (unread?.[tableName] !== undefined) {
    const read: BatchGetCommandOutput = await dynamoDb.send(new BatchGetCommand({ RequestItems: unread }));
    for (const entry of (read.Responses?.[tableName] ?? []).map(entryOfItem)) entries.set(entry.pk, entry);
    unread = read.UnprocessedKeys;
  }
  return entries;
}
