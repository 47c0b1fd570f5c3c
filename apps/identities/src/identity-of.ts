import { identityName, type Identity, type IdentityType } from '@sesame/identity';

/**
 * What SES says of an identity that it lets mail be sent from; a temporary failure of its DNS records is not the end of
 * that.
 */
const sendingStatuses = new Set(['SUCCESS', 'TEMPORARY_FAILURE']);

/** What SES says of an identity, wherever it says it. What SES leaves out counts as the least there could be. */
export type SaidOfIdentity = {
  name: string;
  type: IdentityType | undefined;
  sendingEnabled: boolean | undefined;
  status: string | undefined;
};

/** The identity as the table keeps it. One that failed verification is not verified, whatever its switch says. */
export function identityOf({ name, type, sendingEnabled, status = 'NOT_STARTED' }: SaidOfIdentity): Identity {
  return {
    name: identityName(name),
    type: type ?? (name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN'),
    verified: sendingEnabled === true && sendingStatuses.has(status),
    verificationStatus: status,
  };
}
