import { readEmail } from './incoming-email';
import { hashedEmail, requestHash } from './request-hash';

const body = {
  from: 'Acme <orders@example.com>',
  to: ['ada@example.net'],
  reply_to: ['answers@example.com'],
  subject: 'Hello',
  html: '<p>Hi</p>',
  headers: { 'X-Order': '7', 'X-Customer': '8' },
  tags: [{ name: 'kind', value: 'order' }],
};
const { reply_to, ...withoutReplyTo } = body;
const hashOf = (written: object, route = 'POST /emails') =>
  requestHash(route, hashedEmail(readEmail(written, undefined)));

test.each<[string, object]>([
  ['its members are in another order', Object.fromEntries(Object.entries(body).reverse())],
  ['a recipient is a text and not a list', { ...body, to: 'ada@example.net', reply_to: 'answers@example.com' }],
  ['replyTo is written for reply_to', { ...withoutReplyTo, replyTo: reply_to }],
  ['a mailbox has spaces around it', { ...body, to: [' ada@example.net '] }],
  ['its headers are in another order', { ...body, headers: { 'X-Customer': '8', 'X-Order': '7' } }],
  ['a list is empty and not absent', { ...body, cc: [], text: '' }],
  ['the stream is named that it has anyway', { ...body, stream: 'transactional' }],
  ['a recipient is written twice', { ...body, to: ['ada@example.net', 'ada@example.net'] }],
])('it is the same request although %s', (_, written) => {
  expect(hashOf(written)).toBe(hashOf(body));
});

const templated = (variables: object, id = 'welcome') => ({ to: 'ada@example.net', template: { id, variables } });

test('by a template, the name and every variable count, an empty one too', () => {
  const hashes = [templated({}), templated({ items: [] }), templated({ items: [''] }), templated({}, 'farewell')];
  expect(new Set(hashes.map((written) => hashOf(written))).size).toBe(hashes.length);
  expect(hashOf(templated({ items: [] }))).toBe(hashOf(templated({ items: [] })));
});

test.each<[string, object]>([
  ['subject', { subject: 'hello' }],
  ['sender', { from: 'orders@example.com' }],
  ['recipient', { to: ['bob@example.net'] }],
  ['place of a recipient', { to: ['bob@example.net'], cc: ['ada@example.net'] }],
  ['html', { html: '<p>Hi</p> ' }],
  ['value of a header', { headers: { 'X-Order': '8', 'X-Customer': '8' } }],
  ['tag', { tags: [{ name: 'kind', value: 'invoice' }] }],
  ['reply address', { reply_to: [] }],
  ['time', { scheduled_at: 'in 1 hour' }],
])('it is another request with another %s', (_, changed) => {
  expect(hashOf({ ...body, ...changed })).not.toBe(hashOf(body));
});

test('it is another request on another route', () => {
  expect(hashOf(body, 'POST /emails/batch')).not.toBe(hashOf(body));
});

test('a time is the same however it is written, and one from now on is the same whenever it is asked for', () => {
  const at = (scheduled_at: string) => hashOf({ ...body, scheduled_at });

  expect(at('2026-11-22T12:00:00Z')).toBe(at('2026-11-22T13:00:00.000+01:00'));
  expect(at('in 1 hour')).toBe(at('In 60 min'));
  expect(at('in 1 hour')).not.toBe(at('in 2 hours'));
});

test('another stream is another request', () => {
  expect(hashOf({ ...body, stream: 'marketing' })).not.toBe(hashOf(body));
});

test('a field that is new and not used does not change a hash', () => {
  const email = hashedEmail(readEmail(body, undefined));

  expect(requestHash('POST /emails', { ...email, attachments: [], scheduledAt: undefined })).toBe(
    requestHash('POST /emails', email),
  );
  expect(requestHash('POST /emails', { ...email, scheduledAt: new Date(0) })).not.toBe(
    requestHash('POST /emails', { ...email, scheduledAt: new Date(1) }),
  );
});
