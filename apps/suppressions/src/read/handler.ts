// GET /suppressions and GET /suppressions/{id or email}.
import { documentClient, environment, httpHandler, keyAuthentication, keyOrRole, routes } from '@sesame/lambda';
import { suppressionTable } from '@sesame/suppression';
import { getSuppression } from './get-suppression';
import { listSuppressions } from './list-suppressions';

const { KEYS_TABLE, KEY_USES_TABLE, SUPPRESSIONS_TABLE } = environment([
  'KEYS_TABLE',
  'KEY_USES_TABLE',
  'SUPPRESSIONS_TABLE',
]);
const dynamoDb = documentClient();
const suppressions = suppressionTable({ dynamoDb, tableName: SUPPRESSIONS_TABLE });
const byKey = keyAuthentication({
  dynamoDb,
  tableName: KEYS_TABLE,
  usesTableName: KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});
const authenticate = keyOrRole(byKey, 'full_access');

export const handler = routes({
  'GET /suppressions': httpHandler({ authenticate, handle: listSuppressions(suppressions) }),
  'GET /suppressions/{suppression}': httpHandler({ authenticate, handle: getSuppression(suppressions) }),
});
