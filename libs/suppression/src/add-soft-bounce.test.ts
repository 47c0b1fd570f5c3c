import { PutCommand, QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { entryKey } from './entry-key';
import { markOfFact } from './fact-mark';
import { softBounceWindow } from './soft-bounce-window';
import type { SoftBounce } from './suppression-fact';
import { merge, shown, stateOfFact, stateOfRemoval, type SuppressionState } from './suppression-state';
import { suppressionTable, type SuppressionTable } from './suppression-table';
import { suppressionsInMemory } from './suppressions-in-memory';
import { tableOnDynalite } from './table-on-dynalite';

let store: Awaited<ReturnType<typeof tableOnDynalite>>;
let suppressions: SuppressionTable;

beforeAll(async () => {
  store = await tableOnDynalite();
  suppressions = suppressionTable(store.access);
});
afterAll(() => store.stop());

const connection = 'own';
const hour = 3_600_000;
const start = new Date('2026-11-01T10:00:00.000Z').getTime();
const at = (hours: number) => new Date(start + hours * hour);
const overFourDays = [0, 24, 48, 72, 96];
let sequence = 0;
const anAddress = () => `Jane.${(sequence += 1)}@example.com`;
const softBounce = (address: string, hours: number, parts: Partial<SoftBounce> = {}): SoftBounce => ({
  connection,
  scope: 'all',
  address,
  time: at(hours),
  feedbackId: `feedback-${hours}`,
  reason: { code: 'mailbox-full', status: '4.2.2' },
  ...parts,
});

test('five over four days put an address on the list, and the entry tells of the last', async () => {
  const address = anAddress();
  const decisions = [];
  for (const hours of overFourDays) {
    const sourceId = `01a202b2-c57b-7fff-bfff-${String(hours).padStart(12, '0')}`;
    decisions.push(await suppressions.addSoftBounce(softBounce(address, hours, { sourceId })));
  }
  expect(decisions.map(({ decision }) => decision)).toEqual(['count', 'count', 'count', 'count', 'suppress']);
  await expect(suppressions.get(address, { connection })).resolves.toMatchObject({
    email: address,
    origin: 'bounce',
    createdAt: at(96),
    feedbackId: 'feedback-96',
    sourceId: '01a202b2-c57b-7fff-bfff-000000000096',
    reason: { code: 'mailbox-full', status: '4.2.2' },
  });
});

test('a bounce that counts is one PutItem and one consistent Query, and is on no list', async () => {
  const calls: unknown[] = [];
  const counted = sendingThrough(store.access.dynamoDb, (command, send) => {
    calls.push(command);
    return send(command);
  });
  const address = anAddress();
  const bounce = softBounce(address, 0, { connection: 'counted' });
  await suppressionTable({ ...store.access, dynamoDb: counted }).addSoftBounce(bounce);
  expect(calls).toEqual([expect.any(PutCommand), expect.any(QueryCommand)]);
  expect(calls.at(1)).toMatchObject({ input: { ConsistentRead: true } });
  await expect(suppressions.get(address, { connection: 'counted' })).resolves.toBeUndefined();
  await expect(suppressions.list({ connection: 'counted', limit: 10 })).resolves.toMatchObject({ entries: [] });
});

test('it is kept under its time and its feedback, and expires 30 days after it happened', async () => {
  const address = anAddress();
  await suppressions.addSoftBounce(softBounce(address, 0, { address: address.toUpperCase() }));
  await suppressions.addSoftBounce(softBounce(address, 0));
  const kept = (await store.softBounces()).filter(({ pk }) => pk === entryKey('own', 'all', address).pk);
  expect(kept).toEqual([
    {
      pk: entryKey('own', 'all', address).pk,
      sk: 'soft#2026-11-01T10:00:00.000Z#feedback-0',
      fact: markOfFact(softBounce(address, 0)),
      expires: Date.parse('2026-12-01T10:00:00.000Z') / 1000,
    },
  ]);
});

test('bounces before a removal never count, and as many after it do', async () => {
  const address = anAddress();
  for (const hours of overFourDays) await suppressions.addSoftBounce(softBounce(address, hours));
  await suppressions.remove(address, { connection, now: at(100) });

  for (const hours of [...overFourDays, 99]) await suppressions.addSoftBounce(softBounce(address, hours));
  for (const hours of [101, 120, 150, 180]) await suppressions.addSoftBounce(softBounce(address, hours));
  await expect(suppressions.get(address, { connection })).resolves.toBeUndefined();

  await suppressions.addSoftBounce(softBounce(address, 200));
  await expect(suppressions.get(address, { connection })).resolves.toMatchObject({ createdAt: at(200) });
});

describe('a crash at any call, before or after it took effect', () => {
  const calls = ['PutCommand', 'QueryCommand', 'UpdateCommand'].flatMap((name) => [
    [name, 'before'] as const,
    [name, 'after'] as const,
  ]);
  test.each(calls)('%s, %s: the bounce told again completes it', async (name, when) => {
    const address = anAddress();
    for (const hours of overFourDays.slice(1)) await suppressions.addSoftBounce(softBounce(address, hours));
    const crashing = sendingThrough(store.access.dynamoDb, async (command, send) => {
      if (command.constructor.name !== name) return send(command);
      if (when === 'after') await send(command);
      throw new Error('crashed');
    });
    const table = suppressionTable({ ...store.access, dynamoDb: crashing });
    await expect(table.addSoftBounce(softBounce(address, 0))).rejects.toThrow('crashed');

    await expect(suppressions.addSoftBounce(softBounce(address, 0))).resolves.toMatchObject({ decision: 'suppress' });
    await expect(suppressions.get(address, { connection })).resolves.toMatchObject({ createdAt: at(96) });
  });
});

test('a removal between reading and writing is decided on again', async () => {
  const address = anAddress();
  // The last bounce comes from a clock that runs ahead, so that it is newer than the removal.
  for (const hours of overFourDays.slice(0, 4)) await suppressions.addSoftBounce(softBounce(address, hours));
  await suppressions.addManual(address, { connection, now: at(80) });
  const removing = sendingThrough(store.access.dynamoDb, async (command, send) => {
    if (command instanceof UpdateCommand) await suppressions.remove(address, { connection, now: at(90) });
    return send(command);
  });
  const table = suppressionTable({ ...store.access, dynamoDb: removing });
  await expect(table.addSoftBounce(softBounce(address, 96))).resolves.toEqual({
    decision: 'count',
    reason: 'too-few',
    bounces: 1,
  });
  await expect(suppressions.get(address, { connection })).resolves.toBeUndefined();
});

const anyStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('soft' as const), days: fc.integer({ min: 0, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bounce' as const), days: fc.integer({ min: 0, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('removal' as const), days: fc.integer({ min: 5, max: 20 }) }) },
);
type Step = { kind: 'soft' | 'bounce' | 'removal'; days: number };

test('soft bounces, bounces and removals at once, in any order and told twice, end as all of them together say', async () => {
  const waves = fc.array(fc.array(anyStep, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(waves, async (steps) => {
      const address = anAddress();
      const told: SoftBounce[] = [];
      let said: SuppressionState = {};
      const does = async ({ kind, days }: Step) => {
        const fact = softBounce(address, days * 24);
        if (kind === 'soft') {
          told.push(fact);
          await suppressions.addSoftBounce(fact);
        } else if (kind === 'bounce') {
          said = merge(said, stateOfFact({ ...fact, origin: 'bounce' }));
          await suppressions.add({ ...fact, origin: 'bounce' });
        } else {
          const removed = await suppressions.remove(address, { connection, now: at(days * 24) });
          if (removed) said = merge(said, stateOfRemoval(removed.removedAt));
        }
      };
      for (const wave of steps) await Promise.all(wave.map(does));
      const again = steps.flat().filter(({ kind }) => kind !== 'removal');
      await Promise.all(again.map(does));

      const decision = softBounceWindow(told.map(markOfFact), said.removed);
      const expected = merge(said, decision.decision === 'suppress' ? { bounce: decision.completedBy } : {});
      const entry = await suppressions.get(address, { connection });
      const { id: _, ...withoutId } = entry ?? { id: '' };
      expect(withoutId).toEqual(shown(expected) ?? {});
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('the list in memory that tests use ends as the table does, step by step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 15 }), async (steps) => {
      const address = anAddress();
      const inMemory = suppressionsInMemory();
      for (const { kind, days } of steps) {
        const fact = softBounce(address, days * 24);
        const does = (table: Pick<SuppressionTable, 'add' | 'addSoftBounce' | 'remove'>): Promise<unknown> => {
          if (kind === 'soft') return table.addSoftBounce(fact);
          if (kind === 'bounce') return table.add({ ...fact, origin: 'bounce' });
          return table.remove(address, { connection, now: at(days * 24) });
        };
        expect(await does(inMemory)).toEqual(await does(suppressions));
        const entry = await suppressions.get(address, { connection });
        expect(inMemory.shown()).toEqual(entry ? [entry] : []);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

type Send = (command: object) => Promise<unknown>;

function sendingThrough(
  dynamoDb: DynamoDBDocumentClient,
  through: (command: object, send: Send) => Promise<unknown>,
): DynamoDBDocumentClient {
  const send = dynamoDb.send.bind(dynamoDb) as Send;
  return new Proxy(dynamoDb, {
    get: (target, property): unknown =>
      property === 'send' ? (command: object) => through(command, send) : Reflect.get(target, property, target),
  });
}
