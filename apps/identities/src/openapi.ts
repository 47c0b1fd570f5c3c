import type { ApiDescription } from '@sesame/lambda';
import * as z from 'zod/mini';
import { createRequest } from './change/create-domain';
import { updateRequest } from './change/update-domain';
import { domainStatuses, recordStatuses } from './domain-status';
import { listQuery } from './read/list-domains';

const id = '5a0a7c1e-1111-8222-8333-444444444444';
const path = { id: { description: 'The id of a domain; GET /domains lists them', example: id } };
const object = z.literal('domain');

const record = z.strictObject({
  record: z.enum(['DKIM', 'SPF']),
  name: z.string().check(z.describe('The whole name, not relative to a zone')),
  type: z.enum(['CNAME', 'MX', 'TXT']),
  ttl: z.literal('Auto'),
  status: z.enum(recordStatuses),
  value: z.string(),
  priority: z.optional(z.int()),
});
const recommended = z.strictObject({
  record: z.literal('DMARC'),
  name: z.string(),
  type: z.literal('TXT'),
  ttl: z.literal('Auto'),
  value: z.string(),
});
const entry = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(domainStatuses),
  created_at: z.iso.datetime(),
  region: z.string(),
  capabilities: z.strictObject({ sending: z.literal('enabled'), receiving: z.literal('disabled') }),
  open_tracking: z.literal(true),
  click_tracking: z.literal(true),
  deployed: z.boolean().check(z.describe('Whether the deployed sender may use it')),
  deploy_command: z.optional(z.string()).check(z.describe('What to run where it may not')),
});
/** What the answers of this service look like. */
export const domainSchemas = {
  list: z.strictObject({ object: z.literal('list'), has_more: z.boolean(), data: z.array(entry) }),
  shown: z.strictObject({
    object,
    ...entry.shape,
    records: z.array(record).check(z.describe('The DNS records to set')),
    recommended_records: z.array(recommended).check(z.describe('Those that Amazon SES does not look for')),
  }),
  changed: z.strictObject({ object, id: z.uuid() }),
  removed: z.strictObject({ object, id: z.uuid(), deleted: z.literal(true) }),
};

const example = {
  id,
  name: 'example.com',
  status: 'pending',
  created_at: '2026-11-22T12:00:00.000Z',
  region: 'us-east-1',
  capabilities: { sending: 'enabled', receiving: 'disabled' },
  open_tracking: true,
  click_tracking: true,
  deployed: true,
};
const returnPath = { record: 'SPF', name: 'send.example.com', ttl: 'Auto', status: 'pending' };
const shown = {
  object: 'domain',
  ...example,
  records: [
    { ...returnPath, type: 'MX', value: 'feedback-smtp.us-east-1.amazonses.com', priority: 10 },
    { ...returnPath, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
    {
      record: 'DKIM',
      name: 'abcdef._domainkey.example.com',
      type: 'CNAME',
      ttl: 'Auto',
      status: 'pending',
      value: 'abcdef.dkim.amazonses.com',
    },
  ],
  recommended_records: [
    { record: 'DMARC', name: '_dmarc.example.com', type: 'TXT', ttl: 'Auto', value: 'v=DMARC1; p=none;' },
  ],
};
const changed = { object: 'domain', id };

/** The domains that SES has, as the API describes them. */
export const openapi: ApiDescription = {
  'GET /domains': {
    operationId: 'listDomains',
    summary: 'List the domains',
    access: 'full_access',
    query: listQuery,
    answer: {
      description: 'One page, in the order of ids, as of the last few minutes',
      schema: domainSchemas.list,
      example: { object: 'list', has_more: false, data: [example] },
    },
    errors: [],
  },
  'POST /domains': {
    operationId: 'createDomain',
    summary: 'Add a domain to Amazon SES',
    description: 'One that SES has already is answered as it is, under the same id.',
    access: 'full_access',
    request: { schema: createRequest, example: { name: 'example.com', custom_return_path: 'send' } },
    answer: { description: 'The domain, with the DNS records to set', schema: domainSchemas.shown, example: shown },
    errors: [],
  },
  'GET /domains/{id}': {
    operationId: 'getDomain',
    summary: 'Show a domain as Amazon SES describes it now',
    access: 'full_access',
    path,
    answer: { description: 'The domain, with its DNS records', schema: domainSchemas.shown, example: shown },
    errors: ['validation_error', 'not_found'],
  },
  'PATCH /domains/{id}': {
    operationId: 'updateDomain',
    summary: 'Change the return path of a domain',
    description: 'It has new DNS records then; GET /domains/{id} shows them.',
    access: 'full_access',
    path,
    request: { schema: updateRequest, example: { custom_return_path: 'bounces' } },
    answer: { description: 'The domain is changed', schema: domainSchemas.changed, example: changed },
    errors: ['not_found'],
  },
  'DELETE /domains/{id}': {
    operationId: 'removeDomain',
    summary: 'Remove a domain from Amazon SES',
    description: 'Mail that waits to be sent from it is refused from then on.',
    access: 'full_access',
    path,
    answer: {
      description: 'The domain is gone',
      schema: domainSchemas.removed,
      example: { object: 'domain', id, deleted: true },
    },
    errors: ['validation_error', 'not_found'],
  },
  'POST /domains/{id}/verify': {
    operationId: 'verifyDomain',
    summary: 'Ask Amazon SES how far a domain is',
    description: 'SES looks for the DNS records by itself; Sesame follows at once instead of within minutes.',
    access: 'full_access',
    path,
    answer: { description: 'SES was asked', schema: domainSchemas.changed, example: changed },
    errors: ['validation_error', 'not_found'],
  },
};
