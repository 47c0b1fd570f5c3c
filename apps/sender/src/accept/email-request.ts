import { headerProblem, matchingAddress, parseMailbox, tagProblem, type Mailbox } from '@sesame/email';
import * as z from 'zod/mini';
import type { NameAndValue } from '../email';

const mostRecipients = 50;
const mostHeaders = 15;
const mostTags = 40;
const longestSubject = 998;

/** Controls, line and paragraph separators, halves of surrogate pairs; not the joiners that emoji are made with. */
const notInSubject = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** A mailbox as it was written, trimmed, and what it means. */
export type WrittenMailbox = { text: string; mailbox: Mailbox };

const writtenMailbox = z.pipe(
  z.string(),
  z.transform((written, context): WrittenMailbox => {
    const parsed = parseMailbox(written);
    if (parsed.ok) return { text: written.trim(), mailbox: parsed.mailbox };
    context.issues.push({ code: 'custom', message: parsed.sentence, input: written });
    return z.NEVER;
  }),
);

const mailboxes = z.union([
  z.pipe(
    writtenMailbox,
    z.transform((one) => [one]),
  ),
  z.array(writtenMailbox),
]);

const body = z.string().check(z.refine((text) => text.isWellFormed(), 'holds half of a surrogate pair'));

const subject = z.string().check(
  z.minLength(1, 'must not be empty'),
  z.maxLength(longestSubject, `must have at most ${longestSubject} characters`),
  z.refine((text) => !notInSubject.test(text), 'must not hold line breaks or control characters'),
);

const headers = z.pipe(
  z.record(z.string(), z.string()),
  z.transform((byName, context): NameAndValue[] => {
    const all = Object.entries(byName).map(([name, value]) => ({ name, value }));
    for (const { name, value } of all) {
      const problem = headerProblem(name, value);
      if (problem) context.issues.push({ code: 'custom', message: problem, input: value, path: [name] });
    }
    if (all.length > mostHeaders) {
      context.issues.push({ code: 'custom', message: `must have at most ${mostHeaders} entries`, input: byName });
    }
    return all;
  }),
);

const tag = z.strictObject({ name: z.string(), value: z.string() }).check((payload) => {
  const problem = tagProblem(payload.value.name, payload.value.value);
  if (problem) payload.issues.push({ code: 'custom', message: problem, input: payload.value });
});

const tags = z.array(tag).check(
  z.maxLength(mostTags, `must have at most ${mostTags} entries`),
  z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have each name once'),
);

const notTaken = (sentence: string) => z.optional(z.custom<undefined>(() => false, sentence));

const fields = z.strictObject({
  from: writtenMailbox,
  to: mailboxes.check(z.minLength(1, 'must have at least one recipient')),
  cc: z.optional(mailboxes),
  bcc: z.optional(mailboxes),
  reply_to: z.optional(mailboxes),
  replyTo: z.optional(mailboxes),
  subject,
  html: z.optional(body),
  text: z.optional(body),
  headers: z.optional(headers),
  tags: z.optional(tags),
  attachments: notTaken('Attachments are not accepted; link to the file instead.'),
  scheduled_at: notTaken('E-mail is sent at once; leave this out, and call when it is to be sent.'),
  template: notTaken('Templates are not accepted; send the rendered html or text.'),
});

const wholeRequest = fields.check((payload) => {
  const { html, text, reply_to, replyTo } = payload.value;
  const refuse = (field: string, message: string) =>
    payload.issues.push({ code: 'custom', message, input: payload.value, path: [field] });

  if (!html && !text) refuse('html', 'is missing, and so is "text": send one of them or both');
  if (reply_to && replyTo) refuse('replyTo', 'means the same as "reply_to": send one of them');
});

/** The body of `POST /emails`: Resend's fields, and a sentence for every one that is not accepted. */
export const emailRequest = z
  .pipe(
    wholeRequest,
    z.transform(({ from, to, cc, bcc, reply_to, replyTo, subject, html, text, headers, tags }) => ({
      from,
      ...eachRecipientOnce(to, cc ?? [], bcc ?? []),
      replyTo: eachAddressOnce(reply_to ?? replyTo ?? [], new Set()),
      subject,
      content: { html: html || undefined, text: text || undefined },
      headers: headers ?? [],
      tags: tags ?? [],
    })),
  )
  .check((payload) => {
    const { to, cc, bcc } = payload.value;
    if (to.length + cc.length + bcc.length <= mostRecipients) return;
    const message = `At most ${mostRecipients} recipients are allowed, those of "cc" and "bcc" included.`;
    payload.issues.push({ code: 'custom', message, input: payload.value, path: ['to'] });
  });

export type EmailRequest = z.output<typeof emailRequest>;

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
