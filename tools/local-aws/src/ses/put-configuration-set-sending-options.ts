import * as z from 'zod';
import { operation } from '../operation';
import { onConfigurationSet } from './access';
import type { Ses } from './ses';

export const putConfigurationSetSendingOptions = operation<Ses>()({
  name: 'PutConfigurationSetSendingOptions',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutConfigurationSetSendingOptions.html',
  http: { method: 'PUT', path: '/v2/email/configuration-sets/{ConfigurationSetName}/sending' },
  /** An absent switch is off, as a boolean of the API is. */
  input: z.strictObject({ ConfigurationSetName: z.string(), SendingEnabled: z.boolean().default(false) }),
  access: (_, input) => [onConfigurationSet('ses:PutConfigurationSetSendingOptions', input.ConfigurationSetName)],
  run({ configurationSets }, { ConfigurationSetName: name, SendingEnabled: sendingEnabled }) {
    configurationSets.setSendingEnabled(name, sendingEnabled);
    return {};
  },
});
