import * as z from 'zod';
import { derivedId } from '../derived-ids';
import { text, wholeNumber } from '../property-values';
import { existingFunction } from './function-name';
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
  apply({ ApiId, IntegrationUri }, { stackName, logicalId, deployed, services: { lambda } }) {
    const id = derivedId(7, ApiId, stackName, logicalId).toLowerCase();
    deployed.integrations.set(id, existingFunction(IntegrationUri, lambda));
    return { reference: id, attributes: { IntegrationId: id } };
  },
  remove: (id, { deployed }) => void deployed.integrations.delete(id),
});
