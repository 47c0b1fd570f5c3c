import { ListEmailIdentitiesCommand, type IdentityInfo, type SESv2Client } from '@aws-sdk/client-sesv2';
import { identityName, type Identity, type IdentityChanges, type IdentityCopy } from '@sesame/identity';

const pageSize = 1_000;
/** SES answers one request of this kind a second (AWS documentation: Service quotas in Amazon SES). */
const betweenPagesMs = 1_000;
/** What SES says of an identity that it lets mail be sent from; a temporary failure of its DNS records is not the end of that. */
const sendingStatuses = new Set(['SUCCESS', 'TEMPORARY_FAILURE']);

export type SyncParts = {
  ses: Pick<SESv2Client, 'send'>;
  copy: IdentityCopy;
  sleep: (milliseconds: number) => Promise<void>;
};

/**
 * Copies every identity of SES into the identities table. The table is only touched once the last page has been read, so a
 * page that fails leaves it as it was, and no identity goes because it was not reached.
 */
export async function syncIdentities({ ses, copy, sleep }: SyncParts): Promise<IdentityChanges & { seen: number }> {
  const identities: Identity[] = [];
  let NextToken: string | undefined;
  do {
    if (NextToken !== undefined) await sleep(betweenPagesMs);
    const page = await ses.send(new ListEmailIdentitiesCommand({ PageSize: pageSize, NextToken }));
    identities.push(...(page.EmailIdentities ?? []).flatMap(toIdentity));
    NextToken = page.NextToken;
  } while (NextToken);

  const changes = await copy.replace(identities);
  return { seen: identities.length, ...changes };
}

function toIdentity({ IdentityName, IdentityType, SendingEnabled, VerificationStatus }: IdentityInfo): Identity[] {
  if (!IdentityName) return [];
  const verificationStatus = VerificationStatus ?? 'NOT_STARTED';
  return [
    {
      name: identityName(IdentityName),
      type: IdentityType ?? (IdentityName.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN'),
      verified: SendingEnabled === true && sendingStatuses.has(verificationStatus),
      verificationStatus,
    },
  ];
}
