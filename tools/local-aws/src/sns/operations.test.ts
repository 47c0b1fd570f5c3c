import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import type { Caller } from '../caller';
import { AwsError } from '../aws-error';
import { queryXml, readQueryForm } from '../protocols/query-xml';
import { snsService } from '.';
import { lets, snsUnderTest } from './sns-under-test';

const principal: Caller = {
  type: 'role-session',
  account: '000000000000',
  roleArn: 'arn:aws:iam::000000000000:role/sesame/publisher',
  sessionArn: 'arn:aws:sts::000000000000:assumed-role/publisher/one',
};
const TopicArn = 'arn:aws:sns:us-east-1:000000000000:feedback';
const policy = { Statement: { Effect: 'Allow' as const, Principal: '*' as const, Action: 'sns:*' } };

/** AWS's own client before our operations, so that it reads our XML. */
function sdkUnderTest() {
  const parts = snsUnderTest();
  const { sns, sqs } = parts;
  sns.applyTopic('feedback');
  sns.setPolicy(TopicArn, policy);
  const { arn: endpoint } = sqs.applyQueue('bounces', {});
  sqs.setPolicy('bounces', lets(TopicArn, endpoint));
  const { arn: subscriptionArn } = sns.applySubscription({ topicArn: TopicArn, protocol: 'sqs', endpoint });

  const { operations, state, xmlNamespace = '' } = snsService(sns);
  const protocol = queryXml(xmlNamespace);
  const accesses: unknown[] = [];
  async function answer(form: string) {
    const operation = operations.find(({ name }) => name === new URLSearchParams(form).get('Action'));
    if (!operation) throw new Error(`No operation for ${form}`);
    try {
      const input: unknown = operation.input.parse(readQueryForm(form));
      accesses.push(...operation.access(state, input, principal));
      const output = await operation.run(state, input, { principal, requestId: 'r', sourceIp: '127.0.0.1' });
      return protocol.answer(operation.name, output, 'r');
    } catch (error) {
      if (error instanceof AwsError) return protocol.refuse(error, 'r');
      throw error;
    }
  }
  const client = new SNSClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:4566',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      handle: async (request: { body: string }) => {
        const { statusCode, headers, body } = await answer(request.body);
        return { response: { statusCode, headers, body: Buffer.from(body) } };
      },
    },
  });
  return { ...parts, client, accesses, endpoint, subscriptionArn };
}

test("AWS's client publishes with a subject", async () => {
  const { client, receive } = sdkUnderTest();
  const { MessageId } = await client.send(new PublishCommand({ TopicArn, Message: 'a <b> & c', Subject: 'S' }));
  const [received] = await receive('bounces');
  expect(JSON.parse(received?.body ?? '')).toMatchObject({ MessageId, Message: 'a <b> & c', Subject: 'S' });
});

test("AWS's client publishes with attributes, which a raw subscriber gets as SQS's own", async () => {
  const { client, sns, receive, endpoint } = sdkUnderTest();
  sns.applySubscription({ topicArn: TopicArn, protocol: 'sqs', endpoint, rawMessageDelivery: true });
  const MessageAttributes = {
    app: { DataType: 'String', StringValue: 'orders' },
    logo: { DataType: 'Binary', BinaryValue: Buffer.of(1, 2, 3) },
  };
  await client.send(new PublishCommand({ TopicArn, Message: 'as it is', MessageAttributes }));
  expect(await receive('bounces')).toMatchObject([
    {
      body: 'as it is',
      messageAttributes: { app: MessageAttributes.app, logo: { DataType: 'Binary', BinaryValue: 'AQID' } },
    },
  ]);
});

test('a topic tells its attributes and subscriptions', async () => {
  const { client, sns, endpoint, subscriptionArn } = sdkUnderTest();
  const other = sns.applyTopic('another').arn;
  expect((await client.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: other }, { TopicArn }]);
  expect((await client.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes).toEqual({
    TopicArn,
    Owner: '000000000000',
    SubscriptionsConfirmed: '1',
    SubscriptionsPending: '0',
    SubscriptionsDeleted: '0',
    Policy: JSON.stringify(policy),
  });
  expect((await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions).toEqual([
    { SubscriptionArn: subscriptionArn, Owner: '000000000000', Protocol: 'sqs', Endpoint: endpoint, TopicArn },
  ]);
});

test('topics are listed a hundred at a time', async () => {
  const { client, sns } = sdkUnderTest();
  for (let i = 0; i < 101; i++) sns.applyTopic(`topic-${i}`);
  const first = await client.send(new ListTopicsCommand({}));
  const second = await client.send(new ListTopicsCommand({ NextToken: first.NextToken }));
  const all = [...(first.Topics ?? []), ...(second.Topics ?? [])].map((topic) => topic.TopicArn);
  expect([first.Topics?.length, second.NextToken]).toEqual([100, undefined]);
  expect(all).toEqual(sns.topics());
});

test('a missing topic is NotFound', async () => {
  const { client } = sdkUnderTest();
  const missing = `${TopicArn}-missing`;
  await expect(client.send(new PublishCommand({ TopicArn: missing, Message: 'x' }))).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
  });
});

test('every operation asks for its own action on the topic and hands over its policy', async () => {
  const { client, accesses } = sdkUnderTest();
  await client.send(new PublishCommand({ TopicArn, Message: 'x' }));
  await client.send(new GetTopicAttributesCommand({ TopicArn }));
  await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  await client.send(new ListTopicsCommand({}));
  const onTopic = (name: string) => ({ action: `sns:${name}`, resource: TopicArn, resourcePolicy: policy });
  expect(accesses).toEqual([
    onTopic('Publish'),
    onTopic('GetTopicAttributes'),
    onTopic('ListSubscriptionsByTopic'),
    { action: 'sns:ListTopics', resource: '*' },
  ]);
});

test('a member that is not emulated is not ignored', () => {
  const { operations } = snsService(snsUnderTest().sns);
  const publish = operations.find(({ name }) => name === 'Publish');
  expect(publish?.input.safeParse({ TopicArn, Message: 'x', MessageStructure: 'json' }).success).toBe(false);
});
