import { setTimeout } from 'node:timers/promises';
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type BatchGetCommandInput, type BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import { matchingAddress, type Connection, type Stream } from '@sesame/email';
import { entryOfItem, shownEntry } from './entry-item';
import { entryKey, type EntryKey } from './entry-key';
import { origins, type ShownSuppression } from './suppression-fact';
import { timeOf, type TableAccess } from './table-access';

/** Fifty addresses in two scopes are the hundred keys of one BatchGetItem. */
const maximumAddresses = 50;
const pausesBeforeAskingAgain = [50, 200];

/**
 * Which of the addresses are suppressed for this stream or for all mail, by their matching form: one BatchGetItem, read
 * consistently, and again only for what DynamoDB left unprocessed.
 * @throws ProvisionedThroughputExceededException when keys stay unprocessed: not knowing is never "not suppressed"
 * @throws RangeError for more than 50 different addresses
 */
export async function suppressedAmong(
  access: TableAccess,
  addresses: readonly string[],
  { connection, stream }: { connection: Connection; stream: Stream },
): Promise<Map<string, ShownSuppression>> {
  const addressOfKey = new Map<string, string>();
  const matching = new Set(addresses.map(matchingAddress));
  if (matching.size > maximumAddresses) throw new RangeError(`At most ${maximumAddresses} addresses at a time.`);
  const keys = [...matching].flatMap((address) =>
    (['all', stream] as const).map((scope) => {
      const key = entryKey(connection, scope, address);
      addressOfKey.set(key.pk, address);
      return key;
    }),
  );

  const now = timeOf(access);
  const suppressed = new Map<string, ShownSuppression>();
  for (const entry of (await readAll(access, keys)).map(entryOfItem)) {
    const address = addressOfKey.get(entry.pk);
    const found = shownEntry(entry, now);
    if (address === undefined || found === undefined) continue;
    suppressed.set(address, weightier(suppressed.get(address), found));
  }
  return suppressed;
}

async function readAll({ dynamoDb, tableName }: TableAccess, keys: EntryKey[]): Promise<unknown[]> {
  if (keys.length === 0) return [];
  const items: unknown[] = [];
  let unread: BatchGetCommandInput['RequestItems'] = { [tableName]: { Keys: keys, ConsistentRead: true } };
  for (const pause of [...pausesBeforeAskingAgain, undefined]) {
    const read: BatchGetCommandOutput = await dynamoDb.send(new BatchGetCommand({ RequestItems: unread }));
    items.push(...(read.Responses?.[tableName] ?? []));
    unread = read.UnprocessedKeys;
    if (unread?.[tableName] === undefined) return items;
    if (pause !== undefined) await setTimeout(pause);
  }
  // What DynamoDB itself throws when it can read none of the keys.
  throw new ProvisionedThroughputExceededException({
    message: 'Keys of the suppression list stayed unprocessed.',
    $metadata: {},
  });
}

function weightier(one: ShownSuppression | undefined, other: ShownSuppression): ShownSuppression {
  return one && origins.indexOf(one.origin) <= origins.indexOf(other.origin) ? one : other;
}
