import type { PolicyDocument } from '@sesame/iam';
import { createAuthorize } from '../authorization';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { createRoles } from '../iam/roles';
import { openStore } from '../store';
import { createEventBus } from './event-bus';
import { eventPattern } from './event-pattern';
import { createTrail, type TrailedCall } from './trail';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:alerts';
const ruleArn = 'arn:aws:events:us-east-1:000000000000:rule/taken';
const roleArn = 'arn:aws:iam::000000000000:role/sesame/break-glass';
const policyFor = (sourceArn: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: topicArn },
      Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
    },
  ],
});
const clock = openClock(openStore(undefined), () => 0);
const authorize = createAuthorize({ clock, roles: createRoles(), log: createDecisionLog() });

function busWith({ policy = policyFor(ruleArn), enabled = true } = {}) {
  const published: unknown[] = [];
  const sns = {
    exists: () => true,
    policyOf: () => policy,
    publish(_: string, { message }: { message: string }) {
      published.push(JSON.parse(message));
      return { messageId: 'm' };
    },
  };
  const eventBus = createEventBus({ sns, authorize });
  eventBus.applyRule({
    ...{ name: 'taken', enabled, topicArns: [topicArn] },
    pattern: { source: ['aws.sts'], detail: { eventName: ['AssumeRole'], requestParameters: { roleArn: [roleArn] } } },
  });
  return { published, eventBus, trail: createTrail({ clock, eventBus }) };
}
const taking: TrailedCall = {
  ...{ service: 'sts', operation: 'AssumeRole', requestId: 'r', sourceIp: '192.0.2.1' },
  input: { RoleArn: roleArn, RoleSessionName: 's', SourceIdentity: 'ada', TokenCode: '123456', Tags: undefined },
  principal: { type: 'user', account: '000000000000', userArn: 'arn:aws:iam::000000000000:user/ada' },
};

test('a topic hears who took the role, in whose name, and no code', () => {
  const { published, trail } = busWith();
  trail(taking);
  expect(published).toEqual([
    expect.objectContaining({
      source: 'aws.sts',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: expect.objectContaining({
        eventName: 'AssumeRole',
        sourceIPAddress: '192.0.2.1',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::000000000000:user/ada', accountId: '000000000000' },
        requestParameters: { roleArn, roleSessionName: 's', sourceIdentity: 'ada' },
      }) as unknown,
    }),
  ]);
});

test.each<[string, Partial<TrailedCall>]>([
  ['another role', { input: { RoleArn: `${roleArn}-2` } }],
  ['another call', { operation: 'AssumeRoleWithWebIdentity' }],
  ['a call that only reads', { operation: 'GetCallerIdentity' }],
  ['another service', { service: 'sqs' }],
])('it hears nothing of %s', (_, other) => {
  const { published, trail } = busWith();
  trail({ ...taking, ...other });
  expect(published).toEqual([]);
});

test.each([
  ['the rule is switched off', { enabled: false }],
  ['the topic lets in another rule', { policy: policyFor(`${ruleArn}-2`) }],
])('it hears nothing where %s', (_, given) => {
  const { published, trail } = busWith(given);
  trail(taking);
  expect(published).toEqual([]);
});

test('a rule that is removed is silent', () => {
  const { published, eventBus, trail } = busWith();
  eventBus.removeRule('taken');
  trail(taking);
  expect(published).toEqual([]);
});

test.each([{ source: [{ prefix: 'aws.' }] }, { detail: { count: [1] } }, { source: [] }])(
  'a pattern of a kind that is not emulated is refused: %j',
  (pattern) => {
    expect(eventPattern.safeParse(pattern).success).toBe(false);
  },
);
