import * as z from 'zod/mini';
import { MalformedEventError } from './malformed-event-error';

/**
 * The value as the schema reads it.
 * @param where name of the value, which the error's path begins with
 * @throws MalformedEventError
 */
export function parsed<Schema extends z.ZodMiniType>(schema: Schema, where: string, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw MalformedEventError.ofIssues(where, result.error);
}
