// GET /domains and GET /domains/{id}.
import { domainTable } from '@sesame/identity';
import { documentClient, environment, httpHandler, keyAuthentication, routes } from '@sesame/lambda';
import { deploymentFromEnvironment } from '../deployment';
import { describeIdentity } from '../describe-identity';
import { sesClient } from '../ses-client';
import { getDomain } from './get-domain';
import { listDomains } from './list-domains';

const { IDENTITIES_TABLE, KEYS_TABLE, KEY_USES_TABLE } = environment([
  'IDENTITIES_TABLE',
  'KEYS_TABLE',
  'KEY_USES_TABLE',
]);
const dynamoDb = documentClient();
const now = () => new Date();
const ses = sesClient();
const domains = domainTable({ dynamoDb, tableName: IDENTITIES_TABLE });
const deployment = deploymentFromEnvironment();
const authenticate = keyAuthentication({
  dynamoDb,
  tableName: KEYS_TABLE,
  usesTableName: KEY_USES_TABLE,
  now,
  permission: 'full_access',
});
const describe = (name: string) => describeIdentity({ ses, now }, name);

export const handler = routes({
  'GET /domains': httpHandler({ authenticate, handle: listDomains({ domains, deployment }) }),
  'GET /domains/{id}': httpHandler({ authenticate, handle: getDomain({ domains, describe, deployment }) }),
});
