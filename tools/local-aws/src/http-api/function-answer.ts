import * as z from 'zod';

/** What goes back to the client. */
export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer;
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const structuredAnswer = z.object({
  statusCode: z.coerce.number().pipe(z.int().min(100).max(599)),
  headers: z.record(z.string(), headerValue).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Ends at the gateway, which frames the answer itself. */
const framingHeaders = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/**
 * Reads a function's answer in payload format 2.0: `{ statusCode, headers, cookies, body, isBase64Encoded }`, or JSON
 * without a `statusCode`, which is answered as it is with 200. Undefined for what API Gateway answers with 500.
 * AWS documentation: "Working with AWS Lambda proxy integrations for HTTP APIs".
 */
export function functionAnswer(payload: string): HttpAnswer | undefined {
  const answer: unknown = JSON.parse(payload);
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) {
    const body = typeof answer === 'string' ? answer : payload;
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(body) };
  }
  const parsed = structuredAnswer.safeParse(answer);
  if (!parsed.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const lowerCased = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    statusCode,
    headers: {
      ...(body && { 'content-type': 'text/plain; charset=utf-8' }),
      ...Object.fromEntries(lowerCased.filter(([name]) => !framingHeaders.has(name))),
    },
    cookies: cookies ?? [],
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** An answer in API Gateway's own words. */
export function gatewayAnswer(statusCode: number, message: string, headers: Record<string, string> = {}): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message })),
  };
}
