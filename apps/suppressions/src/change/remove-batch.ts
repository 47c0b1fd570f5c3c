import { isUuid, matchingAddress } from '@sesame/email';
import { actorOf, parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import { suppressionId, type SuppressionTable } from '@sesame/suppression';
import * as z from 'zod/mini';
import { doInBatch, mostInBatch } from './batch';

// As in a path: feedback may have put an address on the list that nobody could send to.
const email = z.string().check(z.refine((text) => text.includes('@'), { error: 'must be an e-mail address' }));
const id = z.string().check(z.refine(isUuid, { error: 'must be the id of a suppression' }));

/** The body of `POST /suppressions/batch/remove`. */
export const removeBatchRequest = z
  .strictObject({
    emails: z.optional(z.array(email).check(z.minLength(1), z.maxLength(mostInBatch))),
    ids: z.optional(z.array(id).check(z.minLength(1), z.maxLength(mostInBatch))),
  })
  .check(
    z.refine(({ emails, ids }) => emails !== undefined || ids !== undefined, {
      error: 'is missing; name what to remove by "emails" or by "ids"',
      path: ['emails'],
    }),
    z.refine(({ emails, ids }) => emails === undefined || ids === undefined, {
      error: 'must not be given together with "emails"',
      path: ['ids'],
    }),
  );

/**
 * `POST /suppressions/batch/remove {emails} | {ids}`: takes up to 100 entries off the list. What is not on it is no
 * error, since it is as wished: `deleted` is false there.
 */
export function removeBatch(suppressions: Pick<SuppressionTable, 'remove'>) {
  return async ({ holder, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { connection } = holder;
    const { emails = [], ids = [] } = parseInput(removeBatchRequest, body);
    const idOf = (one: string) => (isUuid(one) ? one.toLowerCase() : suppressionId(connection, one));
    const sameAs = emails.length > 0 ? matchingAddress : idOf;
    const data = await doInBatch([...emails, ...ids], sameAs, async (one) => {
      const removed = await suppressions.remove(one, { connection, now, by: actorOf(holder), tellSes: 'bulk' });
      return { object: 'suppression' as const, id: removed?.id ?? idOf(one), deleted: removed !== undefined };
    });
    return { body: { data } };
  };
}
