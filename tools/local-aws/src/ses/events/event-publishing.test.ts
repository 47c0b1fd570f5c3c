import { letsSesPublish, openSesUnderTest, plainEmail, testCall } from '../ses-under-test';
import { sendEmail } from '../send-email';

test('a record goes out as JSON with a line break at its end, under the subject that SES gives', () => {
  const { addDestination, send, published } = openSesUnderTest();
  const topicArn = addDestination('events', ['SEND']);
  send();
  expect(published).toEqual([
    {
      topicArn,
      subject: 'Amazon SES Email Event Notification',
      message: expect.stringMatching(/^\{"eventType".*\}\n$/) as string,
    },
  ]);
});

test('each destination gets the types it asks for, and two that ask for one both get it', () => {
  const { addDestination, send, records } = openSesUnderTest();
  const bounces = addDestination('bounces', ['BOUNCE']);
  const complaints = addDestination('complaints', ['COMPLAINT']);
  const all = addDestination('all', ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'OPEN']);
  send({ Destination: { ToAddresses: ['alice@example.net', 'bounce@simulator.amazonses.com'] } });
  const types = (topicArn: string) => (records(topicArn) as { eventType: string }[]).map(({ eventType }) => eventType);
  expect(types(bounces)).toEqual(['Bounce']);
  expect(types(complaints)).toEqual([]);
  expect(types(all)).toEqual(['Send', 'Delivery', 'Bounce']);
});

test('a disabled destination gets nothing', () => {
  const { addDestination, send, published } = openSesUnderTest();
  addDestination('events', ['SEND'], false);
  send();
  expect(published).toEqual([]);
});

test('a message without a configuration set has no events', () => {
  const { addDestination, ses, published } = openSesUnderTest();
  addDestination('events', ['SEND']);
  const { ConfigurationSetName: _, ...request } = plainEmail;
  void sendEmail.run(ses, request, testCall);
  expect(ses.mail()).toHaveLength(1);
  expect(published).toEqual([]);
});

test.each([
  ['names no statement for SES', undefined],
  ['speaks of another configuration set', letsSesPublish('marketing')],
])('when the topic policy %s, the send succeeds and the event is dropped on record', (_, policy) => {
  const { addDestination, send, policies, ses, published } = openSesUnderTest();
  const topicArn = addDestination('events', ['SEND']);
  policies.set(topicArn, policy);
  const messageId = send();
  expect(published).toEqual([]);
  expect(ses.mail()).toHaveLength(1);
  expect(ses.droppedEvents()).toEqual([
    {
      droppedAt: '2026-11-20T09:15:02.000Z',
      messageId,
      eventType: 'Send',
      configurationSetName: 'transactional',
      destinationName: 'events',
      topicArn,
      reason: expect.any(String) as string,
    },
  ]);
});

test('when the topic is gone, the send succeeds and the events are dropped on record, the newest first', () => {
  const { addDestination, send, policies, ses } = openSesUnderTest();
  const topicArn = addDestination('events', ['SEND', 'DELIVERY']);
  policies.delete(topicArn);
  send();
  expect(ses.droppedEvents()).toEqual([
    expect.objectContaining({ eventType: 'Delivery', reason: `SNS topic <${topicArn}> not found.` }),
    expect.objectContaining({ eventType: 'Send' }),
  ]);
});

test('one destination that may not be published to does not keep the others from theirs', () => {
  const { addDestination, send, policies, records } = openSesUnderTest();
  const denied = addDestination('a-denied', ['SEND']);
  const allowed = addDestination('b-allowed', ['SEND']);
  policies.set(denied, undefined);
  send();
  expect(records(denied)).toEqual([]);
  expect(records(allowed)).toHaveLength(1);
});
