import type { Row } from 'dynalite/db/index.js';
import * as z from 'zod';
import { checked, run, runAtOnce } from './dynalite-actions';
import type { Parts } from './parts';
import { createReadView } from './read-view';
import { attributes, projection, returnConsumedCapacity } from './request-members';
import { byTableName, tableName } from './table-name';

export const batchGetInput = z.strictObject({
  RequestItems: z.record(
    z.string(),
    z.strictObject({ Keys: z.array(attributes), ConsistentRead: z.boolean().optional(), ...projection }),
  ),
  ...returnConsumedCapacity,
});

const batchGetAnswer = z.looseObject({
  Responses: z.record(z.string(), z.unknown()),
  UnprocessedKeys: z.record(z.string(), z.unknown()),
});

export function getItem(parts: Parts, input: Row): Row {
  const data = checked('GetItem', input);
  return runAtOnce('GetItem', createReadView(parts, data), data);
}

/** Query or Scan: one page, of one moment. */
export function readPage(parts: Parts, operation: 'Query' | 'Scan', input: Row): Promise<Row> {
  const data = checked(operation, input);
  return run(operation, createReadView(parts, data), data);
}

/** BatchGetItem. All items are of one moment, which is more than AWS promises. */
export async function batchGet(parts: Parts, input: z.infer<typeof batchGetInput>): Promise<Row> {
  const data = checked('BatchGetItem', { ...input, RequestItems: byTableName(input.RequestItems) });
  const snapshot = parts.database.snapshot();
  try {
    const answer = batchGetAnswer.parse(await run('BatchGetItem', createReadView(parts, data, snapshot), data));
    const askedAs = new Map(Object.keys(input.RequestItems).map((asked) => [tableName(asked), asked]));
    const renamed = (byName: Row) =>
      Object.fromEntries(Object.entries(byName).map(([name, value]) => [askedAs.get(name) ?? name, value]));
    return { ...answer, Responses: renamed(answer.Responses), UnprocessedKeys: renamed(answer.UnprocessedKeys) };
  } finally {
    await snapshot.close();
  }
}
