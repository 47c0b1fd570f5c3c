import type { ApiRequest } from '@sesame/lambda';
import type { Fact } from '@sesame/ledger';
import type { Email, EmailStatus } from '../email';
import { aFact, ledgerInMemory } from '../ledger-in-memory.fixture';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { emailAnswer } from './email-answer';
import { readEmail } from './read-email';

const read = (id: string, email?: Email, facts: Fact[] = []) =>
  readEmail({ emails: emailsInMemory(...(email ? [email] : [])), ledger: ledgerInMemory(...facts) })({
    holder: { connection: 'own', keyId: 'key-1', permission: 'full_access' },
    body: undefined,
    headers: {},
    pathParameters: { id },
    query: {},
    routeKey: 'GET /emails/{id}',
    now: new Date(),
  } satisfies ApiRequest);

test('an e-mail is shown with every field Resend shows, and the truth about its delivery', async () => {
  const email = anEmail({ status: 'sent', due: undefined, messageId: '0100-000000', cc: ['bob@example.net'] });

  expect((await read(email.id.toUpperCase(), email)).body).toEqual({
    object: 'email',
    id: email.id,
    message_id: '0100-000000',
    from: 'Acme <orders@example.com>',
    to: ['ada@example.net'],
    cc: ['bob@example.net'],
    bcc: null,
    reply_to: null,
    subject: 'Your order',
    html: '<p>Hello</p>',
    text: null,
    tags: [],
    requested_by: 'key key-1',
    created_at: '2026-11-22T12:00:00.000Z',
    scheduled_at: null,
    last_event: 'sent',
    delivery_status: 'sent',
  });
});

test.each<[EmailStatus, string]>([
  ['queued', 'queued'],
  ['held', 'queued'],
  ['sending', 'queued'],
  ['unknown', 'queued'],
  ['sent', 'sent'],
  ['failed', 'failed'],
  ['suppressed', 'suppressed'],
])('%s is %s in the words of Resend', (status, lastEvent) => {
  expect(emailAnswer(anEmail({ status }), {})).toMatchObject({ last_event: lastEvent, delivery_status: status });
});

test('what SES said of an e-mail is its last event, even where Sesame lost the answer of SES', async () => {
  const email = anEmail({ status: 'unknown' });
  const facts = [aFact({ details: { type: 'delivery' } }), aFact({ details: { type: 'complaint', feedbackId: 'f' } })];

  expect((await read(email.id, email, facts)).body).toMatchObject({
    last_event: 'complained',
    delivery_status: 'unknown',
  });
});

test('a ledger that fails is no answer about an e-mail', async () => {
  const ledger = { timeline: () => Promise.reject(new Error('away')) };
  const request = { holder: { connection: 'own' }, pathParameters: { id: anEmail().id } } as unknown as ApiRequest;

  await expect(readEmail({ emails: emailsInMemory(anEmail()), ledger })(request)).rejects.toThrow('away');
});

test('why an e-mail is held, what SES said, and who is suppressed are shown', () => {
  const error = { name: 'SendingPausedException', message: 'Sending paused for this account.' };
  const email = anEmail({ status: 'held', heldReason: 'paused', error, suppressed: ['ada@example.net'] });

  expect(emailAnswer(email, {})).toMatchObject({ held_reason: 'paused', error, suppressed: ['ada@example.net'] });
});

test('an e-mail that does not exist is 404, and an id that is none is 422', async () => {
  await expect(read(anEmail().id)).rejects.toMatchObject({ errorName: 'not_found' });
  await expect(read('7')).rejects.toMatchObject({ errorName: 'validation_error', details: { field: 'id' } });
});
