import * as z from 'zod/mini';
import { errors, type ErrorName } from './error-names';

const names = Object.keys(errors) as [ErrorName, ...ErrorName[]];

/** What every refusal of the API looks like; some carry further members, such as the recipients that are suppressed. */
export const problemSchema = z.looseObject({
  type: z.string().check(z.describe('urn:sesame:problem: and the name; docs/errors.md has a section for each')),
  title: z.string().check(z.describe('The same for every refusal of this name')),
  status: z.int(),
  detail: z.string().check(z.describe('What is wrong with this request, and what to do about it')),
  instance: z.string().check(z.describe('The id of the request, for the log')),
  field: z.optional(z.string()).check(z.describe('The first field that is wrong, such as to[1]')),
  reason: z.optional(z.string()).check(z.describe('A word for programs, where one name has several reasons')),
  errors: z.optional(
    z.array(z.strictObject({ field: z.string(), message: z.string(), reason: z.optional(z.string()) })),
  ),
  name: z.enum(names),
  message: z.string(),
  statusCode: z.int(),
});
