import * as z from 'zod';
import { apisArn } from './api-gateway-names';
import { derivedId } from '../derived-ids';
import { text, wholeNumber } from '../property-values';
import { existingFunction } from './function-name';
import { calls } from './calls';
import { resourceType } from './resource-type';

/** Leads routes to a function. It is kept here until its routes are applied, which name it by its id. */
export const apiGatewayV2Integration = resourceType({
  type: 'AWS::ApiGatewayV2::Integration',
  documentation:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-integration.html',
  properties: z.strictObject({
    ApiId: z.string(),
    IntegrationType: z.literal('AWS_PROXY', 'only AWS_PROXY is emulated'),
    IntegrationUri: z.string(),
    IntegrationMethod: z.literal('POST').exactOptional(),
    PayloadFormatVersion: z.literal('2.0', 'only payload format 2.0 is emulated'),
    /** HTTP APIs wait 30 seconds at most, and here always. */
    TimeoutInMillis: wholeNumber(30_000, 30_000).exactOptional(),
    ConnectionType: z.literal('INTERNET').exactOptional(),
    Description: text.exactOptional(),
  }),
  attributes: ['IntegrationId'],
  calls: {
    create: ({ ApiId }) => calls('apigateway', ['POST'], apisArn(ApiId, 'integrations')),
    update: ({ ApiId }, context) =>
      calls('apigateway', ['GET', 'PATCH'], apisArn(ApiId, 'integrations', integrationId(ApiId, context))),
    remove: (id, { deployed }) =>
      calls('apigateway', ['DELETE'], apisArn(deployed.apisOfIntegrations.get(id), 'integrations', id)),
  },
  apply({ ApiId, IntegrationUri }, { stackName, logicalId, deployed, services: { lambda } }) {
    const id = integrationId(ApiId, { stackName, logicalId });
    deployed.apisOfIntegrations.set(id, ApiId);
    deployed.integrations.set(id, existingFunction(IntegrationUri, lambda));
    return { reference: id, attributes: { IntegrationId: id } };
  },
  remove: (id, { deployed }) => void deployed.integrations.delete(id),
});

function integrationId(apiId: string, { stackName, logicalId }: { stackName: string; logicalId: string }): string {
  return derivedId(7, apiId, stackName, logicalId).toLowerCase();
}
