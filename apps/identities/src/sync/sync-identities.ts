import { ListEmailIdentitiesCommand, type IdentityInfo, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { Identity, IdentityChanges, IdentityCopy } from '@sesame/identity';
import { identityOf } from '../identity-of';

const pageSize = 1_000;
/** SES answers one request of this kind a second (AWS documentation: Service quotas in Amazon SES). */
const betweenPagesMs = 1_000;

export type SyncParts = {
  ses: Pick<SESv2Client, 'send'>;
  copy: Pick<IdentityCopy, 'replace'>;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
};

/**
 * Copies every identity of SES into the identities table. The table is only touched once the last page has been read,
 * so a page that fails leaves it as it was, and no identity goes because it was not reached. What it saw counts as of
 * when it began: what was changed in the meantime is not undone.
 */
export async function syncIdentities({
  ses,
  copy,
  now,
  sleep,
}: SyncParts): Promise<IdentityChanges & { seen: number }> {
  const begun = now();
  const identities: Identity[] = [];
  let NextToken: string | undefined;
  do {
    if (NextToken !== undefined) await sleep(betweenPagesMs);
    const page = await ses.send(new ListEmailIdentitiesCommand({ PageSize: pageSize, NextToken }));
    identities.push(...(page.EmailIdentities ?? []).flatMap(toIdentity));
    NextToken = page.NextToken;
  } while (NextToken);

  const changes = await copy.replace(identities, begun);
  return { seen: identities.length, ...changes };
}

function toIdentity({ IdentityName, IdentityType, SendingEnabled, VerificationStatus }: IdentityInfo): Identity[] {
  if (!IdentityName) return [];
  return [
    identityOf({ name: IdentityName, type: IdentityType, sendingEnabled: SendingEnabled, status: VerificationStatus }),
  ];
}
