import type { ApiDescription } from '@sesame/lambda';
import { origins } from '@sesame/suppression';
import * as z from 'zod/mini';
import { addRequest } from './change/add-suppression';
import { listQuery } from './read/list-suppressions';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const suppressionPath = {
  suppression: { description: 'The id of an entry, or its e-mail address', example: 'bounced@example.net' },
};

const entry = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  origin: z.enum(origins).check(z.describe('The weightiest reason that counts')),
  source_id: z.nullable(z.uuid()).check(z.describe('The e-mail that led to it, where Sesame sent it')),
  created_at: z.iso.datetime(),
});
/** What the answers of this service look like. */
export const suppressionSchemas = {
  entry,
  shown: z.strictObject({ object: z.literal('suppression'), ...entry.shape }),
  list: z.strictObject({ object: z.literal('list'), has_more: z.boolean(), data: z.array(entry) }),
  added: z.strictObject({ object: z.literal('suppression'), id: z.uuid() }),
  removed: z.strictObject({ object: z.literal('suppression'), id: z.uuid(), deleted: z.literal(true) }),
};

const example = {
  id,
  email: 'bounced@example.net',
  origin: 'bounce',
  source_id: '0193a1b2-0000-7000-8000-000000000001',
  created_at: '2026-11-22T12:00:00.000Z',
};

/** The suppression list, as the API describes it. */
export const openapi: ApiDescription = {
  'GET /suppressions': {
    operationId: 'listSuppressions',
    summary: 'List the suppression list',
    access: 'full_access',
    query: listQuery,
    answer: {
      description: 'One page, in the order of ids',
      schema: suppressionSchemas.list,
      example: { object: 'list', has_more: false, data: [example] },
    },
    errors: [],
  },
  'POST /suppressions': {
    operationId: 'addSuppression',
    summary: 'Put an address on the suppression list',
    description: 'An address that is on it stays, under the same id.',
    access: 'full_access',
    request: { schema: addRequest, example: { email: 'unwilling@example.net' } },
    answer: {
      description: 'The entry',
      schema: suppressionSchemas.added,
      example: { object: 'suppression', id },
    },
    errors: [],
  },
  'GET /suppressions/{suppression}': {
    operationId: 'getSuppression',
    summary: 'Show one entry of the suppression list',
    access: 'full_access',
    path: suppressionPath,
    answer: {
      description: 'The entry',
      schema: suppressionSchemas.shown,
      example: { object: 'suppression', ...example },
    },
    errors: ['validation_error', 'not_found'],
  },
  'DELETE /suppressions/{suppression}': {
    operationId: 'removeSuppression',
    summary: 'Take an address off the suppression list',
    description: 'Feedback known so far does not put it back, also when it is delivered again; newer feedback does.',
    access: 'full_access',
    path: suppressionPath,
    answer: {
      description: 'The entry is gone',
      schema: suppressionSchemas.removed,
      example: { object: 'suppression', id, deleted: true },
    },
    errors: ['validation_error', 'not_found'],
  },
};
