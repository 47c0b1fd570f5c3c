import type { Email } from './email';

/** For tests: an e-mail that was just accepted, with what a test changes about it. */
export function anEmail(changed: Partial<Email> = {}): Email {
  return {
    connection: 'own',
    id: '01936f9e-2c00-7000-8000-0000000000ab',
    status: 'queued',
    stream: 'transactional',
    from: 'Acme <orders@example.com>',
    to: ['ada@example.net'],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'Your order',
    headers: [],
    tags: [],
    suppressed: [],
    requestedBy: 'key key-1',
    createdAt: new Date('2026-11-22T12:00:00.000Z'),
    queuedAt: new Date('2026-11-22T12:00:00.000Z'),
    due: new Date('2026-11-22T12:01:00.000Z'),
    ...changed,
  };
}
