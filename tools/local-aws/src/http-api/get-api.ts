import * as z from 'zod';
import { region } from '../account';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { durableApiUrl } from './api-urls';
import type { HttpApis } from './http-api';

/** `ApiEndpoint` is where the API answers on this machine, where it does. */
export const getApi = operation<HttpApis>()({
  name: 'GetApi',
  documentation: 'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html',
  http: { method: 'GET', path: '/v2/apis/{ApiId}' },
  input: z.strictObject({ ApiId: z.string() }),
  access: (_, { ApiId }) => [{ action: 'apigateway:GET', resource: `arn:aws:apigateway:${region}::/apis/${ApiId}` }],
  run(httpApis, { ApiId }) {
    const found = httpApis.describe(ApiId);
    if (!found) throw new AwsError('NotFoundException', `Invalid API identifier specified ${ApiId}`, 404);
    return {
      apiId: ApiId,
      name: found.name,
      protocolType: 'HTTP',
      apiEndpoint: found.url ?? durableApiUrl(ApiId),
      routeSelectionExpression: '$request.method $request.path',
    };
  },
});
