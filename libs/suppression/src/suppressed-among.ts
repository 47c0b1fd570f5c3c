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
const maximumKeys = 100;
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
  scope: { connection: Connection; stream: Stream },
): Promise<Map<string, ShownSuppression>> {
  return (await lookUp(access, addresses, scope)).suppressed;
}

/** An item of another table, by its whole key. */
export type Companion = { tableName: string; key: { pk: string; sk: string } };

/**
 * The same, and the item of another table that is read in the same BatchGetItem; in one of its own where there are 50
 * addresses, since those are as many keys as one takes. `undefined` where there is no such item.
 */
export async function suppressedAmongAndCompanion(
  access: TableAccess,
  addresses: readonly string[],
  { companion, ...scope }: { connection: Connection; stream: Stream; companion: Companion },
): Promise<{ suppressed: Map<string, ShownSuppression>; companion: unknown }> {
  return lookUp(access, addresses, { ...scope, companion });
}

async function lookUp(
  access: TableAccess,
  addresses: readonly string[],
  { connection, stream, companion }: { connection: Connection; stream: Stream; companion?: Companion },
): Promise<{ suppressed: Map<string, ShownSuppression>; companion: unknown }> {
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
  const read = await readAll(access, keys, companion);
  for (const entry of read.entries.map(entryOfItem)) {
    const address = addressOfKey.get(entry.pk);
    const found = shownEntry(entry, now);
    if (address === undefined || found === undefined) continue;
    suppressed.set(address, weightier(suppressed.get(address), found));
  }
  return { suppressed, companion: read.companion };
}

async function readAll(
  { dynamoDb, tableName }: TableAccess,
  keys: EntryKey[],
  companion: Companion | undefined,
): Promise<{ entries: unknown[]; companion: unknown }> {
  const ofEntries = keys.length > 0 ? { [tableName]: { Keys: keys, ConsistentRead: true } } : {};
  const ofCompanion = companion ? { [companion.tableName]: { Keys: [companion.key], ConsistentRead: true } } : {};
  const requests = keys.length < maximumKeys ? [{ ...ofEntries, ...ofCompanion }] : [ofEntries, ofCompanion];
  const items = new Map<string, unknown[]>();
  await Promise.all(requests.map((request) => readInto(items, dynamoDb, request)));
  return { entries: items.get(tableName) ?? [], companion: companion && items.get(companion.tableName)?.[0] };
}

async function readInto(
  items: Map<string, unknown[]>,
  dynamoDb: TableAccess['dynamoDb'],
  request: NonNullable<BatchGetCommandInput['RequestItems']>,
): Promise<void> {
  let unread: BatchGetCommandInput['RequestItems'] = request;
  for (const pause of [0, ...pausesBeforeAskingAgain]) {
    if (Object.keys(unread ?? {}).length === 0) return;
    if (pause > 0) await setTimeout(pause);
    const read: BatchGetCommandOutput = await dynamoDb.send(new BatchGetCommand({ RequestItems: unread }));
    for (const [table, found] of Object.entries(read.Responses ?? {})) {
      items.set(table, [...(items.get(table) ?? []), ...found]);
    }
    unread = read.UnprocessedKeys;
  }
  if (Object.keys(unread ?? {}).length === 0) return;
  // What DynamoDB itself throws when it can read none of the keys.
  throw new ProvisionedThroughputExceededException({
    message: 'Keys of the look-up stayed unprocessed.',
    $metadata: {},
  });
}

function weightier(one: ShownSuppression | undefined, other: ShownSuppression): ShownSuppression {
  return one && origins.indexOf(one.origin) <= origins.indexOf(other.origin) ? one : other;
}
