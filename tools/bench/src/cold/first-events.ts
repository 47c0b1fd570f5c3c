import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const account = '000000000000';

/** A request to an HTTP API, as a function gets it. */
export function request(routeKey: string, body?: object): object {
  const [method = '', route = ''] = routeKey.split(' ');
  const path = route.replaceAll(/\{[^}]+\}/g, '01936f9e-2c00-7000-8000-0000000000ab');
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { authorization: 'Bearer ss_local', 'content-type': 'application/json' },
    pathParameters: Object.fromEntries(
      [...route.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => [name, '01936f9e-2c00-7000-8000-0000000000ab']),
    ),
    requestContext: {
      accountId: account,
      apiId: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      timeEpoch: Date.now(),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

/** A batch of one message. */
export function message(queue: string, body: object): object {
  return {
    Records: [
      {
        messageId: randomUUID(),
        receiptHandle: 'bench',
        body: JSON.stringify(body),
        attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: `arn:aws:sqs:us-east-1:${account}:sesame-local-${queue}`,
        awsRegion: 'us-east-1',
      },
    ],
  };
}

/** What SES said, from a file of a service's `events`, as it comes through a topic. */
export function feedback(file: string, topic: string, queue: string): object {
  return message(queue, {
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: `arn:aws:sns:us-east-1:${account}:sesame-local-${topic}`,
    Message: readFileSync(file, 'utf8'),
    Timestamp: new Date().toISOString(),
    SignatureVersion: '1',
    Signature: 'bench',
    SigningCertURL: 'https://sns.us-east-1.amazonaws.com/bench.pem',
    UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/',
  });
}
