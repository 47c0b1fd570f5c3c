import * as z from 'zod';
import { operation } from '../operation';
import { onConfigurationSet } from './access';
import type { Ses } from './ses';

export const getConfigurationSet = operation<Ses>()({
  name: 'GetConfigurationSet',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetConfigurationSet.html',
  http: { method: 'GET', path: '/v2/email/configuration-sets/{ConfigurationSetName}' },
  input: z.strictObject({ ConfigurationSetName: z.string() }),
  access: (_, input) => [onConfigurationSet('ses:GetConfigurationSet', input.ConfigurationSetName)],
  run({ configurationSets }, { ConfigurationSetName: name }) {
    const { sendingEnabled, suppressedReasons } = configurationSets.required(name);
    return {
      ConfigurationSetName: name,
      SendingOptions: { SendingEnabled: sendingEnabled },
      SuppressionOptions: { SuppressedReasons: suppressedReasons },
      Tags: [],
    };
  },
});
