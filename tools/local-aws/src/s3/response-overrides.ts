import * as z from 'zod';

/** Query parameters of GetObject that replace headers of its answer. */
export const responseOverrides = {
  'response-cache-control': z.string().optional(),
  'response-content-disposition': z.string().optional(),
  'response-content-encoding': z.string().optional(),
  'response-content-language': z.string().optional(),
  'response-content-type': z.string().optional(),
  'response-expires': z.string().optional(),
};

/** The headers that a request wants in place of those the object was put with. */
export function overriddenHeaders(input: z.infer<z.ZodObject<typeof responseOverrides>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      name in responseOverrides && value !== undefined ? [[name.slice('response-'.length), value]] : [],
    ),
  );
}
