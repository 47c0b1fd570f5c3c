import * as z from 'zod';
import { apisArn } from './api-gateway-names';
import { flag, text } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

/** The `$default` stage with automatic deployment is how every API is served here, so there is nothing to apply. */
export const apiGatewayV2Stage = resourceType({
  type: 'AWS::ApiGatewayV2::Stage',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-stage.html',
  properties: z.strictObject({
    ApiId: z.string(),
    StageName: z.literal('$default', 'only the stage $default is emulated'),
    AutoDeploy: flag.refine((on) => on, 'without automatic deployment no route would be served'),
    Description: text.exactOptional(),
    /** Access logs are not emulated. */
    AccessLogSettings: z.strictObject({ DestinationArn: z.string(), Format: z.string() }).exactOptional(),
    /** Metrics are not emulated. Throttling would refuse requests, so its settings are not taken. */
    DefaultRouteSettings: z.strictObject({ DetailedMetricsEnabled: flag.exactOptional() }).exactOptional(),
    Tags: z.record(z.string(), text).exactOptional(),
  }),
  attributes: [],
  calls: {
    create: ({ ApiId }, { tagged }) => [
      ...calls('apigateway', ['POST'], apisArn(ApiId, 'stages')),
      ...calls('apigateway', [tagged && 'PUT'], apisArn(ApiId, 'stages')),
    ],
    update: ({ ApiId, StageName }) => calls('apigateway', ['GET', 'PATCH'], apisArn(ApiId, 'stages', StageName)),
    remove(owned) {
      const [apiId, stageName] = owned.split('|');
      return calls('apigateway', ['DELETE'], apisArn(apiId, 'stages', stageName));
    },
  },
  apply: ({ ApiId, StageName }) => ({ reference: StageName, attributes: {}, owned: [`${ApiId}|${StageName}`] }),
  remove: () => undefined,
});
