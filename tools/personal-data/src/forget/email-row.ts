import * as z from 'zod/mini';

const mailboxes = z.array(z.string());

/** What of an e-mail's item tells whom it concerns, and what belongs to it. */
export const emailRow = z.object({
  pk: z.string(),
  sk: z.literal('email'),
  status: z.string(),
  from: z.string(),
  to: mailboxes,
  cc: mailboxes,
  bcc: mailboxes,
  reply_to: mailboxes,
  suppressed: mailboxes,
  attachments: z.optional(z.array(z.unknown())),
  error: z.optional(z.object({ name: z.string(), message: z.string() })),
});

export type EmailRow = z.output<typeof emailRow>;

/** What of a claim's item tells whom it concerns. A claim of a batch names nobody. */
export const claimRow = z.object({
  pk: z.string(),
  sk: z.literal('claim'),
  accepted: z.optional(z.object({ id: z.string(), suppressed: mailboxes })),
});

export type ClaimRow = z.output<typeof claimRow>;

/** The attributes that these rows are made of, for a projection. */
export const rowAttributes = [
  ...['pk', 'sk', 'status', 'from', 'to', 'cc', 'bcc', 'reply_to', 'suppressed', 'attachments', 'error', 'accepted'],
];
