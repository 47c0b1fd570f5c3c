/**
 * The body of the SQS message in which SNS delivers what SES published (raw message delivery off; AWS documentation:
 * "Amazon SNS message delivery to Amazon SQS"). The signature has the form and the length of one, and is none.
 */
export function snsEnvelope(
  message: string,
  { topicArn, messageId, at }: { topicArn: string; messageId: string; at: Date },
): string {
  const [, , , region = ''] = topicArn.split(':');
  return JSON.stringify({
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    Subject: 'Amazon SES Email Event Notification',
    Message: message,
    Timestamp: at.toISOString(),
    SignatureVersion: '1',
    Signature: `${messageId.replaceAll('-', '')}${'A'.repeat(310)}==`,
    SigningCertURL: `https://sns.${region}.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem`,
    UnsubscribeURL: `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${topicArn}:00000000-0000-0000-0000-000000000000`,
  });
}
