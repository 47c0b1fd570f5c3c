import { streams } from '@sesame/email';
import type { ApiDescription } from '@sesame/lambda';
import { origins } from '@sesame/suppression';
import * as z from 'zod/mini';
import { addBatchRequest } from './change/add-batch';
import { addRequest } from './change/add-suppression';
import { removeBatchRequest } from './change/remove-batch';
import { listQuery } from './read/list-suppressions';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const suppressionPath = {
  suppression: { description: 'The id of an entry, or its e-mail address', example: 'bounced@example.net' },
};

const entry = z.strictObject({
  id: z.uuid(),
  email: z.nullable(z.string()).check(z.describe('Null where the person behind it was forgotten')),
  stream: z
    .nullable(z.enum(streams))
    .check(z.describe('The stream whose mail alone is suppressed, after an unsubscribe; null where all mail is')),
  origin: z.enum(origins).check(z.describe('The weightiest reason that counts')),
  source_id: z.nullable(z.uuid()).check(z.describe('The e-mail that led to it, where Sesame sent it')),
  created_at: z.iso.datetime(),
  reason: z.string().check(z.describe('What happened, in words')),
  happened_at: z.iso.datetime(),
  feedback_id: z.nullable(z.string()).check(z.describe('SES’s id of the event')),
  expires_at: z.nullable(z.iso.datetime()).check(z.describe('When the entry ends, if it does')),
  synced_to_ses: z.boolean().check(z.describe('Whether SES’s own list is known to hold the address too')),
});
const added = z.strictObject({ object: z.literal('suppression'), id: z.uuid() });
const removed = z.strictObject({ object: z.literal('suppression'), id: z.uuid(), deleted: z.literal(true) });
/** What the answers of this service look like. */
export const suppressionSchemas = {
  entry,
  shown: z.strictObject({ object: z.literal('suppression'), ...entry.shape }),
  list: z.strictObject({ object: z.literal('list'), has_more: z.boolean(), data: z.array(entry) }),
  added,
  removed,
  addedInBatch: z.strictObject({ data: z.array(added) }),
  removedInBatch: z.strictObject({ data: z.array(z.extend(removed, { deleted: z.boolean() })) }),
};

const example = {
  id,
  email: 'bounced@example.net',
  stream: null,
  origin: 'bounce',
  source_id: '0193a1b2-0000-7000-8000-000000000001',
  created_at: '2026-11-22T12:00:00.000Z',
  reason: 'SES reported a permanent bounce (5.1.1).',
  happened_at: '2026-11-22T12:00:00.000Z',
  feedback_id: '0100019a9f19d992-975bfd25-1cd8-da8d-53d2-95643c696b23-000000',
  expires_at: null,
  synced_to_ses: true,
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
  'POST /suppressions/batch/add': {
    operationId: 'addSuppressions',
    summary: 'Put up to 100 addresses on the suppression list',
    description: 'All of them, or none where one is refused. SES’s own list follows, unless `sync_to_ses` is false.',
    access: 'full_access',
    request: { schema: addBatchRequest, example: { emails: ['unwilling@example.net'] } },
    answer: {
      description: 'The entries, in the order of the request',
      schema: suppressionSchemas.addedInBatch,
      example: { data: [{ object: 'suppression', id }] },
    },
    errors: [],
  },
  'POST /suppressions/batch/remove': {
    operationId: 'removeSuppressions',
    summary: 'Take up to 100 addresses off the suppression list',
    description: 'By `emails` or by `ids`. What is not on the list is no error: `deleted` is false there.',
    access: 'full_access',
    request: { schema: removeBatchRequest, example: { emails: ['willing@example.net'] } },
    answer: {
      description: 'What is gone, in the order of the request',
      schema: suppressionSchemas.removedInBatch,
      example: { data: [{ object: 'suppression', id, deleted: true }] },
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
