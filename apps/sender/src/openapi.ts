import { pageQuery, type ApiDescription } from '@sesame/lambda';
import * as z from 'zod/mini';
import { batchRequest } from './accept/batch-request';
import { emailRequest } from './accept/email-request';
import { rescheduleRequest } from './change/reschedule-email';
import { emailStatuses, heldReasons } from './email';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const path = { id: { description: 'The id that POST /emails answered', example: id } };
const texts = z.array(z.string());
const unsubscribeToken = {
  description: 'The id of the e-mail, a dot, and its secret',
  example: `${id}.AAAAAAAAAAAAAAAAAAAAAA`,
};

/** What an e-mail is shown with wherever it is shown. */
const listedEmail = {
  id: z.uuid(),
  message_id: z.nullable(z.string()).check(z.describe("SES's own id, once SES has the message")),
  from: z.string(),
  to: texts,
  cc: z.nullable(texts),
  bcc: z.nullable(texts),
  reply_to: z.nullable(texts),
  subject: z.string(),
  created_at: z.iso.datetime(),
  scheduled_at: z.nullable(z.iso.datetime()),
  last_event: z
    .enum([
      'scheduled',
      'queued',
      'sent',
      'delivered',
      'delivery_delayed',
      'opened',
      'clicked',
      'bounced',
      'complained',
      'failed',
      'suppressed',
      'canceled',
    ])
    .check(z.describe("In Resend's words; the weightiest of what SES said")),
  delivery_status: z.enum(emailStatuses).check(z.describe('The whole truth; docs/architecture.md has the states')),
  held_reason: z.optional(z.enum(heldReasons)),
  error: z.optional(z.strictObject({ name: z.string(), message: z.string() })).check(z.describe('What SES said')),
  suppressed: z.optional(texts).check(z.describe('Recipients that nothing was sent to')),
};

const attachment = {
  id: z.uuid(),
  filename: z.string(),
  size: z.nullable(z.number()).check(z.describe('In bytes; null until it was fetched')),
  content_type: z.nullable(z.string()),
  content_disposition: z.enum(['attachment', 'inline']),
  content_id: z.optional(z.string()),
  download_url: z
    .nullable(z.string())
    .check(z.describe('Whoever has it can download the file; null until it was fetched')),
  expires_at: z
    .nullable(z.iso.datetime())
    .check(z.describe('An hour from now; the link may end sooner, with the session that signed it. Ask for a new one')),
};
const anAttachment = {
  id: '7f0c1b2a-3d4e-8f50-8123-456789abcdef',
  filename: 'invoice.pdf',
  size: 48_213,
  content_type: 'application/pdf',
  content_disposition: 'attachment',
  download_url: 'https://sesame-prod-attachments-111122223333.s3.us-east-1.amazonaws.com/own/…',
  expires_at: '2026-11-22T13:00:00.000Z',
} as const;

const accepted = z.strictObject({
  id: z.uuid().check(z.describe('Asked for with GET /emails/{id}')),
  suppressed: z.optional(texts).check(z.describe('Recipients that nothing is sent to; the rest gets the message')),
});

/** What the answers of this service look like. */
export const emailSchemas = {
  accepted,
  acceptedBatch: z.strictObject({
    data: z.array(accepted).check(z.describe('What is accepted, in the order of the entries')),
    errors: z
      .optional(z.array(z.strictObject({ index: z.number(), message: z.string() })))
      .check(z.describe('Of a permissive batch, the entries that are refused, by their place from 0 on')),
  }),
  email: z.strictObject({
    object: z.literal('email'),
    ...listedEmail,
    html: z.nullable(z.string()),
    text: z.nullable(z.string()),
    tags: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    requested_by: z
      .optional(z.string())
      .check(z.describe('Who asked for it: `key` and the id of the API key, or the ARN of the session of a role')),
  }),
  emails: z.strictObject({
    object: z.literal('list'),
    has_more: z.boolean(),
    data: z.array(z.strictObject(listedEmail)),
  }),
  changed: z.strictObject({ object: z.literal('email'), id: z.uuid() }),
  events: z.strictObject({
    object: z.literal('list'),
    has_more: z.boolean(),
    data: z.array(
      z.looseObject({
        object: z.literal('email_event'),
        id: z.uuid(),
        type: z.string().check(z.describe('SES’s event: send, delivery, bounce, …; details of it stand beside')),
        recipient: z.optional(z.string()).check(z.describe('Where SES says whose event it is')),
        occurred_at: z.iso.datetime(),
        effect: z.string().check(z.describe('What Sesame did about it')),
      }),
    ),
  }),
  page: z.string(),
  unsubscribe: z.object({
    'List-Unsubscribe': z.optional(z.literal('One-Click')),
    Resubscribe: z.optional(z.literal('Yes')),
  }),
  attachments: z.strictObject({
    object: z.literal('list'),
    has_more: z.boolean(),
    data: z.array(z.strictObject(attachment)),
  }),
  attachment: z.strictObject({ object: z.literal('attachment'), ...attachment }),
  anything: z.looseObject({ openapi: z.literal('3.1.0') }),
};

