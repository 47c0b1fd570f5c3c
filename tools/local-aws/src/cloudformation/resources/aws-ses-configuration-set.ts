import * as z from 'zod';
import { configurationSetArn, sesVersion } from './ses-names';
import { generatedName } from '../derived-ids';
import { flag, name, tags } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const sesConfigurationSet = resourceType({
  type: 'AWS::SES::ConfigurationSet',
  documentation:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ses-configurationset.html',
  properties: z.strictObject({
    Name: name(/^[A-Za-z0-9_-]+$/, 64).exactOptional(),
    SendingOptions: z.strictObject({ SendingEnabled: flag.exactOptional() }).exactOptional(),
    SuppressionOptions: z
      .strictObject({ SuppressedReasons: z.array(z.enum(['BOUNCE', 'COMPLAINT'])).exactOptional() })
      .exactOptional(),
    /** Metrics in CloudWatch, which is not emulated. */
    ReputationOptions: z.strictObject({ ReputationMetricsEnabled: flag.exactOptional() }).exactOptional(),
    /** No mail leaves this machine, so how its connections are encrypted does not matter. */
    DeliveryOptions: z.strictObject({ TlsPolicy: z.enum(['REQUIRE', 'OPTIONAL']).exactOptional() }).exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: [],
  claim: ({ Name }) => Name,
  calls: {
    create: ({ Name }, { stackName, logicalId, tagged }) =>
      calls(
        'ses',
        ['CreateConfigurationSet', 'GetConfigurationSet', tagged && 'TagResource'],
        configurationSetArn(Name ?? generatedName(stackName, logicalId, 64)),
        sesVersion,
      ),
    update: ({ Name, ...options }, { stackName, logicalId }) =>
      calls(
        'ses',
        [
          'GetConfigurationSet',
          ...['SendingOptions', 'SuppressionOptions', 'ReputationOptions', 'DeliveryOptions'].map(
            (option) => option in options && `PutConfigurationSet${option}`,
          ),
        ],
        configurationSetArn(Name ?? generatedName(stackName, logicalId, 64)),
        sesVersion,
      ),
    remove: (set) => calls('ses', ['DeleteConfigurationSet'], configurationSetArn(set), sesVersion),
  },
  apply({ Name, SendingOptions, SuppressionOptions }, { stackName, logicalId, services: { ses } }) {
    const reference = Name ?? generatedName(stackName, logicalId, 64);
    ses.applyConfigurationSet(reference, {
      sendingEnabled: SendingOptions?.SendingEnabled ?? true,
      // Without reasons of its own a set follows the account, where both are on unless someone turned them off.
      suppressedReasons: SuppressionOptions?.SuppressedReasons ?? ['BOUNCE', 'COMPLAINT'],
    });
    return { reference, attributes: {} };
  },
  remove: (configurationSetName, { services: { ses } }) => ses.removeConfigurationSet(configurationSetName),
});
