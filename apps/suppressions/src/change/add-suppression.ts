import { parseMailbox } from '@sesame/email';
import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import * as z from 'zod/mini';

const address = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const parsed = parseMailbox(text);
    if (parsed.ok) return parsed.mailbox.address;
    context.issues.push({ code: 'custom', message: parsed.sentence, input: text });
    return z.NEVER;
  }),
);

/** The body of `POST /suppressions`. */
export const addRequest = z.strictObject({ email: address });

/** `POST /suppressions {email}`: puts an address on the list for all mail; one that is on it stays, under the same id. */
export function addSuppression(suppressions: Pick<SuppressionTable, 'addManual'>) {
  return async ({ holder: { connection }, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { email } = parseInput(addRequest, body);
    const { id } = await suppressions.addManual(email, { connection, now });
    return { body: { object: 'suppression', id } };
  };
}
