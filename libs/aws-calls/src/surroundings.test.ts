import { awsJson } from './aws-json';
import { defaultProvider } from './credential-provider-node';
import { credentialsOf, endpointOf, regionOf } from './surroundings';

const at = (service: string, more: Record<string, string> = {}) =>
  endpointOf(service, { AWS_REGION: 'eu-west-1', ...more }).href;

test.each([
  ['dynamodb', {}, 'https://dynamodb.eu-west-1.amazonaws.com/'],
  ['sqs', {}, 'https://sqs.eu-west-1.amazonaws.com/'],
  ['dynamodb', { AWS_REGION: 'cn-north-1' }, 'https://dynamodb.cn-north-1.amazonaws.com.cn/'],
  ['dynamodb', { AWS_REGION: 'us-gov-west-1' }, 'https://dynamodb.us-gov-west-1.amazonaws.com/'],
  ['dynamodb', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, 'http://127.0.0.1:4566/'],
  ['sqs', { AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_SQS: 'http://sqs-alone' }, 'http://sqs-alone/'],
  ['sqs', { AWS_ENDPOINT_URL: '' }, 'https://sqs.eu-west-1.amazonaws.com/'],
])('%s with %j is called at %s', (service, more, url) => {
  expect(at(service, more)).toBe(url);
});

test.each(['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'])('%s is refused, not passed over', (name) => {
  expect(() => at('dynamodb', { [name]: 'true' })).toThrow(name);
  expect(at('dynamodb', { [name]: 'false' })).toBe('https://dynamodb.eu-west-1.amazonaws.com/');
});

test('without a region nothing is called', () => {
  expect(() => regionOf({})).toThrow('AWS_REGION');
});

test('credentials are temporary ones: with a long-lived key nothing is asked', async () => {
  const key = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  expect(credentialsOf({ ...key, AWS_SESSION_TOKEN: 'token' })).toMatchObject({ sessionToken: 'token' });
  const environment = { ...key, AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  const { call } = awsJson({ name: 'sqs', target: 'AmazonSQS', exceptions: {} }, {}, environment);
  await expect(call('SendMessage', {})).rejects.toMatchObject({ name: 'CredentialsProviderError' });
});

test('the clients of the SDK get the same, and nothing from anywhere else', async () => {
  const key = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  const before = process.env;
  try {
    process.env = { ...key, AWS_SESSION_TOKEN: 'token' };
    expect(await defaultProvider()()).toEqual({
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
    process.env = { ...key, AWS_PROFILE: 'ada', AWS_SHARED_CREDENTIALS_FILE: '/home/ada/credentials' };
    await expect(defaultProvider()()).rejects.toMatchObject({ name: 'CredentialsProviderError' });
  } finally {
    process.env = before;
  }
});
