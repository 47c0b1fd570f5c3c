// POST /suppressions, DELETE /suppressions/{id or email}, and both in batches.
import {
  documentClient,
  environment,
  httpHandler,
  keyAuthentication,
  keyOrRole,
  logActsOfRoles,
  routes,
} from '@sesame/lambda';
import { suppressionTable } from '@sesame/suppression';
import { addBatch } from './add-batch';
import { addSuppression } from './add-suppression';
import { removeBatch } from './remove-batch';
import { removeSuppression } from './remove-suppression';

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

export const handler = logActsOfRoles(
  routes({
    'POST /suppressions': httpHandler({ authenticate, handle: addSuppression(suppressions) }),
    'POST /suppressions/batch/add': httpHandler({ authenticate, handle: addBatch(suppressions) }),
    'POST /suppressions/batch/remove': httpHandler({ authenticate, handle: removeBatch(suppressions) }),
    'DELETE /suppressions/{suppression}': httpHandler({ authenticate, handle: removeSuppression(suppressions) }),
  }),
);
