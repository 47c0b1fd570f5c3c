import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** For tests: an event as an HTTP API sends it (payload format 2.0). */
export function httpEvent(parts: Partial<APIGatewayProxyEventV2> & { method?: string } = {}): APIGatewayProxyEventV2 {
  const { method = 'POST', ...event } = parts;
  return {
    version: '2.0',
    routeKey: `${method} /things`,
    rawPath: '/things',
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path: '/things', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: `${method} /things`,
      stage: '$default',
      time: '22/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_348_800_000,
    },
    ...event,
  };
}

/** For tests: what Lambda says about an invocation. */
export const context: Context = {
  awsRequestId: 'invocation-1',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '$LATEST',
  getRemainingTimeInMillis: () => 30_000,
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
  logGroupName: '/aws/lambda/test',
  logStreamName: 'test',
  memoryLimitInMB: '512',
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
