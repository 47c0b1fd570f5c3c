import { pageQuery, type ApiDescription } from '@sesame/lambda';
import * as z from 'zod/mini';
import { emailRequest } from './accept/email-request';
import { emailStatuses, heldReasons } from './email';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const texts = z.array(z.string());

/** What the answers of this service look like. */
export const emailSchemas = {
  accepted: z.strictObject({
    id: z.uuid().check(z.describe('Asked for with GET /emails/{id}')),
    suppressed: z.optional(texts).check(z.describe('Recipients that nothing is sent to; the rest gets the message')),
  }),
  email: z.strictObject({
    object: z.literal('email'),
    id: z.uuid(),
    message_id: z.nullable(z.string()).check(z.describe("SES's own id, once SES has the message")),
    from: z.string(),
    to: texts,
    cc: z.nullable(texts),
    bcc: z.nullable(texts),
    reply_to: z.nullable(texts),
    subject: z.string(),
    html: z.nullable(z.string()),
    text: z.nullable(z.string()),
    tags: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    created_at: z.iso.datetime(),
    scheduled_at: z.null(),
    last_event: z
      .enum([
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
      ])
      .check(z.describe("In Resend's words; the weightiest of what SES said")),
    delivery_status: z.enum(emailStatuses).check(z.describe('The whole truth; docs/architecture.md has the states')),
    held_reason: z.optional(z.enum(heldReasons)),
    error: z.optional(z.strictObject({ name: z.string(), message: z.string() })).check(z.describe('What SES said')),
    suppressed: z.optional(texts).check(z.describe('Recipients that nothing was sent to')),
  }),
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
  anything: z.looseObject({ openapi: z.literal('3.1.0') }),
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
    headers: {
      'Sesame-Stream': { description: 'Which stream the message belongs to', example: 'transactional' },
    },
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
    errors: ['domain_not_allowed_for_key', 'identity_not_verified', 'identity_not_deployed', 'recipient_suppressed'],
  },
  'GET /emails/{id}': {
    operationId: 'getEmail',
    summary: 'Show what became of an e-mail',
    access: 'full_access',
    path: { id: { description: 'The id that POST /emails answered', example: id } },
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
    path: { id: { description: 'The id that POST /emails answered', example: id } },
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
