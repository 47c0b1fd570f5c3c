import {
  headerProblem,
  matchingAddress,
  parseMailbox,
  streams,
  subjectProblem,
  tagProblem,
  type Mailbox,
  type Refusal,
} from '@sesame/email';
import * as z from 'zod/mini';
import type { NameAndValue } from '../email';
import { readScheduledTime, type TimeAskedFor } from '../scheduled-time';
import { atMost } from './at-most';
import { templateWish } from './template-wish';
import { attachments } from './attachments';

const mostRecipients = 50;
const mostHeaders = 15;
const mostTags = 40;
const tooManyRecipients = `At most ${mostRecipients} recipients are allowed, those of "cc" and "bcc" included.`;

/** A mailbox as it was written, trimmed, and what it means. */
export type WrittenMailbox = { text: string; mailbox: Mailbox };

const writtenMailbox = z.pipe(
  z.string(),
  z.transform((written, context): WrittenMailbox => {
    const parsed = parseMailbox(written);
    if (parsed.ok) return { text: written.trim(), mailbox: parsed.mailbox };
    context.issues.push(issueOf(parsed, written));
    return z.NEVER;
  }),
);

const mailboxes = atMost(
  mostRecipients,
  z.union([
    z.pipe(
      writtenMailbox,
      z.transform((one) => [one]),
    ),
    z.array(writtenMailbox).check(z.maxLength(mostRecipients)),
  ]),
  tooManyRecipients,
);

const body = z.string().check(z.refine((text) => text.isWellFormed(), 'holds half of a surrogate pair'));

const subject = z.string().check((payload) => {
  const problem = subjectProblem(payload.value);
  if (problem) payload.issues.push(issueOf(problem, payload.value));
});

const headers = atMost(
  mostHeaders,
  z.pipe(
    z.record(z.string(), z.string()),
    z.transform((byName, context): NameAndValue[] => {
      const all = Object.entries(byName).map(([name, value]) => ({ name, value }));
      for (const { name, value } of all) {
        const problem = headerProblem(name, value);
        if (problem) context.issues.push({ ...issueOf(problem, value), path: [name] });
      }
      if (new Set(all.map(({ name }) => name.toLowerCase())).size < all.length) {
        context.issues.push({ code: 'custom', message: 'must have each name once, in whatever case', input: byName });
      }
      return all;
    }),
  ),
);

const tag = z.strictObject({ name: z.string(), value: z.string() }).check((payload) => {
  const problem = tagProblem(payload.value.name, payload.value.value);
  if (problem) payload.issues.push(issueOf(problem, payload.value));
});

const tags = atMost(
  mostTags,
  z.array(tag).check(
    z.maxLength(mostTags),
    z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have each name once'),
  ),
);

const scheduled = z.pipe(
  z.string(),
  z.transform((text, context): TimeAskedFor => {
    const read = readScheduledTime(text);
    if (read.ok) return read.asked;
    context.issues.push({ code: 'custom', message: read.sentence, input: text });
    return z.NEVER;
  }),
);

const fields = z.strictObject({
  from: z
    .optional(writtenMailbox)
    .check(z.describe('local@domain or Name <local@domain>, covered by a verified identity; a template may say it')),
  to: mailboxes.check(
    z.minLength(1, 'must have at least one recipient'),
    z.describe('At most 50 recipients, those of cc and bcc included; each gets one copy'),
  ),
  cc: z.optional(mailboxes),
  bcc: z.optional(mailboxes),
  reply_to: z.optional(mailboxes),
  replyTo: z.optional(mailboxes).check(z.describe('The same as reply_to; one of them')),
  subject: z.optional(subject).check(z.describe('1 to 998 characters on one line; a template may say it')),
  html: z.optional(body).check(z.describe('This, text, or both, or a template')),
  text: z.optional(body),
  headers: z.optional(headers).check(z.describe('Headers of your own in printable ASCII, at most 15')),
  tags: z.optional(tags).check(z.describe('At most 40, each name once; letters, digits, _ and -')),
  attachments: z.optional(attachments).check(z.describe('At most 50 files')),
  scheduled_at: z
    .optional(scheduled)
    .check(z.describe('When to send it: ISO 8601 with a time zone, or "in 5 minutes"; at most 30 days ahead')),
  stream: z
    .optional(z.enum(streams))
    .check(z.describe('Which stream the message belongs to, for callers that do not send the header Sesame-Stream')),
  template: z.optional(templateWish).check(z.describe('What to make the e-mail from, in place of html and text')),
});

const wholeRequest = fields.check((payload) => {
  const { from, subject, html, text, reply_to, replyTo, template } = payload.value;
  const refuse = (field: string, message: string) =>
    payload.issues.push({ code: 'custom', message, input: payload.value, path: [field] });

  if (template) {
    if (html) refuse('html', 'must not be given together with "template", which has one');
    if (text) refuse('text', 'must not be given together with "template", which has one');
  } else {
    if (!from) refuse('from', 'is missing');
    if (subject === undefined) refuse('subject', 'is missing');
    if (!html && !text) refuse('html', 'is missing, and so is "text": send one of them or both');
  }
  if (reply_to && replyTo) refuse('replyTo', 'means the same as "reply_to": send one of them');
});

/** The body of `POST /emails`: Resend's fields, and a sentence for every one that is not accepted. */
export const emailRequest = z
  .pipe(
    wholeRequest,
    z.transform(({ from, to, cc, bcc, reply_to, replyTo, subject, html, text, headers, tags, ...rest }) => ({
      from,
      ...eachRecipientOnce(to, cc ?? [], bcc ?? []),
      replyTo: eachAddressOnce(reply_to ?? replyTo ?? [], new Set()),
      subject,
      content: { html: html || undefined, text: text || undefined },
      headers: headers ?? [],
      tags: tags ?? [],
      attachments: rest.attachments ?? [],
      scheduled: rest.scheduled_at,
      stream: rest.stream,
      template: rest.template,
    })),
  )
  .check((payload) => {
    const { to, cc, bcc } = payload.value;
    if (to.length + cc.length + bcc.length <= mostRecipients) return;
    const params = { reason: 'too_many' };
    payload.issues.push({ code: 'custom', message: tooManyRecipients, input: payload.value, path: ['to'], params });
  });

/** An e-mail as it was asked for: one by a template may leave the sender and the subject to it. */
export type EmailRequest = z.output<typeof emailRequest>;

/** A refusal as a schema's issue; `parseInput` tells its reason to the caller. */
function issueOf({ reason, sentence }: Refusal, input: unknown) {
  return { code: 'custom' as const, message: sentence, input, params: { reason } };
}

/** Nobody gets a second copy: an address stays where it was first written. */
function eachRecipientOnce(to: WrittenMailbox[], cc: WrittenMailbox[], bcc: WrittenMailbox[]) {
  const seen = new Set<string>();
  return { to: eachAddressOnce(to, seen), cc: eachAddressOnce(cc, seen), bcc: eachAddressOnce(bcc, seen) };
}

function eachAddressOnce(written: readonly WrittenMailbox[], seen: Set<string>): WrittenMailbox[] {
  return written.filter(({ mailbox }) => {
    const address = matchingAddress(mailbox.address);
    return !seen.has(address) && seen.add(address);
  });
}
