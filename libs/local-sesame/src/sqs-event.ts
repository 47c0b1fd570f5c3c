import { randomUUID } from 'node:crypto';

/** A message as a queue hands it out. */
export interface QueuedMessage {
  messageId?: string;
  body: string;
  sentAt: Date;
}

/** What Lambda makes of a batch of messages (AWS documentation: "Using Lambda with Amazon SQS"). */
export function sqsEvent(queueArn: string, messages: readonly QueuedMessage[]): string {
  return JSON.stringify({
    Records: messages.map(({ messageId = randomUUID(), body, sentAt }) => ({
      messageId,
      receiptHandle: messageId,
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: String(sentAt.getTime()),
        SenderId: 'AIDAIT2UOQQY3AUEKVGXU',
        ApproximateFirstReceiveTimestamp: String(sentAt.getTime()),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: 'us-east-1',
    })),
  });
}
