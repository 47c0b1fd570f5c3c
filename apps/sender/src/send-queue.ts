import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** The queue of e-mails to deliver. It carries their ids and nothing else. */
export type SendQueue = { enqueue(id: string): Promise<void> };

export function sendQueue({ sqs, queueUrl }: { sqs: SQSClient; queueUrl: string }): SendQueue {
  return {
    async enqueue(id) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ id }) }));
    },
  };
}

/** A client that gives up early: what is not enqueued now is enqueued by the sweep. */
export function sqsClient(): SQSClient {
  return new SQSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
  });
}
