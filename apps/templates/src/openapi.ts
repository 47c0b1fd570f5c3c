import { streams } from '@sesame/email';
import { pageQuery, type ApiDescription } from '@sesame/lambda';
import { declaredTypes } from '@sesame/rendering';
import * as z from 'zod/mini';
import { createRequest } from './change/create-template';
import { rollBackRequest } from './change/roll-back-template';
import { updateRequest } from './change/update-template';
import { versionsQuery } from './read/list-versions';
import { renderRequest } from './read/render-template';
import { versionNumber } from './version-number';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const versionId = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f8';
const at = '2026-11-22T12:00:00.000Z';
const template = { description: 'The id or the alias of a template', example: 'welcome' };
const path = { template };
const object = z.literal('template');

const listed = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  alias: z.nullable(z.string()),
  stream: z.nullable(z.enum(streams)).check(z.describe('The only stream that the draft is for, if it says one')),
  status: z.enum(['draft', 'published']),
  published_at: z.nullable(z.iso.datetime()),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
const by = z.nullable(z.string());
const byWhom = '`key` and the id of the API key, or the ARN of the session of a role; null where it was not kept';
const variable = z.strictObject({
  key: z.string(),
  type: z.enum(declaredTypes),
  fallback_value: z.unknown(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
const content = z.strictObject({
  subject: z.nullable(z.string()),
  html: z.string(),
  text: z.nullable(z.string()),
  from: z.nullable(z.string()),
  reply_to: z.nullable(z.array(z.string())),
  stream: z.nullable(z.enum(streams)).check(z.describe('The only stream it is sent in, if it says one')),
  variables: z.nullable(z.array(variable)),
});
const version = z.strictObject({
  id: z.uuid(),
  version: versionNumber,
  published_at: z.iso.datetime(),
  published_by: by.check(z.describe(`Who published it first: ${byWhom}`)),
  is_published: z.boolean().check(z.describe('Whether e-mails are made from it now')),
});
const warning = z.strictObject({
  field: z.enum(['subject', 'html', 'text', 'variables']),
  kind: z.string(),
  message: z.string(),
  line: z.optional(z.int()),
  column: z.optional(z.int()),
});
const warnings = z.array(warning).check(z.describe('What a person should look at; it does not hinder saving'));

/** What the answers of this service look like. */
export const templateSchemas = {
  list: z.strictObject({ object: z.literal('list'), has_more: z.boolean(), data: z.array(listed) }),
  shown: z.strictObject({
    object,
    ...listed.shape,
    ...content.shape,
    has_unpublished_versions: z.boolean(),
    current_version_id: z.uuid().check(z.describe('Of the draft')),
    published_version: z.nullable(versionNumber),
    published_by: by.check(z.describe(`Who published that version last, or rolled back to it: ${byWhom}`)),
  }),
  saved: z.strictObject({ object, id: z.uuid(), warnings }),
  duplicated: z.strictObject({ object, id: z.uuid() }),
  published: z.strictObject({ object, id: z.uuid(), version: versionNumber }),
  removed: z.strictObject({ object, id: z.uuid(), deleted: z.literal(true) }),
  versions: z.strictObject({ object: z.literal('list'), has_more: z.boolean(), data: z.array(version) }),
  version: z.strictObject({
    object: z.literal('template_version'),
    template_id: z.uuid(),
    ...version.shape,
    ...content.shape,
  }),
  sesStates: z.strictObject({
    object: z.literal('list'),
    has_more: z.boolean(),
    data: z.array(
      z.strictObject({
        version: versionNumber,
        ses_template_name: z.string(),
        state: z.enum(['in_step', 'missing', 'changed']),
      }),
    ),
  }),
  sesRepair: z.strictObject({ object, id: z.uuid(), versions: z.int() }),
  rendering: z.strictObject({
    object: z.literal('template_rendering'),
    template_id: z.uuid(),
    version: z.nullable(versionNumber),
    subject: z.nullable(z.string()),
    html: z.nullable(z.string()),
    text: z.nullable(z.string()),
    warnings,
  }),
};

const listedExample = {
  id,
  name: 'Welcome',
  alias: 'welcome',
  stream: null,
  status: 'published',
  published_at: at,
  created_at: at,
  updated_at: at,
};
const contentExample = {
  subject: 'Welcome, {{name}}',
  html: '<p>Hello {{name}}</p>',
  text: null,
  from: 'Shop <hello@example.com>',
  reply_to: null,
  stream: null,
  variables: [{ key: 'name', type: 'string', fallback_value: null, created_at: at, updated_at: at }],
};
const byExample = 'key 0193a1b2-c3d4-7abc-8091-a2b3c4d5e6f7';
const versionExample = { id: versionId, version: 3, published_at: at, published_by: byExample, is_published: true };

/** Templates, as the API describes them. */
export const openapi: ApiDescription = {
  'GET /templates': {
    operationId: 'listTemplates',
    summary: 'List the templates',
    access: 'full_access',
    query: pageQuery,
    answer: {
      description: 'One page, the newest template first',
      schema: templateSchemas.list,
      example: { object: 'list', has_more: false, data: [listedExample] },
    },
    errors: [],
  },
  'POST /templates': {
    operationId: 'createTemplate',
    summary: 'Create a template',
    description:
      'Its sources are in the language of SES, a subset of Handlebars. What could never be rendered is refused, with its line ' +
      'and column. Nothing is sent by a template until it is published. Where it has {{unsubscribe_url}}, each e-mail of the ' +
      'marketing stream gets its own link to unsubscribe; nobody declares or gives that variable.',
    access: 'full_access',
    request: {
      schema: createRequest,
      example: {
        name: 'Welcome',
        alias: 'welcome',
        from: 'Shop <hello@example.com>',
        subject: 'Welcome, {{name}}',
        html: '<p>Hello {{name}}</p>',
        variables: [{ key: 'name', type: 'string' }],
      },
    },
    answer: {
      description: 'The template',
      schema: templateSchemas.saved,
      example: { object: 'template', id, warnings: [] },
    },
    errors: ['template_alias_taken'],
  },
  'GET /templates/{template}': {
    operationId: 'getTemplate',
    summary: 'Show a template',
    description: 'With its draft, which may be newer than what is published.',
    access: 'full_access',
    path,
    answer: {
      description: 'The template',
      schema: templateSchemas.shown,
      example: {
        object: 'template',
        ...listedExample,
        ...contentExample,
        has_unpublished_versions: false,
        current_version_id: versionId,
        published_version: 3,
        published_by: byExample,
      },
    },
    errors: ['not_found'],
  },
  'PATCH /templates/{template}': {
    operationId: 'updateTemplate',
    summary: 'Change a template',
    description:
      'Its draft changes, and its name and alias; e-mails are made from what is published until the draft is. What is absent ' +
      'stays, and null is none.',
    access: 'full_access',
    path,
    request: { schema: updateRequest, example: { subject: 'Welcome to the shop, {{name}}' } },
    answer: {
      description: 'The template is changed',
      schema: templateSchemas.saved,
      example: { object: 'template', id, warnings: [] },
    },
    errors: ['not_found', 'template_alias_taken'],
  },
  'DELETE /templates/{template}': {
    operationId: 'removeTemplate',
    summary: 'Remove a template',
    description: 'E-mail that was accepted, scheduled e-mail too, holds what was rendered then and goes out as it is.',
    access: 'full_access',
    path,
    answer: {
      description: 'The template is gone',
      schema: templateSchemas.removed,
      example: { object: 'template', id, deleted: true },
    },
    errors: ['not_found'],
  },
  'POST /templates/{template}/duplicate': {
    operationId: 'duplicateTemplate',
    summary: 'Copy a template',
    description: 'A new template with the same draft, without an alias, and not published.',
    access: 'full_access',
    path,
    answer: {
      description: 'The new template',
      schema: templateSchemas.duplicated,
      example: { object: 'template', id: versionId },
    },
    errors: ['not_found'],
  },
  'POST /templates/{template}/publish': {
    operationId: 'publishTemplate',
    summary: 'Publish a template',
    description:
      'E-mails are made from the draft as it is now, under a version that never changes again. A template of stream marketing ' +
      'without {{unsubscribe_url}} in its html, or in its text where it has no html, is refused.',
    access: 'full_access',
    path,
    answer: {
      description: 'The template is published',
      schema: templateSchemas.published,
      example: { object: 'template', id, version: 3 },
    },
    errors: ['not_found'],
  },
  'POST /templates/{template}/rollback': {
    operationId: 'rollBackTemplate',
    summary: 'Publish an earlier version again',
    description: 'E-mails are made from that version; the draft stays as it is.',
    access: 'full_access',
    path,
    request: { schema: rollBackRequest, example: { version: 2 } },
    answer: {
      description: 'The version is published',
      schema: templateSchemas.published,
      example: { object: 'template', id, version: 2 },
    },
    errors: ['not_found'],
  },
  'GET /templates/{template}/versions': {
    operationId: 'listTemplateVersions',
    summary: 'List the versions of a template',
    access: 'full_access',
    path,
    query: versionsQuery,
    answer: {
      description: 'One page, the newest version first; after and before are numbers of versions',
      schema: templateSchemas.versions,
      example: { object: 'list', has_more: false, data: [versionExample] },
    },
    errors: ['not_found'],
  },
  'GET /templates/{template}/versions/{version}': {
    operationId: 'getTemplateVersion',
    summary: 'Show one version of a template',
    access: 'full_access',
    path: { template, version: { description: 'The number of a version', example: '3' } },
    answer: {
      description: 'The version, as it was published',
      schema: templateSchemas.version,
      example: { object: 'template_version', template_id: id, ...versionExample, ...contentExample },
    },
    errors: ['not_found'],
  },
  'GET /templates/{template}/ses': {
    operationId: 'getTemplateInSes',
    summary: 'Compare a template with SES',
    description:
      'Each published version is a template of SES, too, for whoever sends through SES by itself; SES has it within minutes. ' +
      'Here is what SES holds now. Nothing that Sesame sends depends on it.',
    access: 'full_access',
    path,
    query: versionsQuery,
    answer: {
      description: 'One page, the newest version first; after and before are numbers of versions',
      schema: templateSchemas.sesStates,
      example: {
        object: 'list',
        has_more: false,
        data: [{ version: 3, ses_template_name: `sesame-prod-${id}-v3`, state: 'in_step' }],
      },
    },
    errors: ['not_found'],
  },
  'POST /templates/{template}/ses': {
    operationId: 'repairTemplateInSes',
    summary: 'Put a template right in SES',
    description:
      'What is missing there or was changed becomes as it was published, from the next minute on, one a second.',
    access: 'full_access',
    path,
    answer: {
      description: 'How many versions are compared again',
      schema: templateSchemas.sesRepair,
      example: { object: 'template', id, versions: 3 },
    },
    errors: ['not_found'],
  },
  'POST /templates/{template}/render': {
    operationId: 'renderTemplate',
    summary: 'Render a template',
    description:
      'Exactly what an e-mail with these variables holds: of the draft, or of a version. A sample stands where the link to ' +
      'unsubscribe of the e-mail would.',
    access: 'full_access',
    path,
    request: { schema: renderRequest, example: { variables: { name: 'Ada' } } },
    answer: {
      description: 'The parts of the e-mail',
      schema: templateSchemas.rendering,
      example: {
        object: 'template_rendering',
        template_id: id,
        version: null,
        subject: 'Welcome, Ada',
        html: '<p>Hello Ada</p>',
        text: 'Hello Ada',
        warnings: [],
      },
    },
    errors: ['not_found', 'invalid_template_variables'],
  },
};
