import * as z from 'zod';
import { operation } from '../operation';
import { onConfigurationSet } from './access';
import type { Ses } from './ses';

export const getConfigurationSetEventDestinations = operation<Ses>()({
  name: 'GetConfigurationSetEventDestinations',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetConfigurationSetEventDestinations.html',
  http: { method: 'GET', path: '/v2/email/configuration-sets/{ConfigurationSetName}/event-destinations' },
  input: z.strictObject({ ConfigurationSetName: z.string() }),
  access: (_, input) => [onConfigurationSet('ses:GetConfigurationSetEventDestinations', input.ConfigurationSetName)],
  run({ configurationSets }, { ConfigurationSetName: setName }) {
    configurationSets.required(setName);
    return {
      EventDestinations: configurationSets
        .destinationsOf(setName)
        .map(({ name, enabled, matchingEventTypes, topicArn }) => ({
          Name: name,
          Enabled: enabled,
          MatchingEventTypes: matchingEventTypes,
          SnsDestination: { TopicArn: topicArn },
        })),
    };
  },
});