const idempotencyKey = {
  description:
    '1 to 256 characters: for 24 hours the same request with the same key is answered as the first one was, and sent once',
  example: 'order-confirmation/4711',
};
const sesameStream = {
  description: 'Which stream the mail belongs to: transactional, or marketing, which goes to one recipient a message',
  example: 'transactional',
};

/** E-mail, as the API describes it, and this description. */
export const openapi: ApiDescription = {
  'POST /emails': {
    operationId: 'sendEmail',
    summary: 'Send an e-mail',
    description:
      'Once this is answered, the message is stored and will be given to SES, or GET /emails/{id} says why not. ' +
      'Recipients on the suppression list are left out and listed.',
    access: 'sending_access',
    headers: { 'Idempotency-Key': idempotencyKey, 'Sesame-Stream': sesameStream },
    request: {
      schema: emailRequest,
      example: {
        from: 'Acme <hello@example.com>',
        to: ['ada@example.net'],
        subject: 'Your order',
        html: '<p>It is on its way.</p>',
        text: 'It is on its way.',
        reply_to: 'answers@example.com',
        headers: { 'X-Order': '7' },
        tags: [{ name: 'campaign', value: 'spring' }],
      },
    },
    answer: { description: 'The e-mail is accepted', schema: emailSchemas.accepted, example: { id } },
    errors: [
      'invalid_idempotency_key',
      'invalid_idempotent_request',
      'template_not_published',
      'invalid_template_variables',
      'sending_paused',
      'domain_not_allowed_for_key',
      'identity_not_verified',
      'identity_not_deployed',
      'recipient_suppressed',
    ],
  },
  'POST /emails/batch': {
    operationId: 'sendEmailBatch',
    summary: 'Send up to a hundred e-mails',
    description:
      'Each entry is as POST /emails takes it, without attachments. One entry that is refused refuses the batch, unless ' +
      'x-batch-validation is permissive. With an Idempotency-Key a batch that was interrupted is finished by whoever ' +
      'repeats it, and no e-mail comes twice.',
    access: 'sending_access',
    headers: {
      'Idempotency-Key': idempotencyKey,
      'Sesame-Stream': sesameStream,
      'x-batch-validation': { description: 'strict, which is usual, or permissive', example: 'permissive' },
    },
    request: {
      schema: batchRequest,
      example: [
        { from: 'Acme <hello@example.com>', to: ['ada@example.net'], subject: 'Your order', text: 'It is on its way.' },
        { from: 'Acme <hello@example.com>', to: ['bob@example.net'], subject: 'Your order', text: 'It is on its way.' },
      ],
    },
    answer: {
      description: 'The e-mails are accepted',
      schema: emailSchemas.acceptedBatch,
      example: { data: [{ id }, { id: '0193a1b2-c3d4-7001-8091-a2b3c4d5e6f7' }] },
    },
    errors: [
      'invalid_idempotency_key',
      'invalid_idempotent_request',
      'concurrent_idempotent_requests',
      'template_not_published',
      'invalid_template_variables',
      'sending_paused',
      'domain_not_allowed_for_key',
      'identity_not_verified',
      'identity_not_deployed',
      'recipient_suppressed',
    ],
  },
  'GET /emails': {
    operationId: 'listEmails',
    summary: 'List the e-mails of the last ninety days',
    access: 'full_access',
    query: pageQuery,
    answer: {
      description: 'One page, the newest first',
      schema: emailSchemas.emails,
      example: {
        object: 'list',
        has_more: false,
        data: [
          {
            id,
            message_id: null,
            from: 'Acme <hello@example.com>',
            to: ['ada@example.net'],
            cc: null,
            bcc: null,
            reply_to: null,
            subject: 'Your order',
            created_at: '2026-11-22T12:00:00.000Z',
            scheduled_at: '2026-11-23T08:00:00.000Z',
            last_event: 'scheduled',
            delivery_status: 'scheduled',
          },
        ],
      },
    },
    errors: ['validation_error'],
  },
  'PATCH /emails/{id}': {
    operationId: 'rescheduleEmail',
    summary: 'Send a scheduled e-mail at another time',
    access: 'full_access',
    path,
    request: { schema: rescheduleRequest, example: { scheduled_at: '2026-11-23T08:00:00.000Z' } },
    answer: {
      description: 'The e-mail will be sent then',
      schema: emailSchemas.changed,
      example: { object: 'email', id },
    },
    errors: ['not_found', 'email_not_scheduled'],
  },
  'POST /emails/{id}/cancel': {
    operationId: 'cancelEmail',
    summary: 'Cancel a scheduled e-mail',
    description: 'It will not be sent, and can still be read. Canceling it again changes nothing.',
    access: 'full_access',
    path,
    answer: {
      description: 'The e-mail is canceled',
      schema: emailSchemas.changed,
      example: { object: 'email', id },
    },
    errors: ['validation_error', 'not_found', 'email_not_scheduled'],
  },
  'GET /emails/{id}': {
    operationId: 'getEmail',
    summary: 'Show what became of an e-mail',
    access: 'full_access',
    path,
    answer: {
      description: 'The e-mail',
      schema: emailSchemas.email,
      example: {
        object: 'email',
        id,
        message_id: '0100019a-0000-0000-0000-000000000000-000000',
        from: 'Acme <hello@example.com>',
        to: ['ada@example.net'],
        cc: null,
        bcc: null,
        reply_to: ['answers@example.com'],
        subject: 'Your order',
        html: '<p>It is on its way.</p>',
        text: 'It is on its way.',
        tags: [{ name: 'campaign', value: 'spring' }],
        created_at: '2026-11-22T12:00:00.000Z',
        scheduled_at: null,
        last_event: 'sent',
        delivery_status: 'sent',
      },
    },
    errors: ['validation_error', 'not_found'],
  },
  'GET /emails/{id}/events': {
    operationId: 'listEmailEvents',
    summary: 'List what became of an e-mail, in the order of time',
    access: 'full_access',
    path,
    query: pageQuery,
    answer: {
      description: 'One page of its timeline',
      schema: emailSchemas.events,
      example: {
        object: 'list',
        has_more: false,
        data: [
          {
            object: 'email_event',
            id: '7f0c1b2a-3d4e-8f50-8123-456789abcdef',
            type: 'delivery',
            recipient: 'ada@example.net',
            occurred_at: '2026-11-22T12:00:01.400Z',
            effect: 'none',
          },
        ],
      },
    },
    errors: ['validation_error', 'not_found'],
  },
  'GET /emails/{id}/attachments': {
    operationId: 'listEmailAttachments',
    summary: 'List the attachments of an e-mail, with links to them',
    access: 'full_access',
    path: { id: { description: 'The id that POST /emails answered', example: id } },
    query: pageQuery,
    answer: {
      description: 'One page of its attachments',
      schema: emailSchemas.attachments,
      example: { object: 'list', has_more: false, data: [anAttachment] },
    },
    errors: ['validation_error', 'not_found'],
  },
  'GET /emails/{id}/attachments/{attachment_id}': {
    operationId: 'getEmailAttachment',
    summary: 'Show one attachment of an e-mail, with a link to it',
    access: 'full_access',
    path: {
      id: { description: 'The id that POST /emails answered', example: id },
      attachment_id: { description: 'The id in the list of its attachments', example: anAttachment.id },
    },
    answer: {
      description: 'The attachment',
      schema: emailSchemas.attachment,
      example: { object: 'attachment', ...anAttachment },
    },
    errors: ['validation_error', 'not_found'],
  },
  'GET /unsubscribe/{token}': {
    operationId: 'showUnsubscribe',
    summary: 'Show the page where a recipient unsubscribes',
    description:
      'Where the header List-Unsubscribe of marketing mail leads. It works without scripts, and as long as the e-mail is kept: ' +
      '90 days. Looking changes nothing. The answers are pages for people, and so are the refusals.',
    access: 'public',
    page: true,
    path: { token: unsubscribeToken },
    answer: { description: 'The page', schema: emailSchemas.page, example: '<!doctype html>' },
    errors: ['not_found', 'application_error'],
  },
  'POST /unsubscribe/{token}': {
    operationId: 'unsubscribe',
    summary: 'Unsubscribe a recipient from marketing mail, or take that back',
    description:
      'What a mail provider sends for one click (RFC 8058), and what the buttons of the page send, as `multipart/form-data` or ' +
      '`application/x-www-form-urlencoded` of at most 4 KB. `Resubscribe=Yes` instead takes back what this very link did.',
    access: 'public',
    page: true,
    path: { token: unsubscribeToken },
    request: { schema: emailSchemas.unsubscribe, example: { 'List-Unsubscribe': 'One-Click' } },
    answer: { description: 'A page that says what was done', schema: emailSchemas.page, example: '<!doctype html>' },
    errors: ['not_found', 'application_error'],
  },
  'GET /openapi.json': {
    operationId: 'getOpenapi',
    summary: 'Describe this API',
    access: 'public',
    answer: {
      description: 'This document',
      schema: emailSchemas.anything,
      example: { openapi: '3.1.0' },
    },
    errors: [],
  },
};
