import { type AttributeValue, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { call, clientAs, send, shared, simulated, timePasses } from './given';
import { eventually, hasStatus, mailTo } from './then';

type Event = { id: string; type: string; recipient?: string; occurred_at: string; effect: string };

const eventsOf = async (id: string, query = '') => {
  const { body } = await call(shared, 'GET', `/emails/${id}/events${query}`);
  return body as { object: string; has_more: boolean; data: Event[] };
};

/** The e-mail once its last event is this one. */
const endsAs = (id: string, lastEvent: string) =>
  eventually(async () => {
    const { body } = await call(shared, 'GET', `/emails/${id}`);
    expect(body['last_event']).toBe(lastEvent);
    return body;
  });

test('everything SES says of an e-mail is in its timeline, recipient by recipient, with what Sesame did about it', async () => {
  const [delivered, bounced, complained] = [simulated('success'), simulated('bounce'), simulated('complaint')];
  const { body } = await send(shared, [delivered, bounced], { cc: complained });
  const id = String(body['id']);
  await endsAs(id, 'complained');

  const { data, ...list } = await eventually(async () => {
    const timeline = await eventsOf(id);
    expect(timeline.data).toHaveLength(5);
    return timeline;
  });
  expect(list).toEqual({ object: 'list', has_more: false });
  const told = (type: string) => data.filter((event) => event.type === type);
  expect(told('send')).toMatchObject([{ recipients: 3, effect: 'none' }]);
  expect(
    told('delivery')
      .map(({ recipient }) => recipient)
      .sort(),
  ).toEqual([complained, delivered]);
  expect(told('bounce')).toMatchObject([{ recipient: bounced, bounce: { type: 'Permanent' }, effect: 'suppressed' }]);
  expect(told('complaint')).toMatchObject([{ recipient: complained, effect: 'suppressed' }]);
  const times = data.map(({ occurred_at }) => Date.parse(occurred_at));
  expect(times).toEqual([...times].sort((one, other) => one - other));

  const first = await eventsOf(id, '?limit=2');
  const rest = await eventsOf(id, `?limit=3&after=${first.data[1]?.id}`);
  expect([first.has_more, rest.has_more]).toEqual([true, false]);
  expect([...first.data, ...rest.data]).toEqual(data);
});

test.each([
  ['success', 'delivered', 'none'],
  ['bounce', 'bounced', 'suppressed'],
  ['complaint', 'complained', 'suppressed'],
  ['ooto', 'delivered', 'none'],
] as const)(
  'mail to the simulated %s ends as %s; what the timeline says was done was done: %s',
  async (outcome, last, effect) => {
    const address = simulated(outcome);
    const { body } = await send(shared, address);
    const id = String(body['id']);
    expect(await endsAs(id, last)).toMatchObject({ delivery_status: 'sent' });

    const { data } = await eventsOf(id);
    expect(new Set(data.map(({ recipient }) => recipient))).toEqual(new Set([address]));
    expect(data.some((event) => event.effect === 'suppressed')).toBe(effect === 'suppressed');
    await eventually(async () => {
      const { status } = await call(shared, 'GET', `/suppressions/${encodeURIComponent(address)}`);
      expect(status).toBe(effect === 'suppressed' ? 200 : 404);
    });
  },
);

test('there is no timeline of what is not there', async () => {
  expect(await call(shared, 'GET', '/emails/01900000-0000-7000-8000-0000000000ff/events')).toMatchObject({
    status: 404,
    body: { name: 'not_found' },
  });
});

test('mail that Sesame did not send is in the ledger, too, and no address is', async () => {
  const to = simulated('bounce');
  const ses = new SESv2Client(await clientAs(shared, 'sender-deliver'));
  const { MessageId: messageId = '' } = await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'hello@example.com',
      Destination: { ToAddresses: [to] },
      ConfigurationSetName: 'sesame-local-transactional',
      Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello' } } } },
    }),
  );

  const ledger = new DynamoDBClient(await clientAs(shared, 'sender-read'));
  const items = await eventually(async () => {
    const { Items = [] } = await ledger.send(
      new QueryCommand({
        TableName: 'sesame-local-ledger',
        IndexName: 'timeline',
        KeyConditionExpression: 'timeline_pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `own#${messageId}` } },
      }),
    );
    expect(Items).toHaveLength(2);
    return Items;
  });
  expect(items.map(({ sk }) => sk?.S?.split('#')[0]).sort()).toEqual(['bounce', 'send']);
  expect(JSON.stringify(items)).not.toContain('@');
  for (const { timeline_sk: told, expires } of items) {
    expect(Number(expires?.N) - Math.floor(Date.parse(told?.S?.split('#')[0] ?? '') / 1000)).toBe(90 * 24 * 3600);
  }
});

