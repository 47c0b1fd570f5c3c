import { isUuid } from '@sesame/email';
import { ApiError, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { EmailTable } from '../email-table';
import { emailAnswer } from './email-answer';

/** Answers with one e-mail of the caller's connection. */
export function readEmail(emails: Pick<EmailTable, 'find'>) {
  return async ({ holder: { connection }, pathParameters }: ApiRequest): Promise<ApiAnswer> => {
    const id = pathParameters['id'] ?? '';
    if (!isUuid(id)) {
      throw new ApiError('validation_error', 'The id of an e-mail is a UUID, as POST /emails answered it.', {
        field: 'id',
      });
    }
    const found = await emails.find({ connection, id: id.toLowerCase() });
    if (!found) throw new ApiError('not_found', 'There is no e-mail with this id.');
    return { body: emailAnswer(found.email, found.content) };
  };
}
