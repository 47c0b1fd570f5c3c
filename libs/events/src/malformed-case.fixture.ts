import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const root = join(__dirname, '..');
const repeated = z.strictObject({ repeat: z.string(), times: z.number() });
const listed = z.strictObject({ of: z.unknown(), times: z.number(), named: z.optional(z.literal(true)) });

const malformedCase = z.strictObject({
  name: z.string(),
  entry: z._default(z.literal(['sqs', 'sns-lambda', 'event-bridge']), 'sqs'),
  topicArn: z.optional(z.string()),
  text: z.optional(z.string()),
  pieces: z.optional(z.array(z.union([z.string(), repeated]))),
  json: z.optional(z.unknown()),
  record: z.optional(z.string()),
  set: z._default(z.record(z.string(), z.unknown()), {}),
  unset: z._default(z.array(z.string()), []),
  fill: z._default(z.record(z.string(), z.union([repeated, listed])), {}),
  expected: z.union([
    z.strictObject({ malformed: z.string() }),
    z.strictObject({ parsed: z.record(z.string(), z.unknown()) }),
  ]),
});

export type MalformedCase = z.output<typeof malformedCase>;

/** Every case under `cases/malformed`, as its README describes them. */
export function malformedCases(): MalformedCase[] {
  const folder = join(root, 'cases', 'malformed');
  return readdirSync(folder).flatMap((file) =>
    z.array(malformedCase).parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  );
}

/** The input of a case, as text. */
export function inputOf({ text, pieces, json, record, set, unset, fill }: MalformedCase): string {
  if (text !== undefined) return text;
  if (pieces) return pieces.map((piece) => (typeof piece === 'string' ? piece : filling(piece))).join('');
  if (record === undefined) return JSON.stringify(json);
  const changed: unknown = JSON.parse(readFileSync(join(root, 'fixtures', `${record}.json`), 'utf8'));
  for (const path of unset) change(changed, path, undefined);
  for (const [path, value] of Object.entries(set)) change(changed, path, value);
  for (const [path, value] of Object.entries(fill)) change(changed, path, filling(value));
  return JSON.stringify(changed);
}

function filling(value: z.output<typeof repeated> | z.output<typeof listed>): unknown {
  if ('repeat' in value) return value.repeat.repeat(value.times);
  const items = Array.from({ length: value.times }, () => value.of);
  return value.named ? Object.fromEntries(items.map((item, index) => [`name-${index}`, item])) : items;
}

/** Sets what a path with dots names; `undefined` takes it away, since JSON does not write it. */
function change(target: unknown, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce<unknown>(
    (inner, name) => (isObject(inner) ? Reflect.get(inner, name) : undefined),
    target,
  );
  if (!isObject(parent)) throw new Error(`The record has no ${path}.`);
  Reflect.set(parent, last, value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
