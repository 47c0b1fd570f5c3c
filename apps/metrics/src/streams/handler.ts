// GET /streams and POST /streams/{stream}/resume: how the streams stand, and a person's word that a paused one may send again.
import {
  documentClient,
  environment,
  httpHandler,
  keyAuthentication,
  keyOrRole,
  logActsOfRoles,
  routes,
} from '@sesame/lambda';
import { standingTable } from '@sesame/standing';
import { listStreams } from './list-streams';
import { resumeStream } from './resume-stream';

const env = environment(['KEYS_TABLE', 'KEY_USES_TABLE', 'STREAMS_TABLE']);
const dynamoDb = documentClient();
const standings = standingTable({ dynamoDb, tableName: env.STREAMS_TABLE });
const byKey = keyAuthentication({
  dynamoDb,
  tableName: env.KEYS_TABLE,
  usesTableName: env.KEY_USES_TABLE,
  now: () => new Date(),
  permission: 'full_access',
});
const authenticate = keyOrRole(byKey, 'full_access');

export const handler = logActsOfRoles(
  routes({
    'GET /streams': httpHandler({ authenticate, handle: listStreams({ standings }) }),
    'POST /streams/{stream}/resume': httpHandler({ authenticate, handle: resumeStream({ standings }) }),
  }),
);
