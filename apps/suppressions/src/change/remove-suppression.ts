import { actorOf, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import { idOrEmailOf, notOnTheList } from '../suppression-path';

/** `DELETE /suppressions/{id or email}`: takes an entry off the list, whatever put it there. */
export function removeSuppression(suppressions: Pick<SuppressionTable, 'remove'>) {
  return async ({ holder, pathParameters, now }: ApiRequest): Promise<ApiAnswer> => {
    const removed = await suppressions.remove(idOrEmailOf(pathParameters), {
      connection: holder.connection,
      now,
      by: actorOf(holder),
    });
    if (removed === undefined) throw notOnTheList();
    return { body: { object: 'suppression', id: removed.id, deleted: true } };
  };
}
