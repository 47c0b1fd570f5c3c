import * as z from 'zod';
import { AwsError } from '../aws-error';

const dynaliteError = z.object({
  statusCode: z.number(),
  body: z.object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() }),
});

/** dynalite's error as an `AwsError`; any other error as it is. */
export function asAwsError(error: Error): Error {
  if (error instanceof AwsError) return error;
  const { success, data } = dynaliteError.safeParse(error);
  if (!success) return error;
  const code = data.body.__type.slice(data.body.__type.indexOf('#') + 1);
  return new AwsError(code, data.body.message ?? data.body.Message ?? code, data.statusCode);
}
