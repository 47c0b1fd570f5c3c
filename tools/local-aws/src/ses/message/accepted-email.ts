import * as z from 'zod';
import { attachmentSchema } from './attachment';
import type { Email } from './email';

/** An e-mail that SES took, with what it noted when it did. Everything a message or an event is made of. */
export interface AcceptedEmail extends Email {
  messageId: string;
  /** Milliseconds since 1970. */
  acceptedAt: number;
  /** ARN of the identity it is sent under. */
  sourceArn: string;
  sourceIp: string;
  /** Name of the role that asked. */
  callerIdentity: string;
}

const mailbox = z.object({ text: z.string(), address: z.string(), displayName: z.exactOptional(z.string()) });

/** Reads an accepted e-mail back from the store. */
export const acceptedEmailSchema: z.ZodType<AcceptedEmail> = z.object({
  messageId: z.string(),
  acceptedAt: z.number(),
  sourceArn: z.string(),
  sourceIp: z.string(),
  callerIdentity: z.string(),
  from: mailbox,
  to: z.array(mailbox),
  cc: z.array(mailbox),
  bcc: z.array(mailbox),
  replyTo: z.array(mailbox),
  feedbackAddress: z.exactOptional(mailbox),
  subject: z.string(),
  text: z.exactOptional(z.string()),
  html: z.exactOptional(z.string()),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Messages that were accepted before there were attachments have none. */
  attachments: z.array(attachmentSchema).default([]),
  tags: z.record(z.string(), z.array(z.string())),
  configurationSetName: z.exactOptional(z.string()),
});
