import { ApiError, parseInput } from '@sesame/lambda';
import fc from 'fast-check';
import { emailRequest } from './email-request';

const valid = { from: 'Acme <orders@example.com>', to: 'ada@example.net', subject: 'Hello', text: 'Hi' };
const accept = (body: unknown) => parseInput(emailRequest, body);

function refusalOf(body: unknown): ApiError {
  try {
    accept(body);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

test('the smallest e-mail is accepted, and what was left out is empty', () => {
  const { from, to, ...rest } = accept(valid);

  expect([from?.text, from?.mailbox.address, to.map(({ text }) => text)]).toEqual([
    'Acme <orders@example.com>',
    'orders@example.com',
    ['ada@example.net'],
  ]);
  expect(rest).toEqual({
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'Hello',
    content: { html: undefined, text: 'Hi' },
    headers: [],
    tags: [],
    attachments: [],
  });
});

test('recipients are one or many, and an address gets one copy, where it was first written', () => {
  const { to, cc, bcc, replyTo } = accept({
    ...valid,
    to: ['ada@example.net', ' Ada <Ada@Example.NET> '],
    cc: ['ADA@example.net', 'bob@example.net'],
    bcc: 'bob@example.net',
    replyTo: ['help@example.com', 'help@example.com'],
  });
  const texts = [to, cc, bcc, replyTo].map((written) => written.map(({ text }) => text));

  expect(texts).toEqual([['ada@example.net'], ['bob@example.net'], [], ['help@example.com']]);
});

test('headers and tags are accepted as they are', () => {
  const { headers, tags } = accept({
    ...valid,
    headers: { 'X-Order': '7' },
    tags: [{ name: 'campaign', value: 'spring' }],
  });

  expect({ headers, tags }).toEqual({
    headers: [{ name: 'X-Order', value: '7' }],
    tags: [{ name: 'campaign', value: 'spring' }],
  });
});

const many = (count: number) => Array.from({ length: count }, (_, n) => `u${n}@example.net`);

test.each<[string, unknown, string | undefined, string]>([
  ['no body', undefined, undefined, 'missing'],
  ['a list', [valid], undefined, 'must be an object'],
  ['no sender', { ...valid, from: undefined }, 'from', 'is missing'],
  ['two senders', { ...valid, from: 'a@example.com, b@example.com' }, 'from', 'Only one address'],
  ['no recipient', { ...valid, to: [] }, 'to', 'at least one'],
  ['a recipient that is no address', { ...valid, to: ['ada@example.net', 'nobody'] }, 'to[1]', 'has an @'],
  ['a recipient that is a number', { ...valid, cc: 7 }, 'cc', 'must be a string'],
  ['a line break in an address', { ...valid, to: 'ada@example.net\r\nBcc: x@example.net' }, 'to', 'Line breaks'],
  ['51 recipients', { ...valid, to: many(25), cc: many(51).slice(25) }, 'to', 'At most 50'],
  ['no subject', { ...valid, subject: undefined }, 'subject', 'is missing'],
  ['an empty subject', { ...valid, subject: '' }, 'subject', 'must not be empty'],
  ['a line break in the subject', { ...valid, subject: 'a\r\nBcc: x@example.net' }, 'subject', 'Line breaks'],
  ['a subject that is too long', { ...valid, subject: 'x'.repeat(999) }, 'subject', '998'],
  ['no content', { ...valid, text: '' }, 'html', 'and so is "text"'],
  ['half of a surrogate pair', { ...valid, text: 'a\ud83d' }, 'text', 'surrogate'],
  ['a header of ours', { ...valid, headers: { Bcc: 'x@example.net' } }, 'headers.Bcc', 'cannot be set'],
  ['a line break in a header', { ...valid, headers: { 'X-A': 'a\r\nBcc: x' } }, 'headers.X-A', 'line breaks'],
  ['a header that is a number', { ...valid, headers: { 'X-A': 7 } }, 'headers.X-A', 'must be a string'],
  [
    '16 headers',
    { ...valid, headers: Object.fromEntries(many(16).map((_, n) => [`X-${n}`, 'a'])) },
    'headers',
    'at most 15',
  ],
  ['a tag of ours', { ...valid, tags: [{ name: 'sesame-email-id', value: 'x' }] }, 'tags[0]', 'reserved by Sesame'],
  ['a tag with a space', { ...valid, tags: [{ name: 'a b', value: 'x' }] }, 'tags[0]', 'ASCII letters'],
  ['a tag without a value', { ...valid, tags: [{ name: 'a' }] }, 'tags[0].value', 'is missing'],
  ['41 tags', { ...valid, tags: many(41).map((_, n) => ({ name: `t${n}`, value: 'x' })) }, 'tags', 'at most 40'],
  [
    'a tag twice',
    {
      ...valid,
      tags: [
        { name: 'a', value: 'x' },
        { name: 'a', value: 'y' },
      ],
    },
    'tags',
    'once',
  ],
  ['a header twice', { ...valid, headers: { 'X-A': 'a', 'x-a': 'b' } }, 'headers', 'once, in whatever case'],
  [
    'both spellings of reply_to',
    { ...valid, reply_to: 'a@b.example', replyTo: 'a@b.example' },
    'replyTo',
    'one of them',
  ],
  ['a field nobody knows', { ...valid, colour: 'red' }, 'colour', 'is not a field'],
  ['a time that is none', { ...valid, scheduled_at: 'tomorrow' }, 'scheduled_at', 'in 5 minutes'],
  ['a stream that is none', { ...valid, stream: 'newsletter' }, 'stream', 'transactional, marketing'],
  ['a template beside a text', { ...valid, template: { id: 'x' } }, 'text', 'together with "template"'],
  ['a template without a name', { to: valid.to, template: {} }, 'template.id', 'is missing'],
])('%s is refused with the field and a sentence', (_, body, field, message) => {
  const { errorName, message: said, details } = refusalOf(body);

  expect({ errorName, field: details.field }).toEqual({ errorName: 'validation_error', field });
  expect(said).toContain(message);
});

test('anything at all is accepted or refused, and nothing else happens', () => {
  const field = fc.oneof(fc.jsonValue(), fc.emailAddress(), fc.array(fc.emailAddress()));
  const body = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...Object.keys(valid), 'cc', 'tags', 'headers'), field),
  );
  fc.assert(
    fc.property(body, (body) => {
      try {
        accept(body);
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError);
      }
    }),
  );
});

