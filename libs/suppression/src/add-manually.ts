import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import type { Entry } from './entry-item';
import { entryId, entryKey, indexPartition } from './entry-key';
import { manualAddition } from './manual-addition';
import { readEntry } from './read-entry';
import type { TableAccess } from './table-access';
import { isUnchanged } from './unchanged-condition';
import { unsyncedPlace, type Lane } from './unsynced-index';

export type ManualOptions = {
  connection: Connection;
  now: Date;
  /** When the wish ends; for good without it. */
  expiresAt?: Date;
  /** How soon SES's own list is told: `prompt` unless it says otherwise; `false` leaves it out of that. */
  tellSes?: Lane | false;
};

const attempts = 10;
const dayMs = 24 * 60 * 60 * 1000;
/** How long an expired wish is kept for people who ask what became of it. */
const keptAfterExpiryMs = 30 * dayMs;

/**
 * Adds an address for all mail by a person's wish, which counts from now on even where a removal lies in the future: one
 * UpdateItem for an address that is not known, and for another also the GetItem that tells what is.
 * @throws an Error when the entry keeps changing between reading and writing
 */
export async function addManually(
  access: TableAccess,
  address: string,
  options: ManualOptions,
): Promise<{ id: string }> {
  const key = entryKey(options.connection, 'all', address);
  const id = entryId(key);
  let entry: Entry = { pk: key.pk, id, state: {} };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const change = changeOf(entry, address, options);
    if (change === undefined || (await wrote(access, entry, change))) return { id };
    entry = (await readEntry(access, address, options.connection)) ?? { pk: key.pk, id, state: {} };
  }
  throw new Error('The entry changed at every attempt to add it.');
}

/** The attributes to set and those to remove; `undefined` when the entry says it all already. */
type Change = { set: Record<string, string | number>; remove: string[] };

function changeOf(entry: Entry, address: string, options: ManualOptions): Change | undefined {
  const { connection, now, expiresAt, tellSes = 'prompt' } = options;
  const addition = manualAddition(entry.state, { address, now, ...(expiresAt && { expiresAt }) });
  const follow = tellSes !== false && isNewsToSes(entry, addition.decision === 'write', expiresAt);
  if (addition.decision === 'keep' && !follow) return undefined;

  const place = follow ? unsyncedPlace({ connection, id: entry.id }, tellSes, now) : {};
  if (addition.decision === 'keep') return { set: { ...place }, remove: [] };
  const set = {
    manual: addition.mark,
    by_id_pk: indexPartition(connection, entry.id),
    by_id_sk: entry.id,
    ...place,
  };
  const { bounce, complaint, removed } = entry.state;
  const isAllThereIs = bounce === undefined && complaint === undefined && removed === undefined;
  return expiresAt !== undefined && isAllThereIs
    ? { set: { ...set, expires: Math.ceil((expiresAt.getTime() + keptAfterExpiryMs) / 1000) }, remove: [] }
    : { set, remove: ['expires'] };
}

/**
 * SES's list has no expiry, so it is never told of a wish that ends; but where it was told of the address before, the
 * wish that now has an end is to be taken out of it.
 */
function isNewsToSes({ unsynced, sesAddresses }: Entry, isNewWish: boolean, expiresAt: Date | undefined): boolean {
  const mayHold = unsynced !== undefined || sesAddresses !== undefined;
  if (expiresAt !== undefined) return isNewWish && mayHold;
  return isNewWish || !mayHold;
}

async function wrote({ dynamoDb, tableName }: TableAccess, entry: Entry, { set, remove }: Change): Promise<boolean> {
  const { condition, names, values } = isUnchanged(entry.state);
  const assigned = Object.keys(set).map((name) => `#set_${name} = :set_${name}`);
  const removal = remove.length === 0 ? '' : ` REMOVE ${remove.map((name) => `#remove_${name}`).join(', ')}`;
  const update = new UpdateCommand({
    TableName: tableName,
    Key: { pk: entry.pk, sk: 'entry' },
    UpdateExpression: `SET ${assigned.join(', ')}${removal}`,
    ConditionExpression: condition,
    ExpressionAttributeNames: {
      ...names,
      ...Object.fromEntries(Object.keys(set).map((name) => [`#set_${name}`, name])),
      ...Object.fromEntries(remove.map((name) => [`#remove_${name}`, name])),
    },
    ExpressionAttributeValues: {
      ...values,
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:set_${name}`, value])),
    },
  });
  try {
    await dynamoDb.send(update);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
