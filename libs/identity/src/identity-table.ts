import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ownConnection, type Mailbox } from '@sesame/email';
import { candidateIdentities } from './candidate-identities';
import { IdentitiesUnknownError } from './identities-unknown-error';
import type { Identity } from './identity';
import { completedAtOf, fromIdentityRow, identityKey, syncKey } from './identity-rows';

const cacheMs = 60_000;
const cacheSize = 1_000;
const staleMs = 60 * 60_000;
const attempts = 3;
const retryAfterSeconds = 60;

export type IdentityTableParts = { dynamoDb: DynamoDBDocumentClient; tableName: string; now: () => Date };

/** What is known in SES of the identities that could cover a sender. */
export type IdentityTable = {
  /**
   * The identities that cover this sender, verified or not, from a copy at most a minute old of what was synced.
   * @throws IdentitiesUnknownError when nothing was ever synced, or the last complete sync is older than an hour
   */
  identitiesFor(from: Pick<Mailbox, 'address' | 'domain'>, connection?: string): Promise<Identity[]>;
};

type Known = { identities: Identity[]; completedAt: Date; until: number };

/** The identities table as the sender reads it: one BatchGetItem a sender, remembered for 60 seconds. */
export function identityTable({ dynamoDb, tableName, now }: IdentityTableParts): IdentityTable {
  const remembered = new Map<string, Known>();

  return {
    async identitiesFor(from, connection = ownConnection) {
      const key = `${connection}#${from.address}`;
      const cached = remembered.get(key);
      const known = cached && cached.until > now().getTime() ? cached : await read(from, connection);
      if (now().getTime() - known.completedAt.getTime() > staleMs) {
        throw new IdentitiesUnknownError('stale', retryAfterSeconds);
      }
      if (known !== cached) remember(key, known);
      return known.identities;
    },
  };

  function remember(key: string, known: Known): void {
    remembered.delete(key);
    if (remembered.size >= cacheSize) remembered.delete(remembered.keys().next().value ?? '');
    remembered.set(key, known);
  }

  async function read(from: Pick<Mailbox, 'address' | 'domain'>, connection: string): Promise<Known> {
    const keys = candidateIdentities(from).map((name) => identityKey(connection, name));
    const rows = await batchGet([...keys, { pk: connection, sk: syncKey }]);
    const sync = rows.find(({ sk }) => sk === syncKey);
    if (!sync) throw new IdentitiesUnknownError('never-synced', retryAfterSeconds);
    return {
      identities: rows.filter((row) => row !== sync).flatMap((row) => fromIdentityRow(row) ?? []),
      completedAt: completedAtOf(sync),
      until: now().getTime() + cacheMs,
    };
  }

  async function batchGet(keys: Record<string, unknown>[]): Promise<Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = [];
    let left = keys;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const { Responses, UnprocessedKeys } = await dynamoDb.send(
        new BatchGetCommand({ RequestItems: { [tableName]: { Keys: left } } }),
      );
      rows.push(...(Responses?.[tableName] ?? []));
      left = UnprocessedKeys?.[tableName]?.Keys ?? [];
      if (left.length === 0) return rows;
    }
    throw new IdentitiesUnknownError('not-read', 1);
  }
}
