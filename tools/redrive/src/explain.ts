import { MalformedEventError, parseSnsWrappedEvent } from '@sesame/events';
import * as z from 'zod/mini';

/** Why a message lies here, as far as the message itself tells; never a value of it. */
export type Explanation =
  /** The function that reads the queue can read it: it failed for another reason, which its log has under the message id. */
  | { reason: 'readable' }
  | { reason: 'malformed'; where: string; problem: string }
  /** A queue whose reader is not known here. */
  | { reason: 'not known' };

const sendMessage = z.object({ id: z.uuid() });

/**
 * Reads a message again as the function behind its queue does, with the parser of this checkout: what the function
 * called malformed is called so here, in its words, and what has been repaired since is readable.
 */
export function explain(body: string, sourceQueueArn: string): Explanation {
  const read = readerOf(sourceQueueArn);
  if (!read) return { reason: 'not known' };
  try {
    read(body);
    return { reason: 'readable' };
  } catch (error) {
    if (!(error instanceof MalformedEventError)) throw error;
    return { reason: 'malformed', where: error.where, problem: error.message.slice(error.where.length).trim() };
  }
}

function readerOf(queueArn: string): ((body: string) => void) | undefined {
  // A queue of feedback is called as the topic is that it subscribes to: names.yml.
  const topicArn = queueArn.replace(':sqs:', ':sns:');
  if (queueArn.endsWith('-bounces')) return (body) => readFeedback(body, topicArn, 'bounce');
  if (queueArn.endsWith('-complaints')) return (body) => readFeedback(body, topicArn, 'complaint');
  if (queueArn.endsWith('-metrics'))
    return (body) => void parseSnsWrappedEvent(body, { topicArn: everyEvent(topicArn) });
  return /-(send(-marketing)?|fetch)$/.test(queueArn) ? readSend : undefined;
}

/** The queue of metrics subscribes to the topic of all events. */
function everyEvent(topicArn: string): string {
  return topicArn.replace(/-metrics$/, '-events');
}

function readFeedback(body: string, topicArn: string, type: 'bounce' | 'complaint'): void {
  const message = parseSnsWrappedEvent(body, { topicArn });
  if (message.kind === 'setup' || message.event.type === type) return;
  throw new MalformedEventError('Message.eventType', type === 'bounce' ? 'is not Bounce' : 'is not Complaint');
}

/** A send queue carries ids of e-mails and nothing else. */
function readSend(body: string): void {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new MalformedEventError('body', 'is not JSON');
  }
  if (!sendMessage.safeParse(value).success) throw new MalformedEventError('body.id', 'is not the id of an e-mail');
}
