import type * as z from 'zod/mini';
import type { KeyPermission } from './authentication';
import type { ErrorName } from './error-names';

/** A JSON value with its schema, the very one that validates it where it is a request, and an example it accepts. */
export type DescribedJson = { schema: z.ZodMiniType; example: unknown };

/** A parameter in a path or in a header: what it is, and an example. */
export type DescribedParameter = { description: string; example: string };

/** One operation of the API, as `GET /openapi.json` describes it. */
export type ApiOperation = {
  /** Unique in the whole API, such as `sendEmail`: what a generated client calls it. */
  operationId: string;
  /** What it does, in a few words. */
  summary: string;
  description?: string;
  /** What a key must permit; `public` needs no key. */
  access: KeyPermission | 'public';
  /** Its request is a form and its answers are pages, refusals included: for people, not for programs. */
  page?: true;
  /** By the names in the path. */
  path?: Record<string, DescribedParameter>;
  /** By their names; none of them is required. */
  headers?: Record<string, DescribedParameter>;
  /** The object schema that validates the query string. */
  query?: z.ZodMiniType;
  request?: DescribedJson;
  answer: DescribedJson & { description: string };
  /** How it refuses, but for what every operation with this access and request refuses. */
  errors: readonly ErrorName[];
};

/** The operations of one service, by their route keys: `GET /emails/{id}`. A service exports it from `src/openapi.ts`. */
export type ApiDescription = Record<string, ApiOperation>;
