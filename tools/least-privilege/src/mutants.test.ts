import { mutantsOf, widened } from './mutants';
import { rolesOf } from './role';
import { deployedOf, recordingOf, roleFileOf, tableArn } from './role.fixture';

test('a role is changed in every way that takes from it or gives to it', () => {
  const [one, two] = [tableArn('one'), tableArn('two')];
  const deployed = deployedOf('reader', [
    {
      ...{ Sid: 'Read', Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: [one, two] },
      Condition: { StringEquals: { 'dynamodb:Select': ['COUNT', 'SPECIFIC_ATTRIBUTES'] } },
    },
    { Sid: 'Never', Effect: 'Deny', Action: 'dynamodb:Query', Resource: two },
  ]);
  const file = roleFileOf('reader', '- Sid: Read\n  Action: a\n- Sid: Never');
  const [role] = rolesOf(recordingOf([deployed], []), [file]).roles;
  expect(role && mutantsOf(role).map(({ does, sid, change, line }) => `${line} ${sid} ${does}: ${change}`)).toEqual([
    '10 Read less: statement removed',
    '11 Read less: dynamodb:GetItem removed',
    '11 Read less: dynamodb:Query removed',
    `10 Read less: ${one} removed`,
    `10 Read less: ${two} removed`,
    '10 Read less: StringEquals dynamodb:Select without COUNT',
    '10 Read less: StringEquals dynamodb:Select without SPECIFIC_ATTRIBUTES',
    `10 Read more: ${one} widened to ${tableArn('*')}`,
    `10 Read more: ${two} widened to ${tableArn('*')}`,
    '10 Read more: condition StringEquals dynamodb:Select dropped',
    '12 Never more: denial removed',
  ]);
});

test.each([
  [tableArn('orders'), tableArn('*')],
  [tableArn('orders/index/by-day'), tableArn('orders*')],
  ['arn:aws:sqs:us-east-1:000000000000:send', 'arn:aws:sqs:us-east-1:000000000000:*'],
  ['arn:aws:s3:::files/own/*', 'arn:aws:s3:::files/*'],
  ['arn:aws:s3:::files', 'arn:aws:s3:::*'],
  [
    'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/reader:*',
    'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/*',
  ],
  ['*', undefined],
])('%s is widened to %s', (resource, wider) => {
  expect(widened(resource)).toBe(wider);
});
