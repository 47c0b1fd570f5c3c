import { parseMailbox, streams, subjectProblem } from '@sesame/email';
import { declaredTypes } from '@sesame/rendering';
import * as z from 'zod/mini';

const mostVariables = 100;
const mostReplyTo = 50;

export const templateName = z.string().check(
  z.trim(),
  z.minLength(1, 'must not be empty'),
  z.maxLength(200),
  z.refine((text) => text.isWellFormed(), 'holds half of a surrogate pair'),
);

/** An id is never an alias, so that a name means one thing. */
export const alias = z.string().check(
  z.regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be 1 to 100 letters, digits, _ and -'),
  z.refine((text) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text), 'must not look like an id'),
);

const mailbox = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const parsed = parseMailbox(text);
    if (parsed.ok) return text.trim();
    context.issues.push({
      code: 'custom',
      message: parsed.sentence,
      input: text,
      params: { reason: parsed.reason },
    });
    return z.NEVER;
  }),
);

const subject = z.string().check((payload) => {
  // What variables make of it is judged when an e-mail is accepted.
  const problem = payload.value === '' || payload.value.includes('{{') ? undefined : subjectProblem(payload.value);
  if (problem) payload.issues.push({ code: 'custom', message: problem.sentence, input: payload.value });
});

const variable = z.strictObject({
  key: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be 1 to 100 letters, digits, _ and -')),
  type: z.enum(declaredTypes),
  fallback_value: z
    .optional(z.unknown())
    .check(z.describe('What stands in where the variable is missing; null is none')),
});

/** The fields of a template that are published with it: each may be left out, and null is none. */
export const contentFields = {
  subject: z.nullish(subject),
  html: z.nullish(z.string()),
  text: z.nullish(z.string()),
  from: z.nullish(mailbox).check(z.describe('Who the e-mail is from, unless it says so itself')),
  reply_to: z.nullish(
    z.union([
      z.pipe(
        mailbox,
        z.transform((one) => [one]),
      ),
      z.array(mailbox).check(z.maxLength(mostReplyTo)),
    ]),
  ),
  stream: z
    .nullish(z.enum(streams))
    .check(z.describe('The only stream it is sent in; without one, the e-mail decides')),
  variables: z.nullish(z.array(variable).check(z.maxLength(mostVariables))),
};

/** What a caller wants of a template's content: what is absent stays, and null is none. */
export type ContentWish = { [field in keyof typeof contentFields]?: z.output<(typeof contentFields)[field]> };
