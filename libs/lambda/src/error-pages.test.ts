import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { errors, type ErrorName } from './error-names';
import { problemSchema } from './problem-schema';

const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'errors.md'), 'utf8');
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);
const names = Object.keys(errors) as ErrorName[];

test('every name of an error has its section in docs/errors.md, and every section is about one', () => {
  expect([...sections.keys()].sort()).toEqual([...names].sort());
});

test.each(names)('%s is explained: why, what to do, and an example as it is answered', (name) => {
  const section = sections.get(name) ?? '';
  const { status, title } = errors[name];

  expect(section).toContain(`${status}: ${title}.`);
  expect(section).toMatch(/\*\*Why\.\*\* \S[^]+\*\*What to do\.\*\* \S/);
  const [, example = ''] = /```json\n([^]+?)```/.exec(section) ?? [];
  const problem = z.parse(problemSchema, JSON.parse(example));
  expect(problem).toMatchObject({ type: `urn:sesame:problem:${name}`, title, status, name, statusCode: status });
  expect(problem.message).toBe(problem.detail);
});
