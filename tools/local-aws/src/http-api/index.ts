import type { EmulatedService } from '../emulated-service';
import { getApi } from './get-api';
import type { HttpApis } from './http-api';

/** API Gateway's management API as the server sees it. APIs are made and removed by CloudFormation, not over HTTP. */
export function apiGatewayService(httpApis: HttpApis): EmulatedService<HttpApis> {
  return {
    signingName: 'apigateway',
    protocol: 'rest-json',
    routedBy: '/v2/apis',
    state: httpApis,
    operations: [getApi],
  };
}
