import { type Fact, type LedgerTable, recipientHash } from '@sesame/ledger';
import { anEmail } from './email.fixture';

/** For tests: a fact about the e-mail of `anEmail` and its recipient, that it was sent, with what a test changes about it. */
export function aFact(changed: Partial<Fact> = {}): Fact {
  return {
    connection: 'own',
    messageId: '0100-000000',
    emailId: anEmail().id,
    time: new Date('2026-11-22T12:00:01.000Z'),
    sentAt: new Date('2026-11-22T12:00:01.000Z'),
    recipient: recipientHash('own', 'ada@example.net'),
    details: { type: 'send', recipients: 1 },
    ...changed,
  };
}

/** For tests: the timelines of a ledger in memory. */
export function ledgerInMemory(...facts: Fact[]): Pick<LedgerTable, 'timeline'> {
  return {
    timeline: async (connection, id) => facts.filter((fact) => fact.connection === connection && fact.emailId === id),
  };
}
