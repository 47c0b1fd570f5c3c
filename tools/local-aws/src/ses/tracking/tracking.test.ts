import { openSesUnderTest } from '../ses-under-test';
import type { EventType } from '../ses';

const visitor = { ipAddress: '127.0.0.1', userAgent: 'Mozilla/5.0' };
const urls = {
  open: (id: string) => `http://127.0.0.1:1/_sesame/open/${id}`,
  click: (id: string, link: number) => `http://127.0.0.1:1/_sesame/click/${id}/${link}`,
};
const html =
  '<body><a href="https://shop.example.com/1" ses:tags="section:top">1</a> <a href="https://shop.example.com/2">2</a></body>';
const content = (Body: object) => ({ Content: { Simple: { Subject: { Data: 'Hi' }, Body } } });
const htmlMail = content({ Html: { Data: html }, Text: { Data: 'https://shop.example.com/1' } });

/** The source of a message, its lines put together again that quoted-printable broke. */
async function sourceOf(ses: ReturnType<typeof openSesUnderTest>['ses'], id: string): Promise<string> {
  return ((await ses.mailSource(id, urls)) ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
}

function openTracked(...types: EventType[]) {
  const parts = openSesUnderTest();
  parts.addDestination('events', types);
  return parts;
}

test('the HTML has a pixel and links that lead here, and the text stays as it was', async () => {
  const { ses, send } = openTracked('OPEN', 'CLICK');
  const id = send(htmlMail);
  const source = await sourceOf(ses, id);
  expect(source).toContain(`<a href="${urls.click(id, 1)}">1</a> <a href="${urls.click(id, 2)}">2</a>`);
  expect(source).toContain(`src="${urls.open(id)}"`);
  expect(source).toContain('\r\nhttps://shop.example.com/1\r\n');
});

test('a message without HTML has no pixel', async () => {
  const { ses, send, records } = openTracked('OPEN', 'CLICK');
  const id = send(content({ Text: { Data: 'https://shop.example.com/1' } }));
  expect(await sourceOf(ses, id)).not.toContain('_sesame');
  expect(ses.opened(id, visitor)).toBe(false);
  expect(ses.clicked(id, 1, visitor)).toBeUndefined();
  expect(records()).toEqual([]);
});

test.each<[EventType[], boolean, boolean]>([
  [['OPEN'], true, false],
  [['CLICK'], false, true],
  [['DELIVERY'], false, false],
])('where the event destinations ask for %s, only that is tracked', async (types, opens, clicks) => {
  const { ses, send } = openTracked(...types);
  const id = send(htmlMail);
  const source = await sourceOf(ses, id);
  expect({ opens: source.includes('/open/'), clicks: source.includes('/click/') }).toEqual({ opens, clicks });
  expect(ses.opened(id, visitor)).toBe(opens);
  expect(ses.clicked(id, 1, visitor)).toBe(clicks ? 'https://shop.example.com/1' : undefined);
});

test('a message without a configuration set is not tracked', async () => {
  const { ses, send } = openTracked('OPEN', 'CLICK');
  const id = send({ ...htmlMail, ConfigurationSetName: undefined });
  expect(await sourceOf(ses, id)).not.toContain('_sesame');
  expect(ses.opened(id, visitor)).toBe(false);
});

test('each fetch of the pixel and each click is an event, with who it was and where the link leads', () => {
  const { ses, send, records } = openTracked('OPEN', 'CLICK');
  const id = send(htmlMail);
  expect([ses.opened(id, visitor), ses.opened(id, visitor)]).toEqual([true, true]);
  expect(ses.clicked(id, 1, visitor)).toBe('https://shop.example.com/1');
  expect(ses.clicked(id, 2, visitor)).toBe('https://shop.example.com/2');
  const timestamp = '2026-11-20T09:15:02.000Z';
  const mail = expect.objectContaining({ messageId: id }) as unknown;
  const click = { ...visitor, timestamp };
  expect(records()).toEqual([
    { eventType: 'Open', open: { ...visitor, timestamp }, mail },
    { eventType: 'Open', open: { ...visitor, timestamp }, mail },
    {
      eventType: 'Click',
      click: { ...click, link: 'https://shop.example.com/1', linkTags: { section: ['top'] } },
      mail,
    },
    { eventType: 'Click', click: { ...click, link: 'https://shop.example.com/2', linkTags: null }, mail },
  ]);
});

test('what is not there is neither opened nor followed', () => {
  const { ses, send, records } = openTracked('OPEN', 'CLICK');
  const id = send(htmlMail);
  expect(ses.opened('0100-unknown', visitor)).toBe(false);
  for (const link of [0, 3, -1, 1.5, Number.NaN]) expect(ses.clicked(id, link, visitor)).toBeUndefined();
  expect(records()).toEqual([]);
});

test('after 60 days a link still leads where it led, and nobody is told', () => {
  const { ses, send, records, clock } = openTracked('OPEN', 'CLICK');
  const id = send(htmlMail);
  clock.advance(60 * 24 * 3_600_000 + 1);
  expect(ses.clicked(id, 1, visitor)).toBe('https://shop.example.com/1');
  expect(ses.opened(id, visitor)).toBe(true);
  expect(records()).toEqual([]);
});
