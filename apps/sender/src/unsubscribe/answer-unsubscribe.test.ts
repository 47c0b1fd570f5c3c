import { log } from '@sesame/lambda';
import { recipientHash } from '@sesame/ledger';
import type { Subscription } from '@sesame/suppression';
import { answerUnsubscribe } from './answer-unsubscribe';
import { maskedAddress } from './masked-address';
import type { UnsubscribableEmail } from './unsubscribable-email';

const now = new Date('2026-11-22T12:00:00.000Z');
const since = new Date('2026-11-22T11:00:00.000Z');
const email: UnsubscribableEmail = {
  connection: 'own',
  id: '01936f9e-2c00-7000-8000-0000000000ab',
  stream: 'marketing',
  from: { address: 'news@example.com', localPart: 'news', domain: 'example.com', displayName: 'Acme' },
  recipient: 'ada.lovelace@example.net',
  queuedAt: new Date('2026-11-22T10:00:00.000Z'),
};
const subscriber = { connection: 'own', stream: 'marketing', address: email.recipient, emailId: email.id };
const form = (body: string) => ({ body: Buffer.from(body), contentType: 'application/x-www-form-urlencoded' });
const byThis: Subscription = { status: 'unsubscribed', by: 'this-email', since };

const parts = {
  findEmail: jest.fn(),
  unsubscriptions: { find: jest.fn(), add: jest.fn(), remove: jest.fn() },
  record: jest.fn(),
  configurationSet: 'sesame-test-marketing',
};
const answer = answerUnsubscribe(parts);

beforeEach(() => {
  jest.resetAllMocks();
  jest.spyOn(log, 'info').mockReturnValue(undefined);
  parts.findEmail.mockResolvedValue(email);
});

test('looking asks how the address stands, and changes nothing', async () => {
  parts.unsubscriptions.find.mockResolvedValue({ status: 'subscribed' });
  expect(await answer({ path: 'token', now })).toEqual({
    page: 'ask',
    subject: { sender: 'Acme', senderDomain: 'example.com', recipient: 'a•••@example.net' },
  });
  expect(parts.unsubscriptions.add).not.toHaveBeenCalled();
  expect(parts.record).not.toHaveBeenCalled();
});

test.each([
  [byThis, 'unsubscribed'],
  [{ ...byThis, by: 'another-email' }, 'unsubscribed-by-another'],
  [{ status: 'suppressed' }, 'suppressed'],
])('of an address that is %j the page says %s', async (subscription, page) => {
  parts.unsubscriptions.find.mockResolvedValue(subscription);
  expect(await answer({ path: 'token', now })).toMatchObject({ page });
});

test('one click unsubscribes, and is a fact of when that was, also when it is told again', async () => {
  parts.unsubscriptions.add.mockResolvedValue(byThis);
  expect(await answer({ path: 'token', form: form('List-Unsubscribe=One-Click'), now })).toMatchObject({
    page: 'unsubscribed',
  });
  expect(parts.unsubscriptions.add).toHaveBeenCalledWith(subscriber, now);
  expect(parts.record.mock.calls).toEqual([
    [
      {
        connection: 'own',
        messageId: email.id,
        emailId: email.id,
        time: since,
        sentAt: email.queuedAt,
        recipient: recipientHash('own', email.recipient),
        configurationSet: 'sesame-test-marketing',
        fromDomain: 'example.com',
        details: { type: 'unsubscribe' },
      },
    ],
  ]);
});

test('who was unsubscribed by another message did not unsubscribe by this one', async () => {
  parts.unsubscriptions.add.mockResolvedValue({ ...byThis, by: 'another-email' });
  await answer({ path: 'token', form: form('List-Unsubscribe=One-Click'), now });
  expect(parts.record).not.toHaveBeenCalled();
});

test('a fact that could not be recorded fails the request, so that it is made again', async () => {
  parts.unsubscriptions.add.mockResolvedValue(byThis);
  parts.record.mockRejectedValue(new Error('not now'));
  await expect(answer({ path: 'token', form: form('List-Unsubscribe=One-Click'), now })).rejects.toThrow('not now');
});

test('taking it back takes back that of this e-mail', async () => {
  parts.unsubscriptions.remove.mockResolvedValue({ status: 'subscribed' });
  expect(await answer({ path: 'token', form: form('Resubscribe=Yes'), now })).toMatchObject({ page: 'resubscribed' });
  expect(parts.unsubscriptions.remove).toHaveBeenCalledWith(subscriber, now);
});

test('a link that leads to no e-mail, and a form that says nothing, change nothing', async () => {
  parts.findEmail.mockResolvedValue(undefined);
  expect(await answer({ path: 'x', form: form('List-Unsubscribe=One-Click'), now })).toEqual({ page: 'unknown' });
  expect(await answer({ path: 'token', form: form('a=b'), now })).toEqual({ page: 'no-wish' });
  expect(parts.unsubscriptions.add).not.toHaveBeenCalled();
});

test.each([
  ['ada@example.net', 'a•••@example.net'],
  ['ab@example.net', '•••@example.net'],
  ['𝒶da@x@example.net', '𝒶•••@example.net'],
])('%s is shown as %s', (address, masked) => {
  expect(maskedAddress(address)).toBe(masked);
});
