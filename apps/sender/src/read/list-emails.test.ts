import type { ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import type { Email } from '../email';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { aFact, ledgerInMemory } from '../ledger-in-memory.fixture';
import { emailSchemas } from '../openapi';
import { listEmails } from './list-emails';

const now = new Date('2024-11-27T12:00:00.000Z');
const idOf = (n: number) => `01936f9e-2c00-7000-8000-00000000000${n}`;

function list(emails: Email[], ids: string[], query: Record<string, string> = {}) {
  const recent =
    () =>
    (_: string, { limit }: { limit: number }) =>
      Promise.resolve(ids.splice(0, limit));
  const ledger = ledgerInMemory(aFact({ emailId: idOf(1), details: { type: 'delivery' } }));
  const request = { holder: { connection: 'own' }, query, now } as unknown as ApiRequest;
  return listEmails({ emails: emailsInMemory(...emails), recent, ledger })(request);
}

test('e-mails are listed as they are described, in the order of the index, each with what became of it', async () => {
  const emails = [
    anEmail({ id: idOf(0), status: 'scheduled', scheduledAt: now }),
    anEmail({ id: idOf(1), status: 'sent' }),
  ];
  const { body } = await list(emails, [idOf(1), idOf(0)]);

  expect(z.parse(emailSchemas.emails, JSON.parse(JSON.stringify(body)))).toMatchObject({
    object: 'list',
    has_more: false,
    data: [
      { id: idOf(1), last_event: 'delivered', scheduled_at: null },
      { id: idOf(0), last_event: 'scheduled', scheduled_at: now.toISOString() },
    ],
  });
});

test('what has expired since the index was read is left out, and one id more than the page says that there is more', async () => {
  const { body } = await list([anEmail({ id: idOf(0) })], [idOf(2), idOf(0), idOf(1)], { limit: '2' });

  expect(body).toMatchObject({ has_more: true, data: [{ id: idOf(0) }] });
});

test('a query that is wrong is refused by its parameter', async () => {
  await expect(list([], [], { limit: '0' })).rejects.toMatchObject({ details: { field: 'limit' } });
});
