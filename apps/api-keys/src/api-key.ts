import type { KeyPermission } from '@sesame/lambda';

/** An API key as people know it: everything but the key itself, which Sesame does not have. */
export type ApiKey = {
  /** A UUIDv7, so ids sort by when keys were created. */
  id: string;
  name: string;
  permission: KeyPermission;
  /** Where there is one, the key sends only from this domain (lower-cased, in ASCII) and its subdomains. */
  domain?: string;
  /** Whether its e-mail is sent once more, and so perhaps twice, where nobody can tell whether it was sent. */
  resendUnconfirmed: boolean;
  createdAt: Date;
};
