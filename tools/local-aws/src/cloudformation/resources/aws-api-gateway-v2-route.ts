import * as z from 'zod';
import { apisArn } from './api-gateway-names';
import { derivedId } from '../derived-ids';
import { text } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

const routeKey = z
  .string()
  .regex(/^(\$default|(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) \/\S*)$/, 'a method and a path, or $default');

export const apiGatewayV2Route = resourceType({
  type: 'AWS::ApiGatewayV2::Route',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-route.html',
  properties: z.strictObject({
    ApiId: z.string(),
    RouteKey: routeKey,
    Target: z.string(),
    AuthorizationType: z.enum(['NONE', 'AWS_IAM'], 'only NONE and AWS_IAM are emulated').default('NONE'),
    OperationName: text.exactOptional(),
  }),
  attributes: ['RouteId'],
  claim: ({ ApiId, RouteKey }) => `${ApiId}|${RouteKey}`,
  calls: {
    create: ({ ApiId }) => calls('apigateway', ['POST'], apisArn(ApiId, 'routes')),
    update: ({ ApiId, RouteKey }) =>
      calls('apigateway', ['GET', 'PATCH'], apisArn(ApiId, 'routes', routeIdOf(ApiId, RouteKey))),
    remove(owned) {
      const [apiId = '', routeKey = ''] = owned.split('|');
      return calls('apigateway', ['DELETE'], apisArn(apiId, 'routes', routeIdOf(apiId, routeKey)));
    },
  },
  apply(
    { ApiId: apiId, RouteKey, Target, AuthorizationType: authorizationType },
    { deployed, services: { httpApis } },
  ) {
    const functionName = deployed.integrations.get(Target.replace(/^integrations\//, ''));
    if (functionName === undefined) throw new Error(`the target ${Target} is no integration that has been deployed`);
    httpApis.applyRoute({ apiId, routeKey: RouteKey, functionName, authorizationType });
    const routeId = routeIdOf(apiId, RouteKey);
    return { reference: routeId, attributes: { RouteId: routeId }, owned: [`${apiId}|${RouteKey}`] };
  },
  remove(owned, { services: { httpApis } }) {
    const bar = owned.indexOf('|');
    httpApis.removeRoute(owned.slice(0, bar), owned.slice(bar + 1));
  },
});

function routeIdOf(apiId: string, key: string): string {
  return derivedId(7, apiId, key).toLowerCase();
}
