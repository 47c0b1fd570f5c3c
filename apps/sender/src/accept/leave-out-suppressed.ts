import { matchingAddress, streams, type Stream } from '@sesame/email';
import { ApiError } from '@sesame/lambda';
import type { Draft, Preparation, Prepared } from './draft';
import type { PreparationParts } from './prepare';
import { recipientsOf } from './recipients-of';

/** As many as one BatchGetItem of the suppression table takes. */
const addressesAtATime = 50;
const lookUpsAtATime = 4;

/** Lists the recipients that nothing may be sent to, and refuses where nobody else is left. One look-up for 50 addresses. */
export function leaveOutSuppressed({ suppressions }: Pick<PreparationParts, 'suppressions'>): Preparation {
  return async (drafts) => {
    const found = new Map<Stream, Set<string>>();
    for (const stream of streams) found.set(stream, await suppressedIn(stream, drafts));
    return drafts.map((draft) => without(found.get(draft.request.stream) ?? new Set(), draft));
  };

  async function suppressedIn(stream: Stream, drafts: readonly Draft[]): Promise<Set<string>> {
    const found = new Set<string>();
    const [first, ...others] = drafts.filter(({ request }) => request.stream === stream);
    if (!first) return found;
    const scope = { connection: first.holder.connection, stream };
    const addresses = [first, ...others].flatMap(({ request }) => recipientsOf(request).map(matchingAddress));
    const pages = pagesOf([...new Set(addresses)]);
    const lookUp = async () => {
      for (let page = pages.shift(); page; page = pages.shift()) {
        for (const address of (await suppressions.suppressedAmong(page, scope)).keys()) found.add(address);
      }
    };
    await Promise.all(Array.from({ length: Math.min(lookUpsAtATime, pages.length) }, lookUp));
    return found;
  }
}

function without(found: ReadonlySet<string>, draft: Draft): Prepared {
  const addresses = recipientsOf(draft.request);
  const suppressed = addresses.filter((address) => found.has(matchingAddress(address)));
  if (suppressed.length < addresses.length) return { ...draft, suppressed };
  return new ApiError(
    'recipient_suppressed',
    'Every recipient is on the suppression list, so nothing was sent. Look an entry up with GET /suppressions/{email}, ' +
      'and take it off the list only if the recipient wants your mail and can receive it.',
    { field: 'to', extensions: { suppressed } },
  );
}

function pagesOf(addresses: readonly string[]): string[][] {
  const count = Math.ceil(addresses.length / addressesAtATime);
  return Array.from({ length: count }, (_, n) => addresses.slice(n * addressesAtATime, (n + 1) * addressesAtATime));
}
