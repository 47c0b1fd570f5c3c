import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Stream } from '@sesame/email';
import { isFetching } from './attachment';
import type { Email } from './email';

/** The queues of e-mails to deliver, one a stream. They carry their ids and nothing else. */
export type SendQueue = {
  /** Puts the id on the queue of the e-mail's stream; it is seen after `wait`, whole seconds and at most 900. */
  enqueue(email: Pick<Email, 'id' | 'stream' | 'attachments'>, wait?: { seconds: number }): Promise<void>;
};

export function sendQueue({ sqs, queueUrls }: { sqs: SQSClient; queueUrls: Record<Stream, string> }): SendQueue {
  return {
    async enqueue({ id, stream }, wait) {
      const message = { QueueUrl: queueUrls[stream], MessageBody: JSON.stringify({ id }) };
      await sqs.send(new SendMessageCommand({ ...message, ...(wait && { DelaySeconds: wait.seconds }) }));
    },
  };
}

/** The queues of those who accept and sweep: an e-mail whose attachments are still to be fetched goes there first. */
export function sendOrFetchQueue({
  fetchQueueUrl,
  ...parts
}: Parameters<typeof sendQueue>[0] & { fetchQueueUrl: string }): SendQueue {
  const toSend = sendQueue(parts);
  const toFetch = sendQueue({ ...parts, queueUrls: { transactional: fetchQueueUrl, marketing: fetchQueueUrl } });
  return { enqueue: (email, wait) => (isFetching(email) ? toFetch : toSend).enqueue(email, wait) };
}

/** The URLs of the queues, as the environment of a function names them. */
export const sendQueueVariables = ['SEND_QUEUE_URL', 'SEND_MARKETING_QUEUE_URL'] as const;

export function sendQueueUrls(env: Record<(typeof sendQueueVariables)[number], string>): Record<Stream, string> {
  return { transactional: env.SEND_QUEUE_URL, marketing: env.SEND_MARKETING_QUEUE_URL };
}

/** A client that gives up early: what is not enqueued now is enqueued by the sweep. */
export function sqsClient(): SQSClient {
  return new SQSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
  });
}
