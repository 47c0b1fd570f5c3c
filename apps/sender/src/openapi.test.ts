import * as z from 'zod/mini';
import { emailStatuses, heldReasons } from './email';
import { anEmail } from './email.fixture';
import { emailSchemas } from './openapi';
import { emailAnswer } from './read/email-answer';

test.each(emailStatuses)('an e-mail that is %s is shown as it is described', (status) => {
  const email = anEmail({
    status,
    messageId: status === 'sent' ? '0100-000000' : undefined,
    cc: ['bob@example.net'],
    tags: [{ name: 'campaign', value: 'spring' }],
    suppressed: ['ada@example.net'],
    heldReason: heldReasons[0],
    error: { name: 'TooManyRequestsException', message: 'Maximum sending rate exceeded.' },
  });
  const answer: unknown = JSON.parse(JSON.stringify(emailAnswer(email, { html: '<p>Hi</p>' })));

  expect(z.parse(emailSchemas.email, answer)).toEqual(answer);
});
