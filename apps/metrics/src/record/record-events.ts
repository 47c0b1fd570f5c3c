import type { Connection } from '@sesame/email';
import { parseSnsWrappedEvent } from '@sesame/events';
import { log, metricsInLog, nameOfError } from '@sesame/lambda';
import { factId, type Fact, type FactWriter } from '@sesame/ledger';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { factsOf } from './facts-of';

export type RecordParts = {
  ledger: FactWriter;
  connection: Connection;
  topicArn: string;
  functionName: string;
  now: () => Date;
};

/** A record that could be read, with the facts in it. */
type Read = { messageId: string; facts: Fact[] };

/**
 * Writes the facts of a whole batch into the ledger, each once, in as few calls as there can be. Delivered again are the
 * records that cannot be read and those with a fact that could not be written, and no others.
 */
export function recordEvents({ ledger, connection, topicArn, functionName, now }: RecordParts) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failures = new Set<string>();
    const reads = Records.flatMap((record): Read[] => {
      try {
        return [{ messageId: record.messageId, facts: factsIn(record, topicArn, connection) }];
      } catch (error) {
        log.error('record failed', { error: nameOfError(error), messageId: record.messageId });
        failures.add(record.messageId);
        return [];
      }
    });

    const facts = reads.flatMap((read) => read.facts);
    const unwritten = await ledger.write(facts);
    if (unwritten.size > 0) {
      for (const read of reads)
        if (read.facts.some((fact) => unwritten.has(factId(fact)))) failures.add(read.messageId);
      const [reason] = unwritten.values();
      log.error('not written', { facts: unwritten.size, error: nameOfError(reason) });
    }
    const metrics = { Events: reads.length, Facts: facts.length - unwritten.size };
    log.info('recorded', { failed: failures.size, ...metricsInLog({ metrics }, { functionName, now: now() }) });
    return { batchItemFailures: [...failures].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function factsIn({ body }: SQSRecord, topicArn: string, connection: Connection): Fact[] {
  const message = parseSnsWrappedEvent(body, { topicArn });
  return message.kind === 'setup' ? [] : factsOf(message.event, connection);
}
