import { region } from '../account';

/** A message as it was published. */
export interface Published {
  messageId: string;
  topicArn: string;
  message: string;
  subject: string | undefined;
  /** Milliseconds since 1970. */
  publishedAt: number;
}

/**
 * The envelope of wrapped delivery to SQS, as JSON: AWS documentation: Parsing Amazon SNS message formats.
 * Its signature is a plain fake: behind SQS nothing verifies it (the queue's policy guards the path), and a true one
 * would need a certificate that only AWS can publish at its URL.
 */
export function notification(
  { messageId, topicArn, message, subject, publishedAt }: Published,
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
  };
  return JSON.stringify(envelope, undefined, 2);
}
