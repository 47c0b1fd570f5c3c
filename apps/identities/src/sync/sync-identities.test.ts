import { ListEmailIdentitiesCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Identity } from '@sesame/identity';
import { mockClient } from 'aws-sdk-client-mock';
import { syncIdentities } from './sync-identities';

const ses = mockClient(SESv2Client);
const client = new SESv2Client({ region: 'us-east-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } });
const info = (IdentityName: string, SendingEnabled: boolean, VerificationStatus: 'SUCCESS' | 'PENDING' | 'FAILED') => ({
  IdentityName,
  IdentityType: 'DOMAIN' as const,
  SendingEnabled,
  VerificationStatus,
});

const now = new Date('2026-11-22T12:00:00Z');
let replaced: (readonly Identity[])[] = [];
let asOf: Date | undefined;
let time = now;
let slept: number[] = [];
const parts = {
  ses: client,
  copy: {
    replace: async (identities: readonly Identity[], begun: Date) => {
      replaced.push(identities);
      asOf = begun;
      return { written: 1, removed: 0 };
    },
  },
  now: () => time,
  sleep: async (milliseconds: number) => {
    slept.push(milliseconds);
    time = new Date(time.getTime() + milliseconds);
  },
};

beforeEach(() => {
  ses.reset();
  replaced = [];
  slept = [];
  asOf = undefined;
  time = now;
});

test('every page is read, a second apart, and the table is written once at the end', async () => {
  ses
    .on(ListEmailIdentitiesCommand)
    .resolvesOnce({ EmailIdentities: [info('Example.com', true, 'SUCCESS')], NextToken: 'two' })
    .resolvesOnce({ EmailIdentities: [info('new.example', false, 'PENDING')] });

  expect(await syncIdentities(parts)).toEqual({ seen: 2, written: 1, removed: 0 });
  expect(ses.calls().map(({ args }) => args[0].input as unknown)).toEqual([
    { PageSize: 1_000, NextToken: undefined },
    { PageSize: 1_000, NextToken: 'two' },
  ]);
  expect(slept).toEqual([1_000]);
  expect(asOf).toEqual(now);
  expect(replaced).toEqual([
    [
      { name: 'example.com', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' },
      { name: 'new.example', type: 'DOMAIN', verified: false, verificationStatus: 'PENDING' },
    ],
  ]);
});

test('a page that fails leaves the table as it was', async () => {
  ses
    .on(ListEmailIdentitiesCommand)
    .resolvesOnce({ EmailIdentities: [info('example.com', true, 'SUCCESS')], NextToken: 'two' })
    .rejectsOnce(new Error('SES is busy'));

  await expect(syncIdentities(parts)).rejects.toThrow('SES is busy');
  expect(replaced).toEqual([]);
});

test('an identity that failed verification does not count as verified, whatever its switch says', async () => {
  ses.on(ListEmailIdentitiesCommand).resolves({ EmailIdentities: [info('example.com', true, 'FAILED')] });

  await syncIdentities(parts);

  expect(replaced.flat()).toMatchObject([{ verified: false, verificationStatus: 'FAILED' }]);
});

test('an account without identities empties the table', async () => {
  ses.on(ListEmailIdentitiesCommand).resolves({});

  expect(await syncIdentities(parts)).toMatchObject({ seen: 0 });
  expect(replaced).toEqual([[]]);
});
