import * as z from 'zod';
import { apisArn } from './api-gateway-names';
import { durableApiUrl } from '../../http-api/api-urls';
import { text } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

/** On AWS two APIs may have one name. Here an API's id comes from its name, so a name is taken once. */
export const apiGatewayV2Api = resourceType({
  type: 'AWS::ApiGatewayV2::Api',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-api.html',
  properties: z.strictObject({
    Name: z.string().min(1).max(128),
    ProtocolType: z.literal('HTTP', 'only HTTP APIs are emulated'),
    Description: text.exactOptional(),
    Tags: z.record(z.string(), text).exactOptional(),
  }),
  attributes: ['ApiId', 'ApiEndpoint'],
  claim: ({ Name }) => Name,
  calls: {
    create: (_, { tagged }) => [
      ...calls('apigateway', ['POST'], apisArn()),
      ...calls('apigateway', [tagged && 'PUT'], apisArn()),
    ],
    update: ({ Name }, { services: { httpApis } }) =>
      calls('apigateway', ['GET', 'PATCH'], apisArn(httpApis.apiIdOf(Name))),
    remove: (apiName, { services: { httpApis } }) =>
      calls('apigateway', ['DELETE'], apisArn(httpApis.apiIdOf(apiName))),
  },
  apply({ Name }, { services: { httpApis } }) {
    const { apiId } = httpApis.applyApi(Name);
    return { reference: apiId, attributes: { ApiId: apiId, ApiEndpoint: durableApiUrl(apiId) }, owned: [Name] };
  },
  remove(apiName, { services: { httpApis } }) {
    const apiId = httpApis.apiIdOf(apiName);
    if (apiId !== undefined) httpApis.removeApi(apiId);
  },
});
