// GET /metrics, and GET /emails/metrics as the resend client asks for it.
import { documentClient, environment, httpHandler, keyAuthentication, keyOrRole, routes } from '@sesame/lambda';
import { marksTable } from '@sesame/ledger';
import { rollupReader } from '../counts/rollup-reader';
import { getEmailMetrics } from './get-email-metrics';
import { getMetrics } from './get-metrics';

const env = environment(['KEYS_TABLE', 'KEY_USES_TABLE', 'MARKS_TABLE', 'ROLLUPS_TABLE']);
const dynamoDb = documentClient();
const rollups = rollupReader({ dynamoDb, tableName: env.ROLLUPS_TABLE });
const marks = marksTable({ dynamoDb, tableName: env.MARKS_TABLE });
const byKey = keyAuthentication({
  dynamoDb,
  tableName: env.KEYS_TABLE,
  usesTableName: env.KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});
const authenticate = keyOrRole(byKey, 'full_access');

export const handler = routes({
  'GET /metrics': httpHandler({ authenticate, handle: getMetrics({ rollups, marks }) }),
  'GET /emails/metrics': httpHandler({ authenticate, handle: getEmailMetrics({ rollups }) }),
});
