import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Resend } from 'resend';
import { call, clientAs, key, send, shared, simulated, timePasses } from './given';
import { eventually } from './then';

type Numbers = Record<string, number>;
type Metrics = {
  complete: boolean;
  from: string;
  to: string;
  totals: Numbers;
  groups?: (Numbers & { group: string })[];
  data: (Numbers & { from: string; group?: string })[];
};

const root = resolve(__dirname, '..');
const metricsBy = async (query: string): Promise<Metrics> =>
  (await call(shared, 'GET', `/metrics?${query}`)).body as unknown as Metrics;

/** Every e-mail is of a campaign that no other story has. */
const campaign = `story-${randomUUID().slice(0, 8)}`;
const ofCampaign = `filter=${encodeURIComponent(`tag:campaign=${campaign}`)}`;

/** What is counted of the campaign, once everything is; the clock goes on a minute each time, which runs the roll-up. */
const countedBy = (query: string, expected: Partial<Numbers>) =>
  eventually(
    async () => {
      await timePasses(shared, 61_000);
      const found = await metricsBy(query);
      expect(found).toMatchObject({ totals: expected });
      return found;
    },
    { withinMs: 60_000, everyMs: 2_000 },
  );

const numbers = { sent: 4, recipients: 5, delivered: 3, bounced_hard: 2, complained: 1, bounce_rate: null };

test('what became of mail is counted, the same by minutes, hours and days, and told to whom asks', async () => {
  const tags = [{ name: 'campaign', value: campaign }];
  const sent = [
    [await send(shared, simulated('success'), { tags }), 'delivered'],
    [await send(shared, [simulated('success'), simulated('bounce')], { tags }), 'bounced'],
    [await send(shared, simulated('complaint'), { tags }), 'complained'],
    [await send(shared, simulated('suppressionlist'), { tags }), 'bounced'],
  ] as const;
  let from = '';
  for (const [{ body }, last] of sent) {
    await eventually(
      async () => {
        const email = await call(shared, 'GET', `/emails/${String(body['id'])}`);
        expect(email.body).toMatchObject({ last_event: last });
        from ||= new Date(String(email.body['created_at'])).toISOString();
      },
      { withinMs: 30_000 },
    );
  }

  const counted = { sent: 4, delivered: 3, bounced_hard: 2, complained: 1 };
  const byMinute = await countedBy(`interval=minute&from=${from}&${ofCampaign}`, counted);
  expect(byMinute.totals).toMatchObject(numbers);
  for (const interval of ['hour', 'day']) {
    await eventually(async () => {
      expect((await metricsBy(`interval=${interval}&${ofCampaign}`)).totals).toEqual(byMinute.totals);
    });
  }

  const { groups = [] } = await metricsBy('interval=hour&group_by=tag:campaign');
  expect(groups.find(({ group }) => group === campaign)).toMatchObject(numbers);
  const streams = await metricsBy('interval=day&group_by=stream');
  expect(streams.groups?.find(({ group }) => group === 'transactional')?.['sent']).toBeGreaterThanOrEqual(4);
});

test('what comes twice counts once, and what comes late counts when it happened', async () => {
  const late = `late-${campaign}`;
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const mail = {
    timestamp: hourAgo,
    messageId: randomUUID(),
    source: 'hello@example.com',
    destination: ['ada@example.net'],
    tags: { 'ses:configuration-set': ['sesame-local-marketing'], campaign: [late] },
  };
  const bounce = {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: 'ada@example.net' }],
    timestamp: hourAgo,
    feedbackId: randomUUID(),
  };
  const click = { timestamp: new Date().toISOString(), link: 'https://example.com/' };
  const events = [
    { eventType: 'Send', mail, send: {} },
    { eventType: 'Bounce', mail, bounce },
    { eventType: 'Click', mail, click },
    { eventType: 'Click', mail, click: { ...click, link: 'https://example.com/2' } },
  ];
  // Other stories move the clock by days, and minutes are told of hours only.
  const to = new Date(Date.now() + 60_000).toISOString();
  const query = `interval=minute&from=${new Date(Date.parse(hourAgo) - 60_000).toISOString()}&to=${to}&filter=${encodeURIComponent(`tag:campaign=${late}`)}`;
  const expected = { sent: 1, bounced_hard: 1, clicked: 2, unique_clicked: 1, bounce_rate: 1, complaint_rate: 0 };
  await arrive(events.slice(0, 1));
  await countedBy(query, { sent: 1, bounced_hard: 0 });
  await arrive([...events, ...events]);
  await countedBy(query, expected);
  await arrive(events);
  const { totals, data } = await countedBy(query, expected);
  expect(totals).toMatchObject(expected);
  const [sentIn] = data.filter(({ sent }) => sent === 1);
  expect(sentIn).toMatchObject({
    from: `${hourAgo.slice(0, 16)}:00.000Z`,
    bounced_hard: 1,
    clicked: 0,
    unique_clicked: 1,
  });
});

