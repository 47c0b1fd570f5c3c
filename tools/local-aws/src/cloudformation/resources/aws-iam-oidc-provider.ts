import * as z from 'zod';
import { issuerName, oidcProviderArn } from '../../iam/oidc-providers';
import { name, tags } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

/** From then on STS takes tokens of this issuer. Thumbprints of its certificate are taken, and nothing here has a certificate. */
export const iamOidcProvider = resourceType({
  type: 'AWS::IAM::OIDCProvider',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-oidcprovider.html',
  properties: z.strictObject({
    Url: name(/^https:\/\/[a-z0-9][a-z0-9.-]*[a-z0-9](\/[!-~]*)?$/, 255),
    ClientIdList: z.array(z.string().min(1).max(255)).max(100).exactOptional(),
    ThumbprintList: z
      .array(z.string().regex(/^[0-9A-Fa-f]{40}$/))
      .max(5)
      .exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn'],
  claim: ({ Url }) => issuerName(Url),
  calls: {
    create: ({ Url }, { tagged }) =>
      calls(
        'iam',
        ['CreateOpenIDConnectProvider', tagged && 'TagOpenIDConnectProvider', 'GetOpenIDConnectProvider'],
        oidcProviderArn(Url),
      ),
    update: ({ Url }) =>
      calls(
        'iam',
        [
          ...['AddClientIDToOpenIDConnectProvider', 'RemoveClientIDFromOpenIDConnectProvider'],
          ...['UpdateOpenIDConnectProviderThumbprint', 'GetOpenIDConnectProvider'],
        ],
        oidcProviderArn(Url),
      ),
    remove: (issuer) => calls('iam', ['DeleteOpenIDConnectProvider'], oidcProviderArn(issuer)),
  },
  apply({ Url, ClientIdList = [] }, { services: { oidcProviders } }) {
    const { arn } = oidcProviders.apply({ url: Url, clientIds: ClientIdList });
    return { reference: arn, attributes: { Arn: arn }, owned: [issuerName(Url)] };
  },
  remove: (issuer, { services: { oidcProviders } }) => oidcProviders.remove(oidcProviderArn(issuer)),
});
