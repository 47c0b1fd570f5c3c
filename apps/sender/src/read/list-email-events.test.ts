import type { ApiRequest } from '@sesame/lambda';
import { recipientHash, type Fact } from '@sesame/ledger';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { aFact, ledgerInMemory } from '../ledger-in-memory.fixture';
import { listEmailEvents } from './list-email-events';

const email = anEmail({ status: 'sent', cc: ['Bob <Bob@Example.net>'] });
const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, second));
const bob = recipientHash('own', 'bob@example.net');

type Listed = { object: string; has_more: boolean; data: { id: string; type: string }[] };

async function list(facts: Fact[], query: Record<string, string> = {}, id = email.id): Promise<Listed> {
  const handle = listEmailEvents({ emails: emailsInMemory(email), ledger: ledgerInMemory(...facts) });
  const { body } = await handle({
    holder: { connection: 'own', keyId: 'key-1', permission: 'full_access' },
    body: undefined,
    headers: {},
    pathParameters: { id },
    query,
    routeKey: 'GET /emails/{id}/events',
    now: new Date(),
  } satisfies ApiRequest);
  return body as Listed;
}

test('each event tells whom it was about, when it happened, what SES said and what Sesame did', async () => {
  const bounce = { type: 'bounce', feedbackId: 'f-1', bounceType: 'Permanent', bounceSubType: 'NoEmail' } as const;
  const facts = [
    aFact({ time: at(3), recipient: bob, details: bounce }),
    aFact({ time: at(2), details: { type: 'delivery' } }),
    aFact({ time: at(1), recipient: undefined, details: { type: 'send', recipients: 2 } }),
    aFact({ time: at(2), details: { type: 'delivery' } }),
  ];

  expect(await list(facts)).toEqual({
    object: 'list',
    has_more: false,
    data: [
      {
        object: 'email_event',
        id: expect.any(String),
        type: 'send',
        occurred_at: at(1).toISOString(),
        recipients: 2,
        effect: 'none',
      },
      {
        object: 'email_event',
        id: expect.any(String),
        type: 'delivery',
        recipient: 'ada@example.net',
        occurred_at: at(2).toISOString(),
        effect: 'none',
      },
      {
        object: 'email_event',
        id: expect.any(String),
        type: 'bounce',
        recipient: 'Bob@example.net',
        occurred_at: at(3).toISOString(),
        bounce: { type: 'Permanent', sub_type: 'NoEmail', status: null, feedback_id: 'f-1' },
        effect: 'suppressed',
      },
    ],
  });
});

test.each<[Fact['details'], object]>([
  [
    { type: 'complaint', feedbackId: 'f-2', complaintFeedbackType: 'abuse' },
    {
      type: 'complaint',
      complaint: { feedback_type: 'abuse', sub_type: null, feedback_id: 'f-2' },
      effect: 'suppressed',
    },
  ],
  [
    { type: 'delivery-delay', delayType: 'MailboxFull' },
    { type: 'delivery_delay', delay: { type: 'MailboxFull' } },
  ],
  [{ type: 'click', link: 'hash', origin: 'https://example.com' }, { click: { origin: 'https://example.com' } }],
  [{ type: 'click', link: 'hash' }, { click: { origin: null } }],
  [
    { type: 'other', eventType: 'Mailbox Moved', record: 'hash' },
    { type: 'other', event_type: 'Mailbox Moved' },
  ],
  [{ type: 'rendering-failure' }, { type: 'rendering_failure', effect: 'none' }],
])('%j is shown as %j', async (details, shown) => {
  expect((await list([aFact({ details })])).data).toMatchObject([shown]);
});

test('who is no recipient of the e-mail, as after forwarding, is not named', async () => {
  const { data } = await list([aFact({ recipient: recipientHash('own', 'forwarded@example.net') })]);
  expect(data[0]).not.toHaveProperty('recipient');
});

test('a timeline is read in pages, forth and back', async () => {
  const facts = Array.from({ length: 5 }, (_, n) => aFact({ time: at(n), details: { type: 'open' } }));
  const [first, second, third, fourth, fifth] = (await list(facts)).data.map(({ id }) => id);

  const ids = async (query: Record<string, string>) => {
    const { data, has_more } = await list(facts, query);
    return [has_more, ...data.map(({ id }) => id)];
  };
  expect(await ids({ limit: '2' })).toEqual([true, first, second]);
  expect(await ids({ limit: '2', after: second ?? '' })).toEqual([true, third, fourth]);
  expect(await ids({ limit: '2', after: third ?? '' })).toEqual([false, fourth, fifth]);
  expect(await ids({ limit: '2', before: fourth ?? '' })).toEqual([true, second, third]);
  expect(await ids({ limit: '2', before: third ?? '' })).toEqual([false, first, second]);
});

test('an e-mail that does not exist is 404; an id that is none and a page that begins nowhere are 422', async () => {
  const another = '01936f9e-2c00-7000-8000-0000000000ff';
  await expect(list([], {}, another)).rejects.toMatchObject({ errorName: 'not_found' });
  await expect(list([], {}, '7')).rejects.toMatchObject({ errorName: 'validation_error' });
  await expect(list([aFact()], { after: another })).rejects.toMatchObject({ details: { field: 'after' } });
});
