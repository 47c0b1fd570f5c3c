import * as z from 'zod';
import type { EventType } from '../../ses/ses';
import { configurationSetArn, sesVersion } from './ses-names';
import { derivedId } from '../derived-ids';
import { flag, name } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

/** CloudFormation has spellings of its own; SES's API names are taken too. */
const eventTypes: Record<string, EventType> = {
  send: 'SEND',
  reject: 'REJECT',
  bounce: 'BOUNCE',
  complaint: 'COMPLAINT',
  delivery: 'DELIVERY',
  open: 'OPEN',
  click: 'CLICK',
  renderingFailure: 'RENDERING_FAILURE',
  deliveryDelay: 'DELIVERY_DELAY',
  subscription: 'SUBSCRIPTION',
};
const bothSpellings = new Map(
  Object.entries(eventTypes).flatMap(([own, api]) => [[own, api] as const, [api, api] as const]),
);

const eventType = z.string().transform((spelling, context): EventType => {
  const known = bothSpellings.get(spelling);
  if (known !== undefined) return known;
  context.addIssue(`'${spelling}' is no event type; these are: ${Object.keys(eventTypes).join(', ')}`);
  return z.NEVER;
});

export const sesConfigurationSetEventDestination = resourceType({
  type: 'AWS::SES::ConfigurationSetEventDestination',
  documentation:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ses-configurationseteventdestination.html',
  properties: z.strictObject({
    ConfigurationSetName: z.string(),
    EventDestination: z.strictObject({
      Name: name(/^[A-Za-z0-9_-]+$/, 64).exactOptional(),
      Enabled: flag.exactOptional(),
      MatchingEventTypes: z.array(eventType).min(1),
      SnsDestination: z.strictObject({ TopicARN: z.string() }),
    }),
  }),
  attributes: ['Id'],
  claim: ({ ConfigurationSetName, EventDestination: { Name } }) => Name && owned(ConfigurationSetName, Name),
  calls: {
    create: ({ ConfigurationSetName }) =>
      calls(
        'ses',
        ['CreateConfigurationSetEventDestination', 'GetConfigurationSetEventDestinations'],
        configurationSetArn(ConfigurationSetName),
        sesVersion,
      ),
    update: ({ ConfigurationSetName }) =>
      calls(
        'ses',
        ['UpdateConfigurationSetEventDestination', 'GetConfigurationSetEventDestinations'],
        configurationSetArn(ConfigurationSetName),
        sesVersion,
      ),
    remove: (thing) =>
      calls(
        'ses',
        ['DeleteConfigurationSetEventDestination'],
        configurationSetArn(thing.split('|')[0] ?? ''),
        sesVersion,
      ),
  },
  apply({ ConfigurationSetName, EventDestination }, { stackName, logicalId, services: { ses } }) {
    const destinationName = EventDestination.Name ?? derivedId(32, stackName, logicalId);
    ses.applyEventDestination(ConfigurationSetName, {
      name: destinationName,
      enabled: EventDestination.Enabled ?? false,
      matchingEventTypes: EventDestination.MatchingEventTypes,
      topicArn: EventDestination.SnsDestination.TopicARN,
    });
    const reference = owned(ConfigurationSetName, destinationName);
    return { reference, attributes: { Id: reference } };
  },
  remove(thing, { services: { ses } }) {
    const [configurationSetName = '', destinationName = ''] = thing.split('|');
    ses.removeEventDestination(configurationSetName, destinationName);
  },
});

function owned(configurationSetName: string, destinationName: string): string {
  return `${configurationSetName}|${destinationName}`;
}
