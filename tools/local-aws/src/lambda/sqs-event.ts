import { region } from '../account';
import type { MessageAttribute, ReceivedMessage } from '../sqs/sqs';
import { maximumRequestBytes } from './failure-payload';

/** Messages for one invocation, and the event that carries them. */
export interface SqsBatch {
  messages: ReceivedMessage[];
  /** `{"Records":[…]}`. */
  payload: string;
}

const envelope = { start: '{"Records":[', end: ']}' };
const envelopeBytes = envelope.start.length + envelope.end.length;

/** Divides received messages, in their order, into events of at most Lambda's 6 MB. */
export function sqsBatches(messages: ReceivedMessage[], queueArn: string): SqsBatch[] {
  const batches: { messages: ReceivedMessage[]; records: string[]; bytes: number }[] = [];
  for (const message of messages) {
    const record = JSON.stringify(sqsRecord(message, queueArn));
    const bytes = Buffer.byteLength(record) + 1;
    const last = batches.at(-1);
    if (last && last.bytes + bytes <= maximumRequestBytes) {
      last.messages.push(message);
      last.records.push(record);
      last.bytes += bytes;
    } else {
      batches.push({ messages: [message], records: [record], bytes: envelopeBytes + bytes });
    }
  }
  return batches.map(({ messages: inBatch, records }) => ({
    messages: inBatch,
    payload: envelope.start + records.join(',') + envelope.end,
  }));
}

/** One record as a function gets it. AWS documentation: "Using Lambda with Amazon SQS". */
function sqsRecord(message: ReceivedMessage, queueArn: string) {
  const { messageId, receiptHandle, body, attributes, messageAttributes, md5OfBody } = message;
  return {
    messageId,
    receiptHandle,
    body,
    attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(messageAttributes).map(([name, attribute]) => [name, eventAttribute(attribute)]),
    ),
    md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

function eventAttribute({ DataType, StringValue, BinaryValue }: MessageAttribute) {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