describe('an e-mail whose delivery died before it recorded what SES answered', () => {
  /** Leaves an e-mail as deliver leaves it when it dies after its claim: under its own id, or under one SES never saw. */
  async function dies(item: Record<string, AttributeValue>, id: string): Promise<void> {
    const accept = new DynamoDBClient(await clientAs(shared, 'sender-accept'));
    // Not in the list of e-mails, where a copy would stand under the id of the one it was made of.
    const { message_id: _, recent_pk: __, recent_sk: ___, ...claimed } = item;
    const due = { due_pk: { S: 'own#due#0' }, due_sk: { S: `2026-01-01T00:00:00.000Z#${id}` } };
    const left = { ...claimed, ...due, pk: { S: `own#${id}` }, status: { S: 'sending' } };
    await accept.send(new PutItemCommand({ TableName: 'sesame-local-emails', Item: left }));
  }

  async function itemsOf(id: string): Promise<Record<string, AttributeValue>[]> {
    const read = new DynamoDBClient(await clientAs(shared, 'sender-read'));
    const query = new QueryCommand({
      TableName: 'sesame-local-emails',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `own#${id}` } },
    });
    return (await read.send(query)).Items ?? [];
  }

  test('is told as sent once any event of SES tells of it, and is not sent again', async () => {
    const to = simulated('success');
    const id = String((await send(shared, to)).body['id']);
    const { message_id: messageId } = await endsAs(id, 'delivered');
    for (const item of await itemsOf(id)) if (item['sk']?.S === 'email') await dies(item, id);
    expect((await call(shared, 'GET', `/emails/${id}`)).body).toMatchObject({
      delivery_status: 'sending',
      last_event: 'delivered',
    });

    await timePasses(shared, 61_000);
    expect(await hasStatus(shared, id, 'sent')).toMatchObject({ message_id: messageId });
    const mail = await fetch(`${shared.aws}/_sesame/mail?to=${encodeURIComponent(to)}`);
    expect(await mail.json()).toHaveLength(1);
  });

  /** The same, of a copy of it under an id that SES never saw. */
  async function diesUnseen(id: string, neverSeen: string): Promise<void> {
    await hasStatus(shared, id, 'sent');
    const accept = new DynamoDBClient(await clientAs(shared, 'sender-accept'));
    for (const item of await itemsOf(id)) {
      const Item = { ...item, pk: { S: `own#${neverSeen}` } };
      if (item['sk']?.S === 'email') await dies(item, neverSeen);
      else await accept.send(new PutItemCommand({ TableName: 'sesame-local-emails', Item }));
    }
  }

  test('is unknown while nothing is heard of it, and has failed after a quarter of an hour', async () => {
    const neverSeen = '01900000-0000-7000-8000-00000000000a';
    await diesUnseen(String((await send(shared, simulated('success'))).body['id']), neverSeen);

    await timePasses(shared, 61_000);
    expect(await hasStatus(shared, neverSeen, 'unknown')).toMatchObject({ last_event: 'queued' });
    await timePasses(shared, 15 * 60_000);
    expect(await hasStatus(shared, neverSeen, 'failed')).toMatchObject({
      last_event: 'failed',
      error: { name: 'not_confirmed' },
    });
  });

  test('is sent once more instead of failing, if its key was given that wish', async () => {
    const created = await call(shared, 'POST', '/api-keys', { body: { name: 'Resets', resend_unconfirmed: true } });
    const to = simulated('success');
    const body = { from: 'hello@example.com', to, subject: 'Your password', text: 'Hello there.' };
    const sent = await call(shared, 'POST', '/emails', { body, as: String(created.body['token']) });
    const neverSeen = '01900000-0000-7000-8000-00000000000b';
    await diesUnseen(String(sent.body['id']), neverSeen);

    await timePasses(shared, 61_000);
    await hasStatus(shared, neverSeen, 'unknown');
    await timePasses(shared, 15 * 60_000);
    await endsAs(neverSeen, 'delivered');
    expect(await mailTo(shared, to)).toHaveLength(2);
    expect((await call(shared, 'GET', '/api-keys?limit=100')).body['data']).toContainEqual(
      expect.objectContaining({ id: created.body['id'], resend_unconfirmed: true }),
    );
  });
});
