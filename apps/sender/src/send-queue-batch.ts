import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { streams, type Stream } from '@sesame/email';
import { log, nameOfError } from '@sesame/lambda';
import type { Email } from './email';

/** What SendMessageBatch takes at a time (AWS documentation). */
const mostMessages = 10;

/** An e-mail to deliver, seen after `wait`: whole seconds, at most 900. */
export type Enqueued = Pick<Email, 'id' | 'stream'> & { wait?: { seconds: number } };

/** The queues of e-mails to deliver, for many at once. */
export type SendQueueBatch = {
  /**
   * Puts ids on the queues of their streams; one SendMessageBatch for ten. What a queue does not take is logged, and does not
   * matter: the sweep enqueues what is still queued.
   */
  enqueueAll(emails: readonly Enqueued[]): Promise<void>;
};

export function sendQueueBatch({
  sqs,
  queueUrls,
}: {
  sqs: SQSClient;
  queueUrls: Record<Stream, string>;
}): SendQueueBatch {
  return {
    async enqueueAll(emails) {
      const pages = streams.flatMap((stream) => pagesOf(emails.filter((email) => email.stream === stream)));
      await Promise.all(pages.map(enqueuePage));
    },
  };

  async function enqueuePage(page: readonly Enqueued[]): Promise<void> {
    const [first] = page;
    if (!first) return;
    const Entries = page.map(({ id, wait }) => ({
      Id: id,
      MessageBody: JSON.stringify({ id }),
      ...(wait && { DelaySeconds: wait.seconds }),
    }));
    try {
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrls[first.stream], Entries }),
      );
      for (const { Id, Code } of Failed) log.warn('not enqueued', { id: Id, error: Code });
    } catch (error) {
      log.warn('not enqueued', { count: page.length, error: nameOfError(error) });
    }
  }
}

function pagesOf(emails: readonly Enqueued[]): Enqueued[][] {
  const count = Math.ceil(emails.length / mostMessages);
  return Array.from({ length: count }, (_, page) => emails.slice(page * mostMessages, (page + 1) * mostMessages));
}
