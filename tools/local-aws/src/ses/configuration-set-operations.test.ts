import { getConfigurationSet } from './get-configuration-set';
import { getConfigurationSetEventDestinations } from './get-configuration-set-event-destinations';
import { putConfigurationSetSendingOptions } from './put-configuration-set-sending-options';
import { openSesUnderTest, testCall, refusal } from './ses-under-test';
import { updateConfigurationSetEventDestination } from './update-configuration-set-event-destination';

const named = { ConfigurationSetName: 'transactional' };

test('pausing a set shows in it and is undone by the same operation', () => {
  const { ses } = openSesUnderTest();
  expect(putConfigurationSetSendingOptions.run(ses, { ...named, SendingEnabled: false }, testCall)).toEqual({});
  expect(getConfigurationSet.run(ses, named, testCall)).toEqual({
    ConfigurationSetName: 'transactional',
    SendingOptions: { SendingEnabled: false },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    Tags: [],
  });
  void putConfigurationSetSendingOptions.run(ses, { ...named, SendingEnabled: true }, testCall);
  expect(getConfigurationSet.run(ses, named, testCall)).toMatchObject({ SendingOptions: { SendingEnabled: true } });
});

test('a request without the switch turns sending off', () => {
  expect(putConfigurationSetSendingOptions.input.parse(named)).toEqual({ ...named, SendingEnabled: false });
});

test('the destinations of a set are told as the API has them', () => {
  const { ses, addDestination } = openSesUnderTest();
  const topicArn = addDestination('events', ['SEND', 'RENDERING_FAILURE']);
  expect(getConfigurationSetEventDestinations.run(ses, named, testCall)).toEqual({
    EventDestinations: [
      {
        Name: 'events',
        Enabled: true,
        MatchingEventTypes: ['SEND', 'RENDERING_FAILURE'],
        SnsDestination: { TopicArn: topicArn },
      },
    ],
  });
});

test('a destination is switched off and on as a whole, and one that is not there, or a topic that is closed, is refused', () => {
  const { ses, addDestination } = openSesUnderTest();
  const TopicArn = addDestination('events', ['SEND']);
  const definition = { MatchingEventTypes: ['SEND', 'BOUNCE'] as ('SEND' | 'BOUNCE')[], SnsDestination: { TopicArn } };
  const update = (EventDestinationName: string, EventDestination = { Enabled: false, ...definition }) =>
    updateConfigurationSetEventDestination.run(ses, { ...named, EventDestinationName, EventDestination }, testCall);
  const switched = () => ses.configurationSets.destinationsOf('transactional');

  expect(update('events')).toEqual({});
  expect(switched()).toEqual([
    { name: 'events', enabled: false, matchingEventTypes: ['SEND', 'BOUNCE'], topicArn: TopicArn },
  ]);
  void update('events', { Enabled: true, ...definition });
  expect(switched()).toMatchObject([{ enabled: true }]);

  expect(() => update('bounces')).toThrow(
    refusal('NotFoundException', 'Event destination <bounces> does not exist.', 404),
  );
  const elsewhere = { ...definition, SnsDestination: { TopicArn: `${TopicArn}-of-others` } };
  expect(() => update('events', { Enabled: true, ...elsewhere })).toThrow(refusal('BadRequestException'));
  expect(switched()).toMatchObject([{ topicArn: TopicArn }]);
});

test('every operation on a set asks for its ARN, and does not find one that is not there', () => {
  const { ses } = openSesUnderTest();
  const missing = { ConfigurationSetName: 'marketing', SendingEnabled: true };
  const operations = [getConfigurationSet, getConfigurationSetEventDestinations, putConfigurationSetSendingOptions];
  for (const { name, access, run } of operations) {
    expect(access(ses, missing, { type: 'anonymous' })).toEqual([
      {
        action: `ses:${name}`,
        resource: 'arn:aws:ses:us-east-1:000000000000:configuration-set/marketing',
        context: { 'ses:ApiVersion': '2' },
      },
    ]);
    expect(() => run(ses, missing, testCall)).toThrow(
      refusal('NotFoundException', 'Configuration set <marketing> does not exist.', 404),
    );
  }
});
