import * as z from 'zod/mini';
import type { SesMessage } from './envelope';
import { parsed } from './parsed';
import { openSnsEnvelope, type Expected } from './sns-envelope';

const snsRecord = z.object({ EventSource: z.literal('aws:sns'), Sns: z.unknown() });

/**
 * Reads one of the `Records` that Lambda gets from SNS. They are spelled `EventSource`, those from SQS `eventSource`.
 * @throws MalformedEventError
 */
export function parseSnsLambdaRecord(record: unknown, expected: Expected = {}): SesMessage {
  const { Sns } = parsed(snsRecord, 'record', record);
  return { envelope: 'sns', ...openSnsEnvelope('record.Sns', Sns, expected) };
}
