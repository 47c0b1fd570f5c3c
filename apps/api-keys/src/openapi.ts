import { pageQuery, type ApiDescription } from '@sesame/lambda';
import * as z from 'zod/mini';
import { createRequest } from './change/create-api-key';
import { updateRequest } from './change/update-api-key';
import { permissions } from './key-row';
import { resendUnconfirmed } from './resend-unconfirmed';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const path = { id: { description: 'The id of a key, never the key itself', example: id } };
const object = z.literal('api_key');

const entry = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  permission: z.enum(permissions),
  domain: z.nullable(z.string()).check(z.describe('Where the key is bound to one: it sends from there and below only')),
  resend_unconfirmed: resendUnconfirmed,
  created_at: z.iso.datetime(),
  last_used_at: z.nullable(z.iso.datetime()).check(z.describe('Exact to the hour; null for a key never used')),
});
/** What the answers of this service look like. */
export const apiKeySchemas = {
  created: z.strictObject({ id: z.uuid(), token: z.string().check(z.describe('The key; it is shown this once')) }),
  list: z.strictObject({ object: z.literal('list'), has_more: z.boolean(), data: z.array(entry) }),
  updated: z.strictObject({ object, id: z.uuid() }),
  removed: z.strictObject({ object, id: z.uuid(), deleted: z.literal(true) }),
};

/** API keys, as the API describes them. */
export const openapi: ApiDescription = {
  'GET /api-keys': {
    operationId: 'listApiKeys',
    summary: 'List the API keys',
    access: 'full_access',
    query: pageQuery,
    answer: {
      description: 'One page, the newest key first',
      schema: apiKeySchemas.list,
      example: {
        object: 'list',
        has_more: false,
        data: [
          {
            id,
            name: 'Shop',
            permission: 'sending_access',
            domain: 'example.com',
            resend_unconfirmed: false,
            created_at: '2026-11-22T12:00:00.000Z',
            last_used_at: null,
          },
        ],
      },
    },
    errors: [],
  },
  'POST /api-keys': {
    operationId: 'createApiKey',
    summary: 'Create an API key',
    description: 'A key that may only send can be bound to a domain, by its id or by its name.',
    access: 'full_access',
    request: {
      schema: createRequest,
      example: { name: 'Shop', permission: 'sending_access', domain: 'example.com' },
    },
    answer: {
      description: 'The key',
      schema: apiKeySchemas.created,
      example: { id, token: 'ss_AbCdEfGhIjKlMnOpQrStUvWxYz012345' },
    },
    errors: [],
  },
  'PATCH /api-keys/{id}': {
    operationId: 'updateApiKey',
    summary: 'Give an API key another name, or another wish for unconfirmed e-mail',
    description:
      'What a key may do never changes: that takes a new key. With `resend_unconfirmed`, e-mail of which nobody can tell ' +
      'whether SES got it is sent once more after 15 minutes, and may arrive twice. It holds for what is accepted from then ' +
      'on, within 60 seconds.',
    access: 'full_access',
    path,
    request: { schema: updateRequest, example: { name: 'Web shop' } },
    answer: { description: 'The key is changed', schema: apiKeySchemas.updated, example: { object: 'api_key', id } },
    errors: ['not_found'],
  },
  'DELETE /api-keys/{id}': {
    operationId: 'removeApiKey',
    summary: 'Remove an API key',
    description: 'Nobody can use it any more, within 60 seconds. A key may remove itself.',
    access: 'full_access',
    path,
    answer: {
      description: 'The key is gone',
      schema: apiKeySchemas.removed,
      example: { object: 'api_key', id, deleted: true },
    },
    errors: ['validation_error', 'not_found', 'last_full_access_key'],
  },
};
