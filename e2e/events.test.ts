// No function listens to the topic `events` yet, so what is seen from outside is that SES was let publish there, how often,
// and what its doors answer. What each record holds is told by every-event-type.test.ts of the embedded AWS, with its real
// SNS and SQS.
import { type Answer, send, shared, simulated } from './given';
import { decisionsAbout, eventually, hasStatus } from './then';

const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');
const html = '<p>Hello <a href="https://shop.example.com/orders/1" ses:tags="section:top">there</a></p>';

test.each([
  ['a message that is delivered: Send and Delivery', 'success', 'Hello.', 2],
  ['one that bounces: Send and Bounce', 'bounce', 'Hello.', 2],
  ['one that is complained about: Send, Delivery and Complaint', 'complaint', 'Hello.', 3],
  ['one with a virus: Send and Reject', 'success', eicar, 2],
] as const)('the topic hears of %s', async (_, outcome, text, times) => {
  const heard = await listen();
  await sent(await send(shared, simulated(outcome), { text }));
  await eventually(async () => expect(await heard()).toBe(times));
});

test('a message with a virus is delivered to nobody: it bounces nowhere', async () => {
  const heard = await listen('bounces');
  await sent(await send(shared, simulated('bounce'), { text: eicar }));
  await sent(await send(shared, simulated('bounce')));
  await eventually(async () => expect(await heard()).toBe(1));
});

test('whoever reads a message fetches its pixel, and the topic hears that it was opened', async () => {
  const { pixel } = await read(await sent(await send(shared, simulated('success'), { html })));
  const heard = await listen();
  const answer = await fetch(pixel);
  expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({
    status: 200,
    type: 'image/gif',
  });
  expect(await heard()).toBe(1);
});

test('whoever follows a link arrives where the sender wished, and the topic hears of it', async () => {
  const { links } = await read(await sent(await send(shared, simulated('success'), { html })));
  const heard = await listen();
  expect(links).toHaveLength(1);
  const answer = await fetch(links[0] ?? '', { redirect: 'manual' });
  expect({ status: answer.status, location: answer.headers.get('location') }).toEqual({
    status: 302,
    location: 'https://shop.example.com/orders/1',
  });
  expect(await heard()).toBe(1);
});

test('a message of text alone tells nobody that it was read', async () => {
  const text = 'https://shop.example.com/orders/1';
  const { source } = await read(await sent(await send(shared, simulated('success'), { text })));
  expect(source).toContain(text);
  expect(source).not.toContain('_sesame');
});

test.each([
  { type: 'DeliveryDelay', delayType: 'MailboxFull' },
  { type: 'Rendering Failure', templateName: 'welcome' },
  { type: 'Subscription', contactList: 'newsletter' },
])('a person makes SES say $type about a message, and the topic hears it', async (said) => {
  const messageId = await sent(await send(shared, simulated('success')));
  const heard = await listen();
  const answer = await fetch(`${shared.aws}/_sesame/events`, {
    method: 'POST',
    body: JSON.stringify({ messageId, ...said }),
  });
  expect({ status: answer.status, record: await answer.json() }).toMatchObject({
    status: 200,
    record: { eventType: said.type, mail: { messageId } },
  });
  expect(await heard()).toBe(1);
});

/** Counts what SES was let publish to a topic from now on. */
async function listen(topic = 'events'): Promise<() => Promise<number>> {
  const since = (await decisionsAbout(shared)).at(-1)?.time ?? '';
  return async () =>
    (await decisionsAbout(shared)).filter(
      ({ time, principal, action, resource, decision }) =>
        time > since &&
        principal === 'ses.amazonaws.com' &&
        action === 'sns:Publish' &&
        resource.endsWith(`:sesame-local-${topic}`) &&
        decision === 'allowed',
    ).length;
}

/** Waits until SES has the message, and tells by which id. */
async function sent({ body }: Answer): Promise<string> {
  return String((await hasStatus(shared, String(body['id']), 'sent'))['message_id']);
}

/** A message as its recipient reads it. */
async function read(messageId: string): Promise<{ source: string; pixel: string; links: string[] }> {
  const answer = await fetch(`${shared.aws}/_sesame/mail/${messageId}`);
  const source = (await answer.text()).replaceAll('=\r\n', '').replaceAll('=3D', '=');
  const pixel = /<img [^>]*src="([^"]+)"/.exec(source)?.[1] ?? '';
  return { source, pixel, links: [...source.matchAll(/<a href="([^"]+)"/g)].map(([, link = '']) => link) };
}
