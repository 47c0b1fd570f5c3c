import { matchingAddress } from '@sesame/email';
import { ApiError } from '@sesame/lambda';
import type { Draft, Preparation, Prepared } from './draft';
import type { EmailRequest } from './email-request';
import type { PreparationParts } from './prepare';

const stream = 'transactional';
/** As many as one BatchGetItem of the suppression table takes. */
const addressesAtATime = 50;

/** Lists the recipients that nothing may be sent to, and refuses where nobody else is left. One look-up for 50 addresses. */
export function leaveOutSuppressed({ suppressions }: Pick<PreparationParts, 'suppressions'>): Preparation {
  return async (drafts) => {
    const [first] = drafts;
    if (!first) return [];
    const addresses = [...new Set(drafts.flatMap(({ request }) => addressesIn(request).map(matchingAddress)))];
    const found = new Set<string>();
    for (let start = 0; start < addresses.length; start += addressesAtATime) {
      const some = addresses.slice(start, start + addressesAtATime);
      const suppressed = await suppressions.suppressedAmong(some, { connection: first.holder.connection, stream });
      for (const address of suppressed.keys()) found.add(address);
    }
    return drafts.map((draft) => without(found, draft));
  };
}

function without(found: ReadonlySet<string>, draft: Draft): Prepared {
  const addresses = addressesIn(draft.request);
  const suppressed = addresses.filter((address) => found.has(matchingAddress(address)));
  if (suppressed.length < addresses.length) return { ...draft, suppressed };
  return new ApiError(
    'recipient_suppressed',
    'Every recipient is on the suppression list, so nothing was sent. Look an entry up with GET /suppressions/{email}, ' +
      'and take it off the list only if the recipient wants your mail and can receive it.',
    { field: 'to', extensions: { suppressed } },
  );
}

function addressesIn({ to, cc, bcc }: EmailRequest): string[] {
  return [...to, ...cc, ...bcc].map(({ mailbox }) => mailbox.address);
}
