import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueNames } from './queue-names';

/** A message that could not be handled, taken from the dead-letter queue. */
export interface DeadLetter {
  id: string;
  receiptHandle: string;
  body: string;
  attributes: Record<string, MessageAttributeValue>;
  /** When it first came into a queue. */
  sentAt: Date;
  /** How often it was received, in all queues, looks like this one included. */
  receiveCount: number;
}

/** A dead-letter queue, and the way back out of it. */
export interface DeadLetterQueue {
  sourceArn: string;
  /** How many messages can be taken, and how many are in somebody's hands, as SQS estimates it. */
  counts(): Promise<{ visible: number; hidden: number }>;
  /**
   * Everything that lies there, each message once, up to ten at a time. What is taken is hidden from others for five
   * minutes, or until it is released.
   */
  take(): AsyncIterable<DeadLetter[]>;
  release(letters: DeadLetter[]): Promise<void>;
  /** Puts a message, or another body in its place, on the source queue. It still lies here, too. */
  sendBack(letter: DeadLetter, body?: string): Promise<void>;
  remove(letter: DeadLetter): Promise<void>;
}

const hiddenSeconds = 300;
/** A receive that waits asks every server of SQS, so an empty answer means empty. */
const waitSeconds = 1;
const batchSize = 10;

/** Finds both queues. Throws what SQS throws where one is not there, or may not be seen. */
export async function openDeadLetterQueue(sqs: SQSClient, names: QueueNames): Promise<DeadLetterQueue> {
  const [deadLetters, source] = [await urlOf(names.deadLetters), await urlOf(names.source)];
  const attributes = async () => {
    const command = new GetQueueAttributesCommand({
      QueueUrl: deadLetters,
      AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
    return (await sqs.send(command)).Attributes ?? {};
  };
  const { QueueArn = '' } = await attributes();

  async function urlOf(QueueName: string): Promise<string> {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    return QueueUrl ?? '';
  }

  return {
    sourceArn: QueueArn.replace(names.deadLetters, names.source),
    async counts() {
      const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = await attributes();
      return { visible: Number(ApproximateNumberOfMessages), hidden: Number(ApproximateNumberOfMessagesNotVisible) };
    },
    async *take() {
      const seen = new Set<string>();
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: deadLetters,
            MaxNumberOfMessages: batchSize,
            VisibilityTimeout: hiddenSeconds,
            WaitTimeSeconds: waitSeconds,
            MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
            MessageAttributeNames: ['All'],
          }),
        );
        const letters = Messages.map(asDeadLetter).filter(({ id }) => !seen.has(id));
        if (letters.length === 0) return;
        for (const { id } of letters) seen.add(id);
        yield letters;
      }
    },
    async release(letters) {
      for (let start = 0; start < letters.length; start += batchSize) {
        const Entries = letters.slice(start, start + batchSize).map(({ receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: 0,
        }));
        await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: deadLetters, Entries }));
      }
    },
    async sendBack({ body, attributes: MessageAttributes }, replacement = body) {
      await sqs.send(new SendMessageCommand({ QueueUrl: source, MessageBody: replacement, MessageAttributes }));
    },
    async remove({ receiptHandle }) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle: receiptHandle }));
    },
  };
}

function asDeadLetter({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }: Message): DeadLetter {
  return {
    id: MessageId ?? '',
    receiptHandle: ReceiptHandle ?? '',
    body: Body ?? '',
    attributes: MessageAttributes ?? {},
    sentAt: new Date(Number(Attributes?.SentTimestamp)),
    receiveCount: Number(Attributes?.ApproximateReceiveCount),
  };
}
