import { explain } from './explain';

const arn = (queue: string) => `arn:aws:sqs:us-east-1:000000000000:sesame-local-${queue}`;
const wrapped = (topic: string, message: unknown) =>
  JSON.stringify({
    Type: 'Notification',
    TopicArn: `arn:aws:sns:us-east-1:000000000000:sesame-local-${topic}`,
    Message: typeof message === 'string' ? message : JSON.stringify(message),
  });
const mail = { timestamp: '2026-11-20T09:15:02.012Z', source: 'a@example.com', messageId: 'm', destination: [] };
const bounce = {
  bounceType: 'Permanent',
  bounceSubType: 'General',
  bouncedRecipients: [{ emailAddress: 'ada@example.net' }],
  timestamp: '2026-11-20T09:15:03.669Z',
  feedbackId: 'f',
};
const bounceEvent = { eventType: 'Bounce', mail, bounce };

test.each([
  ['bounces', wrapped('bounces', bounceEvent)],
  ['bounces', wrapped('bounces', 'Successfully validated SNS topic for Amazon SES event publishing.')],
  ['send', '{"id":"01a202b2-c57b-7fff-bfff-ffffffffffff"}'],
  ['send-marketing', '{"id":"01a202b2-c57b-7fff-bfff-ffffffffffff"}'],
  ['metrics', wrapped('events', bounceEvent)],
])('what the function behind %s reads is readable', (queue, body) => {
  expect(explain(body, arn(queue))).toEqual({ reason: 'readable' });
});

test.each([
  ['bounces', 'ada@example.net', 'body', 'is not JSON'],
  ['bounces', wrapped('complaints', bounceEvent), 'body.TopicArn', 'is another topic than expected'],
  ['bounces', wrapped('bounces', '{"mail'), 'Message', 'is not JSON'],
  [
    'bounces',
    wrapped('bounces', { ...bounceEvent, bounce: { ...bounce, timestamp: 'ada@example.net' } }),
    'Message.bounce.timestamp',
    'is not of type date',
  ],
  [
    'bounces',
    wrapped('bounces', { ...bounceEvent, eventType: 'Send', send: {} }),
    'Message.eventType',
    'is not Bounce',
  ],
  ['complaints', wrapped('complaints', bounceEvent), 'Message.eventType', 'is not Complaint'],
  ['metrics', wrapped('bounces', bounceEvent), 'body.TopicArn', 'is another topic than expected'],
  ['send', 'ada@example.net', 'body', 'is not JSON'],
  ['send-marketing', '{"id":"ada@example.net"}', 'body.id', 'is not the id of an e-mail'],
  ['send', '{"id":"ada@example.net"}', 'body.id', 'is not the id of an e-mail'],
])(
  'what the function behind %s refuses is explained by its place, and no value is told',
  (queue, body, where, problem) => {
    expect(explain(body, arn(queue))).toEqual({ reason: 'malformed', where, problem });
  },
);

test('a queue whose reader is not known is not explained', () => {
  expect(explain('{}', arn('receipts'))).toEqual({ reason: 'not known' });
});
