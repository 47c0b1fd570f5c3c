// POST /domains, POST /domains/{id}/verify, PATCH /domains/{id} and DELETE /domains/{id}.
import { setTimeout as sleep } from 'node:timers/promises';
import { domainTable, identityCopy } from '@sesame/identity';
import { documentClient, environment, httpHandler, keyAuthentication, routes } from '@sesame/lambda';
import { deploymentFromEnvironment } from '../deployment';
import { sesClient } from '../ses-client';
import { createDomain } from './create-domain';
import { pace } from './pace';
import { removeDomain } from './remove-domain';
import { sesIdentities } from './ses-identities';
import { updateDomain } from './update-domain';
import { verifyDomain } from './verify-domain';

const { IDENTITIES_TABLE, KEYS_TABLE, KEY_USES_TABLE } = environment([
  'IDENTITIES_TABLE',
  'KEYS_TABLE',
  'KEY_USES_TABLE',
]);
const dynamoDb = documentClient();
const now = () => new Date();
/** SES takes one request about identities a second (AWS documentation: Service quotas in Amazon SES). */
const apartMs = 1_000;
const parts = {
  ses: sesIdentities({ ses: sesClient(), now, pace: pace({ now, sleep, apartMs }) }),
  copy: identityCopy({ dynamoDb, tableName: IDENTITIES_TABLE, now }),
  domains: domainTable({ dynamoDb, tableName: IDENTITIES_TABLE }),
  deployment: deploymentFromEnvironment(),
  now,
};
const authenticate = keyAuthentication({
  dynamoDb,
  tableName: KEYS_TABLE,
  usesTableName: KEY_USES_TABLE,
  now,
  permission: 'full_access',
});

export const handler = routes({
  'POST /domains': httpHandler({ authenticate, handle: createDomain(parts) }),
  'POST /domains/{id}/verify': httpHandler({ authenticate, handle: verifyDomain(parts) }),
  'PATCH /domains/{id}': httpHandler({ authenticate, handle: updateDomain(parts) }),
  'DELETE /domains/{id}': httpHandler({ authenticate, handle: removeDomain(parts) }),
});
