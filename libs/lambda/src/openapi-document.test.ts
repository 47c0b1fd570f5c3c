import * as z from 'zod/mini';
import type { ApiOperation } from './api-operation';
import { ApiError } from './api-error';
import { openapiDocument } from './openapi-document';
import { problemAnswer } from './problem';
import { problemSchema } from './problem-schema';

const thing: ApiOperation = {
  operationId: 'changeThing',
  summary: 'Change a thing',
  access: 'full_access',
  path: { id: { description: 'Its id', example: '7' } },
  headers: { 'Sesame-Stream': { description: 'Which', example: 'transactional' } },
  query: z.strictObject({ limit: z.prefault(z.pipe(z.string(), z.transform(Number)), '20') }),
  request: {
    schema: z.strictObject({
      name: z.string().check(z.describe('What it is called')),
      old: z.optional(z.never('Not accepted.')),
    }),
    example: { name: 'x' },
  },
  answer: { description: 'Done', schema: z.object({ id: z.string() }), example: { id: '7' } },
  errors: ['not_found', 'recipient_suppressed'],
};
const documentOf = (operations: Record<string, ApiOperation>, more = {}) =>
  openapiDocument({ version: '1.2.3', services: { things: operations, ...more } });

test('an operation is described with its parameters, its body, its answer and its refusals', () => {
  expect(documentOf({ 'PATCH /things/{id}': thing })).toMatchObject({
    openapi: '3.1.0',
    info: { version: '1.2.3' },
    paths: {
      '/things/{id}': {
        patch: {
          operationId: 'changeThing',
          tags: ['things'],
          parameters: [
            { name: 'id', in: 'path', required: true },
            { name: 'limit', in: 'query', required: false, schema: { type: 'string', default: '20' } },
            { name: 'Sesame-Stream', in: 'header', required: false },
          ],
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  properties: { name: { type: 'string', description: 'What it is called' } },
                  required: ['name'],
                  additionalProperties: false,
                },
                example: { name: 'x' },
              },
            },
          },
          responses: {
            200: { content: { 'application/json': { example: { id: '7' } } } },
            401: { description: expect.stringContaining('missing_api_key') },
            404: { description: expect.stringContaining('not_found') },
            422: { description: expect.stringMatching(/recipient_suppressed.*validation_error/) },
          },
        },
      },
    },
  });
});

test('a field that is never accepted is not described', () => {
  expect(JSON.stringify(documentOf({ 'PATCH /things/{id}': thing }))).not.toContain('"old"');
});

test('an operation for anybody needs no key, and does not refuse one', () => {
  const { path: _, query: __, request: ___, ...rest } = thing;
  const { paths } = documentOf({ 'GET /things': { ...rest, access: 'public', errors: [] } });

  expect(paths).toMatchObject({ '/things': { get: { security: [] } } });
  expect(JSON.stringify(paths)).not.toContain('api_key');
});

test.each<[string, () => unknown, string]>([
  [
    'an example that its own schema refuses',
    () => documentOf({ 'PATCH /things/{id}': { ...thing, answer: { ...thing.answer, example: { id: 7 } } } }),
    'An example of PATCH /things/{id} does not satisfy its own schema',
  ],
  [
    'a path parameter that nobody described',
    () => documentOf({ 'PATCH /things/{id}/parts/{part}': thing }),
    'path parameters of PATCH /things/{id}/parts/{part}',
  ],
  ['what is no route', () => documentOf({ $default: thing }), 'things describes $default'],
  [
    'one route of two services',
    () => documentOf({ 'PATCH /things/{id}': thing }, { others: { 'PATCH /things/{id}': thing } }),
    'PATCH /things/{id} is described twice',
  ],
  [
    'one operation id for two routes',
    () => documentOf({ 'PATCH /things/{id}': thing, 'PUT /things/{id}': thing }),
    'Two operations are called changeThing',
  ],
])('%s stops the packaging', (_, assemble, message) => {
  expect(assemble).toThrow(message);
});

test('a refusal is what the document says of refusals', () => {
  const errors = [{ field: 'to[1]', message: 'No.', reason: 'comment' }];
  const { body = '' } = problemAnswer(
    new ApiError('validation_error', 'No.', { field: 'to[1]', reason: 'comment', errors }),
    'request-1',
  );

  expect(z.safeParse(problemSchema, JSON.parse(body))).toMatchObject({ success: true, data: { reason: 'comment' } });
});
