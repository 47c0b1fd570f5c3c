import { identityId, type IdentityEntry } from '@sesame/identity';
import type { DescribedIdentity } from './described-identity';
import type { Deployment } from './domain-answer';

/** For tests: a domain that waits for its DNS records, as the table has it and as SES describes it. */
export const shop: IdentityEntry = {
  id: identityId('own', 'shop.test'),
  name: 'shop.test',
  type: 'DOMAIN',
  verified: false,
  verificationStatus: 'PENDING',
  createdAt: new Date('2026-11-20T09:00:00.000Z'),
};

export const describedShop: DescribedIdentity = {
  identity: { name: 'shop.test', type: 'DOMAIN', verified: false, verificationStatus: 'PENDING' },
  dkim: { status: 'PENDING', tokens: ['one', 'two', 'three'], hostedZone: undefined },
  mailFrom: { domain: 'send.shop.test', status: 'PENDING' },
  asOf: new Date('2026-11-22T10:00:01.000Z'),
};

export const deployment: Deployment = { region: 'eu-west-1', sendingIdentities: ['example.com'] };
