import * as z from 'zod';
import { samlProviderArn } from '../../iam/saml-providers';
import { generatedName } from '../derived-ids';
import { name, tags } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

/** From then on STS takes responses of the identity provider whose metadata this is. Encrypted ones are not emulated. */
export const iamSamlProvider = resourceType({
  type: 'AWS::IAM::SAMLProvider',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-samlprovider.html',
  properties: z.strictObject({
    Name: name(/^[\w._-]+$/, 128).exactOptional(),
    SamlMetadataDocument: z.string().min(1).max(10_000_000),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn'],
  claim: ({ Name }) => Name,
  calls: {
    create: ({ Name }, { stackName, logicalId, tagged }) =>
      calls(
        'iam',
        ['CreateSAMLProvider', tagged && 'TagSAMLProvider', 'GetSAMLProvider'],
        samlProviderArn(Name ?? generatedName(stackName, logicalId, 128)),
      ),
    update: ({ Name }, { stackName, logicalId }) =>
      calls(
        'iam',
        ['UpdateSAMLProvider', 'GetSAMLProvider'],
        samlProviderArn(Name ?? generatedName(stackName, logicalId, 128)),
      ),
    remove: (provider) => calls('iam', ['DeleteSAMLProvider'], samlProviderArn(provider)),
  },
  apply({ Name, SamlMetadataDocument }, { stackName, logicalId, services: { samlProviders } }) {
    const provider = Name ?? generatedName(stackName, logicalId, 128);
    const { arn } = samlProviders.apply({ name: provider, metadata: SamlMetadataDocument });
    return { reference: arn, attributes: { Arn: arn }, owned: [provider] };
  },
  remove: (provider, { services: { samlProviders } }) => samlProviders.remove(samlProviderArn(provider)),
});
