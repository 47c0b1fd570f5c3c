import {
  GetEmailIdentityCommand,
  NotFoundException,
  type DkimAttributes,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { DescribedIdentity, Dkim } from './described-identity';
import { identityOf } from './identity-of';

export type DescribeParts = { ses: Pick<SESv2Client, 'send'>; now: () => Date };

/** Asks SES about one identity, once; undefined if SES has none of this name. It counts as of when it was asked. */
export async function describeIdentity(
  { ses, now }: DescribeParts,
  name: string,
): Promise<DescribedIdentity | undefined> {
  const asOf = now();
  try {
    const said = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
    const { MailFromDomain: domain, MailFromDomainStatus: status } = said.MailFromAttributes ?? {};
    return {
      identity: identityOf({
        name,
        type: said.IdentityType,
        sendingEnabled: said.VerifiedForSendingStatus,
        status: said.VerificationStatus,
      }),
      dkim: dkimOf(said.DkimAttributes),
      ...(domain && { mailFrom: { domain, status } }),
      asOf,
    };
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}

/**
 * With keys of the owner's own (BYODKIM) the tokens are something else: the selector under which the owner publishes
 * them.
 */
export function dkimOf({ Status, Tokens = [], SigningHostedZone, SigningAttributesOrigin }: DkimAttributes = {}): Dkim {
  return {
    status: Status,
    tokens: SigningAttributesOrigin === 'EXTERNAL' ? [] : Tokens,
    hostedZone: SigningHostedZone,
  };
}
