// POST /api-keys, PATCH and DELETE /api-keys/{id}.
import { newEmailId } from '@sesame/email';
import { domainTable } from '@sesame/identity';
import { documentClient, environment, httpHandler, keyAuthentication, routes } from '@sesame/lambda';
import { keyTable } from '../key-table';
import { newToken } from '../new-token';
import { createApiKey } from './create-api-key';
import { removeApiKey } from './remove-api-key';
import { updateApiKey } from './update-api-key';

const env = environment(['IDENTITIES_TABLE', 'KEYS_TABLE', 'KEY_USES_TABLE']);
const dynamoDb = documentClient();
const keys = keyTable({ dynamoDb, tableName: env.KEYS_TABLE });
const domains = domainTable({ dynamoDb, tableName: env.IDENTITIES_TABLE });
const authenticate = keyAuthentication({
  dynamoDb,
  tableName: env.KEYS_TABLE,
  usesTableName: env.KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});

export const handler = routes({
  'POST /api-keys': httpHandler({
    authenticate,
    // A UUIDv7, like the ids of e-mails.
    handle: createApiKey({ keys, domains, newId: newEmailId, newToken }),
  }),
  'PATCH /api-keys/{id}': httpHandler({ authenticate, handle: updateApiKey(keys) }),
  'DELETE /api-keys/{id}': httpHandler({ authenticate, handle: removeApiKey(keys) }),
});
