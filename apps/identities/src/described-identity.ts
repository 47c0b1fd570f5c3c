import type { Identity } from '@sesame/identity';

/** What SES says of one identity, with what its DNS records are made of. */
export type DescribedIdentity = {
  identity: Identity;
  dkim: Dkim;
  /** The domain that mail names as its return path, where one is set. */
  mailFrom?: { domain: string; status: string | undefined };
  /** As of when SES said so. */
  asOf: Date;
};

export type Dkim = {
  status: string | undefined;
  /** The names under which SES publishes the keys it made; none where the keys are the owner's own. */
  tokens: string[];
  /** Where SES publishes them, if it says so. */
  hostedZone: string | undefined;
};
