import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { call, send, shared, simulated } from './given';
import { type HeaderLine, headerLinesOf } from './header-lines';
import { eventually, hasStatus } from './then';

type Text = string | { begin: string; repeat: string; times: number; end: string };
type Verdict = 'accepted' | { accepted: string } | { refused: string } | { refused: string; reason: string };
interface Case<Input = Text> {
  name: string;
  input: Input;
  verdict: Verdict;
}
type NameAndValue = { name: Text; value: Text };
type SenderVerdict = { identity: string } | { refused: string; reason: string };

const libs = resolve(__dirname, '..', 'libs');
const casesOf = <Each>(lib: string, file: string) =>
  JSON.parse(readFileSync(join(libs, lib, 'cases', `${file}.json`), 'utf8')) as Each[];
const textOf = (text: Text) =>
  typeof text === 'string' ? text : `${text.begin}${text.repeat.repeat(text.times)}${text.end}`;

/** A request that differs from a plain one in one thing, and what must become of it. */
interface Attempt {
  name: string;
  replaced: Record<string, unknown>;
  /** What is written in the headers of the message, where it is accepted. */
  accepted?: Partial<Record<'from' | 'to' | 'reply-to', string>> & { subject?: string; header?: HeaderLine };
  refused?: { name: string; field: string; reason: string };
}

const refusal = (field: string, verdict: Verdict, name = 'validation_error') =>
  typeof verdict === 'object' && 'refused' in verdict && { refused: { name, field, reason: verdict.refused } };

const senders = casesOf<Case>('email', 'senders').map(({ name, input, verdict }): Attempt => {
  const replaced = { from: textOf(input) };
  if (typeof verdict !== 'object' || !('accepted' in verdict)) {
    return { name, replaced, ...refusal('from', verdict) };
  }
  const isVerified = /[@.]example\.com$/.test(verdict.accepted);
  return isVerified
    ? { name, replaced, accepted: { from: verdict.accepted } }
    : { name, replaced, refused: { name: 'identity_not_verified', field: 'from', reason: 'look_alike' } };
});

const identities = casesOf<{ name: string; input: string; verdict: SenderVerdict }>('identity', 'example.com').map(
  ({ name, input, verdict }): Attempt => ({
    name,
    replaced: { from: input },
    ...('identity' in verdict
      ? { accepted: {} }
      : { refused: { name: verdict.refused, field: 'from', reason: verdict.reason } }),
  }),
);

const mailboxes = (file: string, field: 'to' | 'reply_to', header: 'to' | 'reply-to') =>
  casesOf<Case>('email', file).map(({ name, input, verdict }): Attempt => ({
    name,
    replaced: { [field]: textOf(input) },
    ...(typeof verdict === 'object' && 'accepted' in verdict && { accepted: { [header]: verdict.accepted } }),
    ...refusal(field, verdict),
  }));

const subjects = casesOf<Case>('email', 'subjects').map(({ name, input, verdict }): Attempt => ({
  name,
  replaced: { subject: textOf(input) },
  ...(verdict === 'accepted' && { accepted: { subject: textOf(input) } }),
  ...refusal('subject', verdict),
}));

const headers = casesOf<Case<NameAndValue>>('email', 'headers').map(({ name, input, verdict }): Attempt => {
  const header = { name: textOf(input.name), value: textOf(input.value) };
  return {
    name,
    replaced: { headers: { [header.name]: header.value } },
    ...(verdict === 'accepted' && { accepted: { header } }),
    ...refusal(`headers.${header.name}`, verdict),
  };
});

const tags = casesOf<Case<NameAndValue>>('email', 'tags').map(({ name, input, verdict }): Attempt => ({
  name,
  replaced: { tags: [{ name: textOf(input.name), value: textOf(input.value) }] },
  ...(verdict === 'accepted' && { accepted: {} }),
  ...refusal('tags[0]', verdict),
}));

