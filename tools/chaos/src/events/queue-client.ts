import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientSettings } from '@sesame/local-sesame';

export interface Received {
  messageId: string;
  receiptHandle: string;
  body: string;
  sentAt: Date;
  /** How often it was received, this time included. */
  receiveCount: number;
}

export interface Waiting {
  visible: number;
  inFlight: number;
}

const perCall = 10;
/** What SQS takes in one call (AWS documentation: "Amazon SQS message quotas"). */
const bytesPerCall = 900_000;
/** Credentials of a role hold for an hour of the embedded clock, which is moved; these are asked for again long before. */
const credentialsMs = 6 * 60_000;

/** The queues of an embedded AWS, as seen by a function's role. */
export function queueClient(aws: string, functionName: string) {
  const credentials = async () => {
    const settings = await clientSettings(aws, functionName);
    return { ...settings.credentials, expiration: new Date(Date.now() + credentialsMs) };
  };
  const sqs = new SQSClient({ endpoint: aws, region: 'us-east-1', credentials });
  const urlOf = (queue: string) => `${aws}/000000000000/sesame-local-${queue}`;

  return {
    /** Sends bodies in their order; answers with their message ids. */
    async send(queue: string, bodies: readonly string[]): Promise<string[]> {
      const ids: string[] = [];
      for (const call of callsOf(bodies)) {
        const Entries = call.map((MessageBody, n) => ({ Id: String(n), MessageBody }));
        const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
        const byPlace = new Map(Successful.map(({ Id, MessageId }) => [Id, MessageId]));
        for (const { Id } of Entries) ids.push(byPlace.get(Id) ?? notSent());
      }
      return ids;
    },

    async sendOne(queue: string, MessageBody: string): Promise<void> {
      await sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody }));
    },

    /** Up to so many messages, as many as are there now. */
    async receive(queue: string, most: number, visibilitySeconds?: number): Promise<Received[]> {
      const messages: Received[] = [];
      while (messages.length < most) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: urlOf(queue),
            MaxNumberOfMessages: Math.min(perCall, most - messages.length),
            MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
            ...(visibilitySeconds !== undefined && { VisibilityTimeout: visibilitySeconds }),
          }),
        );
        if (Messages.length === 0) break;
        for (const { MessageId = '', ReceiptHandle = '', Body = '', Attributes } of Messages) {
          const sentAt = new Date(Number(Attributes?.SentTimestamp));
          const receiveCount = Number(Attributes?.ApproximateReceiveCount);
          messages.push({ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, sentAt, receiveCount });
        }
      }
      return messages;
    },

    /** Deletes messages; one whose receipt has ended stays, and comes again. */
    async remove(queue: string, messages: readonly Received[]): Promise<void> {
      for (let at = 0; at < messages.length; at += perCall) {
        const Entries = messages
          .slice(at, at + perCall)
          .map(({ receiptHandle }, n) => ({ Id: String(n), ReceiptHandle: receiptHandle }));
        await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
      }
    },

    async removeOne(queue: string, { receiptHandle }: Received): Promise<void> {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(queue), ReceiptHandle: receiptHandle }));
    },

    async showAgain(queue: string, { receiptHandle }: Received): Promise<void> {
      const input = { QueueUrl: urlOf(queue), ReceiptHandle: receiptHandle, VisibilityTimeout: 0 };
      await sqs.send(new ChangeMessageVisibilityCommand(input));
    },

    async waiting(queue: string): Promise<Waiting> {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] }),
      );
      return {
        visible: Number(Attributes['ApproximateNumberOfMessages']),
        inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
      };
    },

    stop: () => sqs.destroy(),
  };
}

export type QueueClient = ReturnType<typeof queueClient>;

function callsOf(bodies: readonly string[]): string[][] {
  const calls: string[][] = [];
  let bytes = 0;
  for (const body of bodies) {
    const call = calls.at(-1);
    const size = Buffer.byteLength(body);
    if (call && call.length < perCall && bytes + size <= bytesPerCall) {
      call.push(body);
      bytes += size;
    } else {
      calls.push([body]);
      bytes = size;
    }
  }
  return calls;
}

function notSent(): never {
  throw new Error('SQS did not take a message.');
}
