import type { Row } from 'dynalite/db/index.js';
import * as z from 'zod';
import { checked } from './dynalite-actions';
import type { Parts } from './parts';

const page = z.object({ ExclusiveStartTableName: z.string().default(''), Limit: z.number().default(100) });

/** ListTables: up to 100 names a page. */
export function listTables({ tables }: Parts, input: Row): Row {
  const { ExclusiveStartTableName: start, Limit: limit } = page.parse(checked('ListTables', input));
  const names = tables.names().filter((name) => name > start);
  const TableNames = names.slice(0, limit);
  return {
    TableNames,
    ...(names.length > limit && { LastEvaluatedTableName: TableNames.at(-1) }),
  };
}
