import { openStore } from '../store';
import { openConfigurationSets, type ConfigurationSets } from './configuration-sets';
import type { ConfigurationSetSettings, EventDestination } from './ses';
import { refusal } from './ses-under-test';

let sets: ConfigurationSets;
beforeEach(() => {
  sets = openConfigurationSets(openStore(undefined));
});
const settings: ConfigurationSetSettings = { sendingEnabled: true, suppressedReasons: ['BOUNCE'] };
const destination: EventDestination = {
  name: 'events',
  enabled: true,
  matchingEventTypes: ['SEND'],
  topicArn: 'arn:aws:sns:us-east-1:000000000000:events',
};

test('a set that was paused stays paused when the same settings are applied again', () => {
  sets.apply('transactional', settings);
  sets.setSendingEnabled('transactional', false);
  sets.apply('transactional', settings);
  expect(sets.required('transactional')).toEqual({ sendingEnabled: false, suppressedReasons: ['BOUNCE'] });
});

test('other settings are taken over, and the destinations stay', () => {
  sets.apply('transactional', settings);
  sets.putDestination('transactional', destination);
  sets.apply('transactional', { sendingEnabled: true, suppressedReasons: [] });
  expect(sets.required('transactional').suppressedReasons).toEqual([]);
  expect(sets.destinationsOf('transactional')).toEqual([destination]);
});

test('a removed set takes its destinations with it', () => {
  sets.apply('transactional', settings);
  sets.putDestination('transactional', destination);
  sets.remove('transactional');
  sets.apply('transactional', settings);
  expect(sets.destinationsOf('transactional')).toEqual([]);
});

test('a destination is replaced under its name and removed by it', () => {
  sets.apply('transactional', settings);
  sets.putDestination('transactional', destination);
  sets.putDestination('transactional', { ...destination, enabled: false });
  expect(sets.destinationsOf('transactional')).toEqual([{ ...destination, enabled: false }]);
  sets.removeDestination('transactional', 'events');
  expect(sets.destinationsOf('transactional')).toEqual([]);
});

test('a set that is not there is not found, and a malformed name is a bad request', () => {
  expect(() => sets.required('marketing')).toThrow(
    refusal('NotFoundException', 'Configuration set <marketing> does not exist.', 404),
  );
  expect(() => sets.required('bad name')).toThrow(refusal('BadRequestException'));
  expect(() => sets.apply('bad name', settings)).toThrow(
    'Invalid configuration set name <bad name>: only alphanumeric',
  );
});
