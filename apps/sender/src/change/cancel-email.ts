import { log, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import { emailNameIn } from '../read/email-name-in';
import type { EmailTable } from '../email-table';
import { notScheduled } from './not-scheduled';

export type CancelParts = { emails: Pick<EmailTable, 'get' | 'changeScheduled'> };

/**
 * `POST /emails/{id}/cancel`: a scheduled e-mail that will not be sent. Either this or the delivery wins the e-mail, by the
 * condition of one write; what was canceled is canceled again without harm.
 */
export function cancelEmail({ emails }: CancelParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const name = emailNameIn(request);
    if (await emails.changeScheduled(name, { status: 'canceled', due: undefined }))
      log.info('canceled', { id: name.id });
    else {
      const email = await emails.get(name);
      if (email?.status !== 'canceled') throw notScheduled(email);
    }
    return { body: { object: 'email', id: name.id } };
  };
}
