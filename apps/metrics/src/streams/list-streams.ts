import { streams } from '@sesame/email';
import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import type { StandingTable } from '@sesame/standing';
import { streamAnswer } from './stream-answer';

/** `GET /streams`: how each stream stands, and why. */
export function listStreams({ standings }: { standings: Pick<StandingTable, 'read'> }) {
  return async ({ holder: { connection } }: ApiRequest): Promise<ApiAnswer> => {
    const all = await Promise.all(streams.map((stream) => standings.read(connection, stream)));
    return { body: { object: 'list', has_more: false, data: all.map(streamAnswer) } };
  };
}
