import { openSesUnderTest } from '../ses/ses-under-test';
import type { DoorParts } from './door';
import { createDoors } from './index';

const html = '<p><a href="https://shop.example.com/größe?a=1&amp;b=2">Shop</a></p>';
const htmlMail = {
  Content: { Simple: { Subject: { Data: 'Hi' }, Body: { Html: { Data: html, Charset: 'UTF-8' } } } },
};

/** The doors onto an SES whose configuration set asks for all that can be caused here, and one message it took. */
function doorsWithMail() {
  const { ses, send, records, addDestination } = openSesUnderTest();
  addDestination('events', ['OPEN', 'CLICK', 'DELIVERY_DELAY', 'RENDERING_FAILURE', 'SUBSCRIPTION']);
  const open = createDoors({ ses } as Partial<DoorParts> as DoorParts);
  const headers = { host: 'localhost:4567', 'user-agent': 'Mozilla/5.0' };
  const ask = (method: string, path: string, body: unknown = '') => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    return open({ method, url: `/_sesame/${path}`, headers, body: bytes }, { sourceIp: '127.0.0.1' });
  };
  return { id: send(htmlMail), records, ask };
}

test('a message is read with links that lead to where it was read', async () => {
  const { id, ask } = doorsWithMail();
  const source = String((await ask('GET', `mail/${id}`))?.body).replaceAll('=\r\n', '');
  expect(source).toContain(`http://localhost:4567/_sesame/open/${id}`);
  expect(source).toContain(`http://localhost:4567/_sesame/click/${id}/1`);
});

test('the pixel is a GIF, and whoever fetches it is told about', async () => {
  const { id, ask, records } = doorsWithMail();
  const answer = await ask('GET', `open/${id}`);
  expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'image/gif' } });
  expect(
    Buffer.from(answer?.body ?? '')
      .subarray(0, 6)
      .toString('latin1'),
  ).toBe('GIF89a');
  expect(records()).toMatchObject([{ open: { ipAddress: '127.0.0.1', userAgent: 'Mozilla/5.0' } }]);
  expect(await ask('GET', 'open/0100-unknown')).toMatchObject({ statusCode: 404 });
});

test('a link leads on to where the sender wished, and whoever follows it is told about', async () => {
  const { id, ask, records } = doorsWithMail();
  expect(await ask('GET', `click/${id}/1`)).toMatchObject({
    statusCode: 302,
    headers: { location: 'https://shop.example.com/gr%C3%B6%C3%9Fe?a=1&b=2' },
  });
  expect(records()).toMatchObject([
    { click: { ipAddress: '127.0.0.1', link: 'https://shop.example.com/größe?a=1&b=2' } },
  ]);
  for (const path of [`click/${id}/2`, `click/${id}/x`, 'click/0100-unknown/1']) {
    expect(await ask('GET', path)).toMatchObject({ statusCode: 404 });
  }
});

test.each([
  ['DeliveryDelay', { deliveryDelay: { delayType: 'General' } }],
  ['Rendering Failure', { failure: { templateName: 'welcome' } }],
  ['Subscription', { subscription: { newTopicPreferences: { unsubscribeAll: true } } }],
])('%s is told about a message, and its record is the answer', async (type, said) => {
  const { id, ask, records } = doorsWithMail();
  const answer = await ask('POST', 'events', { type, messageId: id });
  expect(answer).toMatchObject({ statusCode: 200 });
  const record: unknown = JSON.parse(String(answer?.body));
  expect(record).toMatchObject({ eventType: type, ...said, mail: { messageId: id } });
  expect(records()).toEqual([record]);
});

test.each([
  ['a type that comes about by itself', { type: 'Bounce' }, 422, 'type'],
  ['no type', {}, 422, 'type'],
  ['a delay type that SES does not have', { type: 'DeliveryDelay', delayType: 'Traffic' }, 422, 'delayType'],
  ['a member that nobody knows', { type: 'DeliveryDelay', reason: 'x' }, 422, 'reason'],
  ['a message that SES does not have', { type: 'DeliveryDelay', messageId: '0100-unknown' }, 404, 'MessageId'],
  ['somebody it did not go to', { type: 'DeliveryDelay', recipients: ['eve@example.net'] }, 422, 'eve@example.net'],
])('%s is refused in words', async (_, body, statusCode, word) => {
  const { id, ask, records } = doorsWithMail();
  const answer = await ask('POST', 'events', { messageId: id, ...body });
  expect(answer).toMatchObject({ statusCode });
  expect(String(answer?.body)).toContain(word);
  expect(records()).toEqual([]);
});
