import fc from 'fast-check';
import { adoptLines } from './adopted-entries';
import { forgettableEntries } from './forget-address';
import { forgottenForGood, forgottenState } from './forgotten-state';
import { markOfFact } from './fact-mark';
import { origins, type Fact } from './suppression-fact';
import { merge, shown, stateOfFact, stateOfRemoval } from './suppression-state';
import { suppressionTable, type SuppressionTable } from './suppression-table';
import { tableOnDynalite } from './table-on-dynalite';
import { unsyncedEntries } from './unsynced-entries';

const connection = 'own';
const now = new Date('2026-11-22T10:00:00.000Z');
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const address = 'Jane.Doe@example.com';
const bounce: Fact = {
  ...{ connection, scope: 'all', address, origin: 'bounce', time: at(-1000), feedbackId: 'feedback' },
  ...{ sourceId: '01a202b2-c57b-7fff-bfff-ffffffffffff', reason: { code: 'no-email', status: '5.1.1' } },
};

let store: Awaited<ReturnType<typeof tableOnDynalite>>;
let suppressions: SuppressionTable;

beforeEach(async () => {
  store = await tableOnDynalite();
  suppressions = suppressionTable({ ...store.access, now: () => now });
});
afterEach(() => store.stop());

const forget = () => forgettableEntries(store.access, connection).forget(address, now);
const suppressed = async () => {
  const found = await suppressions.suppressedAmong(['JANE.doe@example.com'], { connection, stream: 'transactional' });
  return [...found.values()];
};

test('who is forgotten stays on the list, as a hash, with when and why; again, it changes nothing', async () => {
  await suppressions.add(bounce);
  await suppressions.add({ ...bounce, scope: 'marketing', origin: 'manual', reason: { code: 'unsubscribed' } });
  await suppressions.addSoftBounce({ ...bounce, feedbackId: 'soft' });
  await suppressions.addManual(address, { connection, now });
  await adoptLines(store.access, [{ address, reason: 'BOUNCE', time: now }], { connection, now });
  const { id } = (await suppressions.get(address, { connection })) ?? {};
  const entries = forgettableEntries(store.access, connection);
  expect(await entries.count(address)).toEqual({ entries: 2, softBounces: 1 });

  await forget();
  const after = await store.items();
  expect(JSON.stringify(after)).not.toMatch(/jane/i);
  expect(await entries.count(address)).toEqual({ entries: 0, softBounces: 0 });
  expect(await suppressed()).toEqual([
    { id, origin: 'bounce', createdAt: at(-1000), feedbackId: '', reason: { code: 'no-email', status: '5.1.1' } },
  ]);
  await forget();
  expect(await store.items()).toEqual(after);
});

test.each([
  ['was never on the list', async () => undefined],
  [
    'was taken off it',
    async () => {
      await suppressions.add(bounce);
      await suppressions.remove(address, { connection, now: at(5000) });
    },
  ],
  ['was on it for a while', () => suppressions.addManual(address, { connection, now, expiresAt: at(9000) })],
])('who %s is held back for good, too', async (_, before) => {
  await before();
  await forget();
  expect(await suppressed()).toMatchObject([{ origin: 'manual' }]);
  expect((await suppressed())[0]).not.toHaveProperty('expiresAt');
  expect(JSON.stringify(await store.items())).not.toMatch(/jane/i);
});

test('the same feedback and SES’s own list, told again, do not bring the address back', async () => {
  await suppressions.add(bounce);
  await forget();
  await expect(suppressions.add(bounce)).resolves.toBe('unchanged');
  await adoptLines(store.access, [{ address, reason: 'BOUNCE', time: now }], { connection, now });
  expect(JSON.stringify(await store.items())).not.toMatch(/jane/i);
});

test('a person who has the address can take it off the list; SES’s list is not told of him', async () => {
  await forget();
  await suppressions.addManual(address, { connection, now, tellSes: 'prompt' });
  const unsynced = unsyncedEntries(store.access);
  const keys = await unsynced.due(connection, { now, limit: 10 });
  const steps = await Promise.all(keys.map((key) => unsynced.read(key)));
  expect(steps.map((one) => one?.step)).toEqual([{ step: 'delete', addresses: [] }]);
  await expect(suppressions.remove(address, { connection, now })).resolves.toMatchObject({});
  expect(await suppressed()).toEqual([]);
});

const someState = fc
  .array(
    fc.record({
      origin: fc.constantFrom(...origins),
      minutes: fc.integer({ min: -3, max: 3 }),
      feedbackId: fc.constantFrom('', 'a', '~'),
      address: fc.constantFrom('jane@example.com', '~~@example.com'),
      removed: fc.boolean(),
    }),
  )
  .map((facts) =>
    facts
      .map(({ minutes, removed, ...fact }) =>
        removed
          ? stateOfRemoval(at(minutes * 60_000))
          : stateOfFact({ ...bounce, ...fact, time: at(minutes * 60_000) }),
      )
      .reduce(merge, {}),
  );

test('forgetting hides nobody’s reason, holds back for good, is done once, and outweighs the same facts told again', () => {
  fc.assert(
    fc.property(someState, (state) => {
      const forgotten = forgottenState(state);
      const { email: _, feedbackId: __, sourceId: ___, ...kept } = shown(state) ?? { feedbackId: '' };
      const { feedbackId: ____, ...left } = shown(forgotten) ?? { feedbackId: '' };
      expect(left).toEqual(kept);
      expect(merge(forgotten, state)).toEqual(forgotten);
      expect(JSON.stringify(forgottenForGood(state, now))).not.toContain('@');
      const forGood = forgottenForGood(state, now);
      expect(shown(forGood)).toBeDefined();
      expect(forgottenForGood(forGood, at(1))).toEqual(forGood);
      expect(merge(forGood, state)).toEqual(forGood);
    }),
  );
  expect(markOfFact(bounce)).toContain('@');
});