/** Puts events where SNS puts them, each in a message of its own. */
async function arrive(events: object[]): Promise<void> {
  const sqs = new SQSClient(await clientAs(shared, 'operator'));
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'sesame-local-metrics' }));
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-events';
  for (const event of events) {
    const body = { Type: 'Notification', MessageId: randomUUID(), TopicArn, Message: JSON.stringify(event) };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
  }
}

test('a spreadsheet gets CSV', async () => {
  const response = await fetch(`${shared.api}/metrics?interval=day&${ofCampaign}`, {
    headers: { authorization: `Bearer ${key}`, accept: 'text/csv' },
  });
  expect(response.headers.get('content-type')).toContain('text/csv');
  const [names = '', ...rows] = (await response.text()).trim().split('\r\n');
  const sent = names.split(',').indexOf('sent');
  expect(rows.reduce((sum, row) => sum + Number(row.split(',')[sent]), 0)).toBe(4);
});

test('the resend client asks for its metrics, and has them in its own words', async () => {
  const resend = new Resend(key, { baseUrl: shared.api });
  const { data, error } = await resend.emails.metrics({
    metrics: ['sent', 'bounced', 'bounce_rate'],
    dimensions: ['period', 'domain'],
    granularity: 'daily',
  });
  expect(error).toBeNull();
  expect(data).toMatchObject({ object: 'metrics', granularity: 'daily', dimensions: ['period', 'domain'] });
  expect(data?.totals.sent).toBeGreaterThanOrEqual(4);
  const [row] = data?.data ?? [];
  expect(row).toEqual({
    period: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T00:00:00.000Z$/),
    domain_id: expect.any(String),
    domain_name: expect.any(String),
    sent: expect.any(Number),
    bounced: expect.any(Number),
    bounce_rate: expect.any(Number),
  });
  const domain = data?.data?.find(({ domain_name: name }) => name === 'example.com')?.domain_id ?? '';
  const ofDomain = await resend.emails.metrics({ domainId: [domain] });
  expect(ofDomain.data?.totals.sent).toBeGreaterThanOrEqual(4);
  expect(ofDomain.data).not.toHaveProperty('data');
});

test.each([
  ['/metrics?from=2026-11-22&to=2026-11-21', 'to'],
  ['/metrics?from=yesterday', 'from'],
  ['/metrics?from=2026-01-01&to=2026-11-22&interval=minute', 'from'],
  ['/metrics?group_by=recipient', 'group_by'],
  ['/metrics?group_by=domain&filter=stream%3Dmarketing', 'filter'],
  ['/metrics?since=2026-11-22', 'since'],
  ['/emails/metrics?timezone=Europe%2FBerlin', 'timezone'],
  ['/emails/metrics?dimensions=email', 'dimensions'],
  ['/emails/metrics?email_id=x', 'email_id'],
])('%s is refused, and "%s" is named', async (path, field) => {
  expect(await call(shared, 'GET', path)).toMatchObject({ status: 422, body: { name: 'validation_error', field } });
});

test('an operator has a day counted again, and the numbers are the same', async () => {
  const before = await metricsBy(`interval=hour&${ofCampaign}`);
  const ledger = new DynamoDBClient(await clientAs(shared, 'metrics-roll-up'));
  const { Items = [] } = await ledger.send(
    new QueryCommand({
      TableName: 'sesame-local-rollups',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `own#hour#${before.to.slice(0, 10)}` } },
    }),
  );
  expect(JSON.stringify(Items)).not.toContain('@');

  const [from, to] = [Date.parse(before.to) - 2 * 3_600_000, Date.parse(before.to)].map((ms) => new Date(ms));
  const child = spawn(
    process.execPath,
    ['apps/metrics/src/rebuild/run.mjs', from?.toISOString() ?? '', to?.toISOString() ?? '', '--local'],
    { cwd: root, env: { ...process.env, SESAME_AWS_PORT: new URL(shared.aws).port } },
  );
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = once(child, 'close');
  await eventually(async () => expect(said).toContain('are marked'), { withinMs: 30_000 });
  await eventually(
    async () => {
      await timePasses(shared, 61_000);
      expect(child.exitCode).not.toBeNull();
    },
    { withinMs: 30_000, everyMs: 3_000 },
  );
  expect([await ended, said]).toEqual([[0, null], expect.stringContaining('is counted.')]);

  const after = await metricsBy(`interval=hour&${ofCampaign}`);
  expect(after.totals).toEqual(before.totals);
});
