import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { call, shared } from './given';

const root = resolve(__dirname, '..');
/** Where names are only listed: the table, and what describes the API. */
const listed = /(?:error-names|openapi|openapi-operation|\.test|\.fixture)\.ts$/;
const sources = globSync('{apps,libs}/*/src/**/*.ts', { cwd: root })
  .filter((file) => !listed.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'));
const described = z.object({
  components: z.object({
    schemas: z.object({
      Problem: z.object({ properties: z.object({ name: z.object({ enum: z.array(z.string()) }) }) }),
    }),
  }),
});

test('every name of an error that the API describes is one that the code refuses with', async () => {
  const { body } = await call(shared, 'GET', '/openapi.json', { as: null });
  const names = described.parse(body).components.schemas.Problem.properties.name.enum;
  expect(names).toEqual(expect.arrayContaining(['validation_error', 'recipient_suppressed']));
  expect(names.filter((name) => !sources.some((source) => source.includes(`'${name}'`)))).toEqual([]);
});
