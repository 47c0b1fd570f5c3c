import type { SesEventRecord } from '@sesame/event-generator';

/** A message that no function can read: how it came to be so, out of a good one. */
export interface PoisonKind {
  name: string;
  /** Changes the event that SES published; or */
  record?: (record: SesEventRecord) => unknown;
  /** the text that SNS got; or */
  message?: (message: string) => string;
  /** the body that SQS got. */
  body?: (body: string) => string;
}

const deep = 20_000;
const big = 300_000;
/** A member of JSON that is called so, and no prototype: what `JSON.parse` makes of such a text. */
const protoMember = (value: unknown): unknown => JSON.parse(`{"__proto__":${JSON.stringify(value)}}`);
const mailWith = (changed: Record<string, unknown>) => (record: SesEventRecord) => ({
  ...record,
  mail: { ...record.mail, ...changed },
});
const envelopeWith = (changed: Record<string, unknown>) => (body: string) => {
  const envelope: unknown = JSON.parse(body);
  return JSON.stringify({ ...(typeof envelope === 'object' && envelope), ...changed });
};

/** Twenty of them. */
export const poisonKinds: readonly PoisonKind[] = [
  { name: 'no JSON', body: () => 'Hello, this is no JSON.' },
  { name: 'cut off', body: (body) => body.slice(0, Math.floor(body.length / 2)) },
  { name: 'an empty object', body: () => '{}' },
  { name: 'a list', body: (body) => `[${body}]` },
  { name: 'null', body: () => 'null' },
  { name: 'an envelope without a message', body: envelopeWith({ Message: undefined }) },
  { name: 'an envelope whose message is no text', body: envelopeWith({ Message: { eventType: 'Send' } }) },
  {
    name: 'an envelope of another topic',
    body: envelopeWith({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:other' }),
  },
  { name: 'a confirmation of a subscription', body: envelopeWith({ Type: 'SubscriptionConfirmation' }) },
  { name: 'a message that is cut off', message: (message) => message.slice(0, -10) },
  { name: 'a message that is a number', message: () => '42' },
  { name: 'nothing but brackets', message: () => '['.repeat(deep) },
  { name: '300 KB of no JSON', message: () => 'x'.repeat(big) },
  { name: 'no event type', record: (record) => ({ ...record, eventType: undefined }) },
  { name: 'an event type that is no text', record: (record) => ({ ...record, eventType: 7 }) },
  { name: 'no mail', record: (record) => ({ ...record, mail: undefined }) },
  { name: 'everything under __proto__', record: protoMember },
  { name: 'a message of no time', record: mailWith({ timestamp: 'yesterday' }) },
  { name: 'an empty message id', record: mailWith({ messageId: '' }) },
  { name: 'recipients that are no list', record: mailWith({ destination: 'ada@example.net' }) },
];
