import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { onConfigurationSet } from './access';
import { destinationSchema } from './configuration-sets';
import type { Ses } from './ses';

const { matchingEventTypes, topicArn } = destinationSchema.shape;

export const updateConfigurationSetEventDestination = operation<Ses>()({
  name: 'UpdateConfigurationSetEventDestination',
  documentation:
    'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateConfigurationSetEventDestination.html',
  http: {
    method: 'PUT',
    path: '/v2/email/configuration-sets/{ConfigurationSetName}/event-destinations/{EventDestinationName}',
  },
  /** What becomes of a part that is left out is unverified, so each must be there, but for the switch: absent, it is off. */
  input: z.strictObject({
    ConfigurationSetName: z.string(),
    EventDestinationName: z.string(),
    EventDestination: z.strictObject({
      Enabled: z.boolean().default(false),
      MatchingEventTypes: matchingEventTypes.min(1),
      SnsDestination: z.strictObject({ TopicArn: topicArn }),
    }),
  }),
  access: (_, input) => [onConfigurationSet('ses:UpdateConfigurationSetEventDestination', input.ConfigurationSetName)],
  run(ses, { ConfigurationSetName: setName, EventDestinationName: name, EventDestination: wanted }) {
    ses.configurationSets.required(setName);
    if (!ses.configurationSets.destinationsOf(setName).some((destination) => destination.name === name))
      throw new AwsError('NotFoundException', `Event destination <${name}> does not exist.`, 404);
    ses.applyEventDestination(setName, {
      ...{ name, enabled: wanted.Enabled, matchingEventTypes: wanted.MatchingEventTypes },
      topicArn: wanted.SnsDestination.TopicArn,
    });
    return {};
  },
});
