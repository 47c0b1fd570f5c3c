// GET /api-keys.
import { documentClient, environment, httpHandler, keyAuthentication, routes } from '@sesame/lambda';
import { keyTable } from '../key-table';
import { lastUses } from './last-uses';
import { listApiKeys } from './list-api-keys';

const { KEYS_TABLE, KEY_USES_TABLE } = environment(['KEYS_TABLE', 'KEY_USES_TABLE']);
const dynamoDb = documentClient();
const authenticate = keyAuthentication({
  dynamoDb,
  tableName: KEYS_TABLE,
  usesTableName: KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});

export const handler = routes({
  'GET /api-keys': httpHandler({
    authenticate,
    handle: listApiKeys({
      keys: keyTable({ dynamoDb, tableName: KEYS_TABLE }),
      lastUses: lastUses({ dynamoDb, tableName: KEY_USES_TABLE }),
    }),
  }),
});
