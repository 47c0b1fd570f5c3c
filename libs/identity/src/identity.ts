/** A verified or not yet verified sender in Amazon SES: a domain, which covers its addresses and subdomains, or one address. */
export type Identity = {
  /** As SES has it, with the domain in lower case; the case of an address's local part counts. */
  name: string;
  type: IdentityType;
  /** Whether SES lets mail be sent from it. */
  verified: boolean;
  /** SES's own word: PENDING, SUCCESS, FAILED, TEMPORARY_FAILURE or NOT_STARTED. */
  verificationStatus: string;
};

export type IdentityType = 'EMAIL_ADDRESS' | 'DOMAIN' | 'MANAGED_DOMAIN';

/** An identity as the table has it. */
export type IdentityEntry = Identity & {
  id: string;
  /** When Sesame first saw it; SES does not tell when it was made. */
  createdAt: Date;
};

/** The spelling under which identities are compared: SES ignores the case of a domain, and heeds that of a local part. */
export function identityName(text: string): string {
  const at = text.lastIndexOf('@');
  return `${text.slice(0, at + 1)}${text.slice(at + 1).toLowerCase()}`;
}
