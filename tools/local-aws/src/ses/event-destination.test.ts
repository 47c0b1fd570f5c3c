import { letsSesPublish, openSesUnderTest, refusal } from './ses-under-test';
import type { EventDestination } from './ses';

const destination: EventDestination = {
  name: 'events',
  enabled: true,
  matchingEventTypes: ['SEND'],
  topicArn: 'arn:aws:sns:us-east-1:000000000000:events',
};
const setup = {
  topicArn: destination.topicArn,
  message: 'Successfully validated SNS topic for Amazon SES event publishing.',
};

test('a new destination is validated with plain text that has no subject, and once only while it does not change', () => {
  const { ses, policies, published } = openSesUnderTest();
  policies.set(destination.topicArn, letsSesPublish('transactional'));
  ses.applyEventDestination('transactional', destination);
  expect(published).toEqual([setup]);
  ses.applyEventDestination('transactional', { ...destination });
  expect(published).toEqual([setup]);
  ses.applyEventDestination('transactional', { ...destination, matchingEventTypes: ['SEND', 'BOUNCE'] });
  expect(published).toEqual([setup, setup]);
});

test('a topic that is not there is refused, and the destination is not kept', () => {
  const { ses } = openSesUnderTest();
  expect(() => ses.applyEventDestination('transactional', destination)).toThrow(
    refusal('BadRequestException', 'SNS topic <arn:aws:sns:us-east-1:000000000000:events> not found.'),
  );
  expect(ses.configurationSets.destinationsOf('transactional')).toEqual([]);
});

test('a topic that does not let SES publish for this set is refused, and the destination is not kept', () => {
  const { ses, policies, published } = openSesUnderTest();
  policies.set(destination.topicArn, letsSesPublish('marketing'));
  expect(() => ses.applyEventDestination('transactional', destination)).toThrow(
    refusal('BadRequestException', expect.stringContaining('Could not publish') as string),
  );
  expect(published).toEqual([]);
  expect(ses.configurationSets.destinationsOf('transactional')).toEqual([]);
});

test('a destination needs its configuration set and a name SES takes', () => {
  const { ses, policies } = openSesUnderTest();
  policies.set(destination.topicArn, letsSesPublish('marketing'));
  expect(() => ses.applyEventDestination('marketing', destination)).toThrow(
    refusal('NotFoundException', undefined, 404),
  );
  expect(() => ses.applyEventDestination('transactional', { ...destination, name: 'a b' })).toThrow(
    'Invalid event destination name <a b>',
  );
});

test('a removed destination gets no more events', () => {
  const { ses, send, published, addDestination } = openSesUnderTest();
  addDestination('events', ['SEND']);
  ses.removeEventDestination('transactional', 'events');
  send();
  expect(published).toEqual([]);
});
