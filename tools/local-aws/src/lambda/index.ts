import type { EmulatedService } from '../emulated-service';
import { getFunction } from './get-function';
import { invoke } from './invoke';
import type { LambdaApi } from './lambda-api';

/** Lambda as the server sees it. Functions are made and removed by CloudFormation, not over HTTP. */
export function lambdaService(api: LambdaApi): EmulatedService<LambdaApi> {
  return {
    signingName: 'lambda',
    protocol: 'rest-json',
    routedBy: '/2015-03-31',
    state: api,
    operations: [getFunction, invoke],
  };
}
