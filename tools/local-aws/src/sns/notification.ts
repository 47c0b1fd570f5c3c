import { region } from '../account';
import type { MessageAttribute, MessageAttributes } from '../sqs/message-attributes';

/** A message as it was published. */
export interface Published {
  messageId: string;
  topicArn: string;
  message: string;
  subject: string | undefined;
  attributes: MessageAttributes;
  /** Milliseconds since 1970. */
  publishedAt: number;
}

/**
 * The envelope of wrapped delivery to SQS, as JSON: AWS documentation: Parsing Amazon SNS message formats.
 * Its signature is a plain fake: behind SQS nothing verifies it (the queue's policy guards the path), and a true one
 * would need a certificate that only AWS can publish at its URL.
 */
export function notification(
  { messageId, topicArn, message, subject, attributes, publishedAt }: Published,
  subscriptionArn: string,
): string {
  const sns = `https://sns.${region}.amazonaws.com`;
  const envelope = {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: new Date(publishedAt).toISOString(),
    SignatureVersion: '1',
    Signature: 'EXAMPLE+not+signed+by+the+embedded+AWS==',
    SigningCertURL: `${sns}/SimpleNotificationService-EXAMPLE.pem`,
    UnsubscribeURL: `${sns}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: inEnvelope(attributes) }),
  };
  return JSON.stringify(envelope, undefined, 2);
}

/** Attributes as the envelope shows them, by type and value; of a binary one the value is base64. */
function inEnvelope(attributes: MessageAttributes) {
  const entry = ({ DataType, StringValue, BinaryValue }: MessageAttribute) => ({
    Type: DataType,
    Value: StringValue ?? BinaryValue,
  });
  return Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, entry(attribute)]));
}