const families: [family: string, attempts: Attempt[]][] = [
  ['a sender', senders],
  ['a sender beside example.com', identities],
  ['a recipient', mailboxes('recipients', 'to', 'to')],
  ['a reply address', mailboxes('reply-to', 'reply_to', 'reply-to')],
  ['a subject', subjects],
  ['a header', headers],
  ['a tag', tags],
];

test('there are cases enough to be worth the name', () => {
  expect(families.flatMap(([, attempts]) => attempts).length).toBeGreaterThanOrEqual(250);
});

const acceptedIds: string[] = [];

describe.each(families)('%s', (_, attempts) => {
  test.each(attempts.filter(({ refused }) => refused))('is refused: $name', async ({ replaced, refused }) => {
    const { status, body } = await send(shared, simulated('success'), replaced);
    const { name, field, reason, message } = body;
    expect({ status, name, field, reason }).toEqual({ status: 422, ...refused });
    expect(message).toMatch(/[.?)]$|npx nx deploy/);
  });

  test.each(attempts.filter(({ accepted }) => accepted))('is accepted: $name', async ({ replaced, accepted = {} }) => {
    const { status, body } = await send(shared, simulated('success'), replaced);
    expect({ status, message: body['message'] }).toEqual({ status: 200, message: undefined });
    acceptedIds.push(String(body['id']));
    const lines = headerLinesOf(await sourceOf(String(body['id'])));
    const valuesOf = (name: string) =>
      lines.filter((line) => line.name.toLowerCase() === name).map(({ value }) => value);

    for (const name of ['from', 'to', 'subject']) expect([name, valuesOf(name).length]).toEqual([name, 1]);
    const own = accepted.header?.name.toLowerCase();
    expect(lines.map(({ name }) => name.toLowerCase()).filter((name) => name !== own && !usual.has(name))).toEqual([]);
    for (const name of ['from', 'to', 'reply-to'] as const) {
      if (accepted[name] !== undefined) expect(valuesOf(name).map(addressIn)).toEqual([accepted[name]]);
    }
    if (accepted.subject !== undefined) expect(valuesOf('subject').map(decoded)).toEqual([accepted.subject]);
    if (own !== undefined) expect(valuesOf(own)).toEqual([accepted.header?.value]);
  });
});

test('what SES says of every message that was accepted can be recorded', async () => {
  expect(acceptedIds.length).toBeGreaterThan(50);
  await eventually(
    async () => {
      const told = await Promise.all(acceptedIds.map((id) => call(shared, 'GET', `/emails/${id}`)));
      expect(told.filter(({ body }) => body['last_event'] === 'sent').map(({ body }) => body['tags'])).toEqual([]);
    },
    { withinMs: 30_000, everyMs: 500 },
  );
});

/** The headers that SES writes of what it is given, and those of one content part or two. */
const usual = new Set(
  (
    'from to reply-to subject date message-id mime-version content-type content-transfer-encoding feedback-id ' +
    'x-ses-outgoing'
  ).split(' '),
);

async function sourceOf(id: string): Promise<string> {
  const { message_id: messageId } = await hasStatus(shared, id, 'sent');
  const response = await fetch(`${shared.aws}/_sesame/mail/${String(messageId)}`);
  expect(response.status).toBe(200);
  return response.text();
}

/** The address of a mailbox as it stands in a header: that in the brackets at its end, or all of it. */
function addressIn(mailbox: string): string {
  return /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
}

/** A header's text out of its encoded words (RFC 2047): space between two of them means nothing. */
function decoded(value: string): string {
  return value
    .replace(/(=\?[^?]+\?[BQ]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      encoding.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : unquoted(text),
    );
}

function unquoted(text: string): string {
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

test('a body that is not what it should be is refused in words, whatever it is', async () => {
  const bodies: unknown[] = [[], 'null', '7', '"text"', '{"from":', '{"__proto__":{"from":"x"}}', '[[[[[[]]]]]]'];
  for (const body of bodies) {
    const answer = await call(shared, 'POST', '/emails', { body });
    expect({ body, status: answer.status, name: answer.body['name'] }).toEqual({
      body,
      status: 422,
      name: 'validation_error',
    });
  }
});
