import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import { idOrEmailOf, notOnTheList } from '../suppression-path';
import { suppressionAnswer } from './suppression-answer';

/** `GET /suppressions/{id or email}`: one entry. */
export function getSuppression(suppressions: Pick<SuppressionTable, 'get'>) {
  return async ({ holder: { connection }, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const entry = await suppressions.get(idOrEmailOf(pathParameters), { connection });
    if (entry === undefined) throw notOnTheList();
    return { body: { object: 'suppression', ...suppressionAnswer(entry) } };
  };
}