test('a header called __proto__ is refused and not left out', () => {
  const headers: unknown = JSON.parse('{"__proto__":"x"}');

  expect(refusalOf({ ...valid, headers }).details.field).toBe('headers.__proto__');
});

test('a refusal has its reason for programs, beside the sentence', () => {
  const reasonFor = (body: unknown) => refusalOf(body).details.reason;

  expect(reasonFor({ ...valid, from: 'a@example.com, b@example.com' })).toBe('several_addresses');
  expect(reasonFor({ ...valid, to: ['ada@example.net', 'ada@[192.0.2.1]'] })).toBe('ip_literal');
  expect(reasonFor({ ...valid, subject: 'a\r\nBcc: x@example.net' })).toBe('line_break');
  expect(reasonFor({ ...valid, headers: { Bcc: 'x@example.net' } })).toBe('protected');
  expect(reasonFor({ ...valid, tags: [{ name: 'ses:x', value: 'y' }] })).toBe('reserved_by_ses');
  expect(reasonFor({ ...valid, colour: 'red' })).toBeUndefined();
});

const wrong = Array.from({ length: 400_000 }, () => ({}));
const manyKeys = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, 1]));

test.each<[string, unknown]>([
  ['recipients', { ...valid, to: wrong }],
  ['texts that are no addresses', { ...valid, cc: wrong.map(() => 'x'.repeat(10)) }],
  ['tags', { ...valid, tags: wrong }],
  ['headers', { ...valid, headers: manyKeys }],
])('a hundred thousand wrong %s and more are refused in less than 50 ms of CPU', (_, body) => {
  const cpuMs = () => {
    const before = process.cpuUsage();
    expect(refusalOf(body).details.reason).toBe('too_many');
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  expect(Math.min(cpuMs(), cpuMs(), cpuMs())).toBeLessThan(50);
});
