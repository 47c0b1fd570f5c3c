import {
  DeleteSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
  SESv2ServiceException,
} from '@aws-sdk/client-sesv2';
import type { UnsyncedEntry } from '@sesame/suppression';
import { mockClient } from 'aws-sdk-client-mock';
import { followChanges } from './follow-changes';

const ses = mockClient(SESv2Client);
const client = new SESv2Client({ region: 'us-east-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } });
const start = new Date('2026-11-22T10:00:00.000Z');
const refusal = (name: string, httpStatusCode: number) =>
  new SESv2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: name });

let waiting: UnsyncedEntry[];
let settled: string[];
let postponed: [string, Date][];
let slept: number[];
let changes: Set<string>;
let left: number;

const entryOf = (pk: string, step: UnsyncedEntry['step']): UnsyncedEntry => ({
  entry: { pk, id: pk, state: {}, unsynced: 'turn' },
  step,
});
const put = (pk: string) => entryOf(pk, { step: 'put', address: `${pk}@example.com`, reason: 'BOUNCE' });
const off = (pk: string, ...addresses: string[]) => entryOf(pk, { step: 'delete', addresses });
const leaves = (pk: string) => (waiting = waiting.filter(({ entry }) => entry.pk !== pk));

const parts = {
  ses: client,
  unsynced: {
    due: async (_connection: string, { limit }: { limit: number }) =>
      waiting.slice(0, limit).map(({ entry }) => entry.pk),
    read: async (pk: string) => waiting.find(({ entry }) => entry.pk === pk),
    settle: async ({ entry: { pk } }: UnsyncedEntry) => {
      if (changes.delete(pk)) return 'changed' as const;
      settled.push(pk);
      leaves(pk);
      return 'settled' as const;
    },
    postpone: async ({ entry: { pk } }: UnsyncedEntry, until: Date) => {
      postponed.push([pk, until]);
      leaves(pk);
    },
  },
  now: () => start,
  sleep: async (milliseconds: number) => void slept.push(milliseconds),
  hasTime: () => (left -= 1) >= 0,
};
const follow = () => followChanges(parts, 'own');

beforeEach(() => {
  ses.reset();
  ses.on(PutSuppressedDestinationCommand).resolves({});
  ses.on(DeleteSuppressedDestinationCommand).resolves({});
  [waiting, settled, postponed, slept, changes, left] = [[], [], [], [], new Set(), 1_000];
});

test('SES is told of each entry, more than a second apart, until nothing is due', async () => {
  waiting = [
    put('a'),
    off('b', 'B@example.com', 'b@example.com'),
    ...Array.from({ length: 25 }, (_, i) => put(`c${i}`)),
  ];
  await expect(follow()).resolves.toEqual({ put: 26, deleted: 1, refused: 0, changed: 0, throttled: 0 });
  expect(
    ses
      .calls()
      .slice(0, 3)
      .map(({ args }) => args[0].input as unknown),
  ).toEqual([
    { EmailAddress: 'a@example.com', Reason: 'BOUNCE' },
    { EmailAddress: 'B@example.com' },
    { EmailAddress: 'b@example.com' },
  ]);
  expect(ses.calls()).toHaveLength(28);
  expect(slept).toEqual(Array.from({ length: 27 }, () => 1_100));
});

test('what is not on the list of SES need not be taken out of it', async () => {
  waiting = [off('a', 'a@example.com', 'A@example.com')];
  ses.on(DeleteSuppressedDestinationCommand).rejects(refusal('NotFoundException', 404));
  await expect(follow()).resolves.toMatchObject({ deleted: 1 });
  expect(ses.calls()).toHaveLength(2);
  expect(settled).toEqual(['a']);
});

test('what SES refuses, as it does in the sandbox, gets another turn in an hour, and the rest goes on', async () => {
  waiting = [put('a'), off('b', 'b@example.com')];
  ses.on(PutSuppressedDestinationCommand).rejects(refusal('BadRequestException', 400));
  await expect(follow()).resolves.toMatchObject({ refused: 1, deleted: 1 });
  expect(postponed).toEqual([['a', new Date('2026-11-22T11:00:00.000Z')]]);
});

test('when SES asks to wait, the same entry is tried again, each time later, and keeps its turn when it goes on', async () => {
  waiting = [put('a'), put('b')];
  const throttled = refusal('TooManyRequestsException', 429);
  ses.on(PutSuppressedDestinationCommand).rejectsOnce(throttled).rejectsOnce(throttled).resolves({});
  await expect(follow()).resolves.toMatchObject({ put: 2, throttled: 0 });
  expect(slept).toEqual([2_200, 3_300, 1_100]);

  waiting = [put('c')];
  ses.on(PutSuppressedDestinationCommand).rejects(throttled);
  await expect(follow()).resolves.toMatchObject({ put: 0, throttled: 1 });
  expect(waiting).toHaveLength(1);
});

test('an entry that changed while SES was being told is told again', async () => {
  waiting = [put('a')];
  changes.add('a');
  await expect(follow()).resolves.toMatchObject({ changed: 1, put: 1 });
});

test('a failure that says nothing of the entry ends the run and leaves the entry due', async () => {
  waiting = [put('a')];
  ses.on(PutSuppressedDestinationCommand).rejects(refusal('AccessDeniedException', 403));
  await expect(follow()).rejects.toThrow('AccessDeniedException');
  expect(waiting).toHaveLength(1);
});

test('an index that shows only what is followed already ends the run', async () => {
  const unsynced = { ...parts.unsynced, due: async () => ['gone'] };
  await expect(followChanges({ ...parts, unsynced }, 'own')).resolves.toMatchObject({ put: 0 });
});

test('nothing is begun once the time is over', async () => {
  waiting = [put('a'), put('b')];
  left = 2;
  await expect(follow()).resolves.toMatchObject({ put: 1 });
});
