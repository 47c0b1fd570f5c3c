import { ListSuppressedDestinationsCommand, SESv2Client, SESv2ServiceException } from '@aws-sdk/client-sesv2';
import type { SesSuppression } from '@sesame/suppression';
import { mockClient } from 'aws-sdk-client-mock';
import { adoptList } from './adopt-list';

const ses = mockClient(SESv2Client);
const client = new SESv2Client({ region: 'us-east-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } });
const now = new Date('2026-11-22T10:00:00.000Z');
const tenMinutesAgo = new Date('2026-11-22T09:50:00.000Z');
const refusal = (name: string, httpStatusCode: number) =>
  new SESv2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: name });
const line = (EmailAddress: string, Reason: 'BOUNCE' | 'COMPLAINT') => ({ EmailAddress, Reason, LastUpdateTime: now });

type Progress = { since?: Date; pass?: { until: Date; nextToken: string } };
let progress: Progress;
let adopted: SesSuppression[];
let slept: number[];
let pagesLeft: number;

const run = () =>
  adoptList({
    ses: client,
    progress: {
      read: async () => progress,
      continueAt: async (pass) => void (progress = { ...progress, pass }),
      end: async (since) => void (progress = since ? { since } : { ...(progress.since && { since: progress.since }) }),
    },
    adopt: async (lines) => {
      adopted.push(...lines);
      return lines.map(() => 'add' as const);
    },
    now: () => now,
    sleep: async (milliseconds) => void slept.push(milliseconds),
    hasTime: () => (pagesLeft -= 1) >= 0,
  });
const asked = () => ses.calls().map(({ args }) => args[0].input as unknown);

beforeEach(() => {
  ses.reset();
  [progress, adopted, slept, pagesLeft] = [{}, [], [], 100];
});

test('the first pass reads the whole list but for the last ten minutes, a page a second', async () => {
  ses
    .on(ListSuppressedDestinationsCommand)
    .resolvesOnce({ SuppressedDestinationSummaries: [line('Jane@example.com', 'BOUNCE')], NextToken: 'two' })
    .resolvesOnce({ SuppressedDestinationSummaries: [line('john@example.com', 'COMPLAINT')] });
  await expect(run()).resolves.toMatchObject({ read: 2, add: 2, ended: 'complete' });
  expect(asked()).toEqual([
    { PageSize: 100, EndDate: tenMinutesAgo },
    { PageSize: 100, EndDate: tenMinutesAgo, NextToken: 'two' },
  ]);
  expect(adopted).toEqual([
    { address: 'Jane@example.com', reason: 'BOUNCE', time: now },
    { address: 'john@example.com', reason: 'COMPLAINT', time: now },
  ]);
  expect(slept).toEqual([1_100]);
  expect(progress).toEqual({ since: tenMinutesAgo });
});

test('the next pass reads from where the last complete one ended', async () => {
  const since = new Date('2026-11-22T09:45:00.000Z');
  progress = { since };
  ses.on(ListSuppressedDestinationsCommand).resolves({});
  await expect(run()).resolves.toMatchObject({ read: 0, ended: 'complete' });
  expect(asked()).toEqual([{ PageSize: 100, StartDate: since, EndDate: tenMinutesAgo }]);
});

test('a pass that does not end in one run goes on at its page, up to the time it began with', async () => {
  pagesLeft = 1;
  ses.on(ListSuppressedDestinationsCommand).resolves({ NextToken: 'two' });
  await expect(run()).resolves.toMatchObject({ ended: 'to-be-continued' });
  const until = new Date('2026-11-22T09:00:00.000Z');
  progress = { pass: { until, nextToken: 'two' } };
  pagesLeft = 1;
  ses.on(ListSuppressedDestinationsCommand).resolves({});
  await expect(run()).resolves.toMatchObject({ ended: 'complete' });
  expect(asked().at(-1)).toEqual({ PageSize: 100, EndDate: until, NextToken: 'two' });
  expect(progress).toEqual({ since: until });
});

test('when SES asks to wait, the next run goes on at the same page', async () => {
  ses
    .on(ListSuppressedDestinationsCommand)
    .resolvesOnce({ NextToken: 'two' })
    .rejects(refusal('TooManyRequestsException', 429));
  await expect(run()).resolves.toMatchObject({ ended: 'throttled' });
  expect(progress).toEqual({ pass: { until: tenMinutesAgo, nextToken: 'two' } });
});

test('a token that SES knows no more begins the pass again', async () => {
  progress = { pass: { until: tenMinutesAgo, nextToken: 'stale' } };
  ses.on(ListSuppressedDestinationsCommand).rejects(refusal('InvalidNextTokenException', 400));
  await expect(run()).resolves.toMatchObject({ ended: 'begun-again' });
  expect(progress).toEqual({});
});

test('a failure of SES leaves the progress as it was', async () => {
  ses.on(ListSuppressedDestinationsCommand).rejects(refusal('AccessDeniedException', 403));
  await expect(run()).rejects.toThrow('AccessDeniedException');
  expect(progress).toEqual({});
});
