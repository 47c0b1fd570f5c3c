import { openSesUnderTest } from '../ses-under-test';

const simulator = (mailbox: string) => `${mailbox}@simulator.amazonses.com`;

/** Everything of a record as `path`, so that a member too many or too few shows. Tags are named with their `ses:`. */
function paths(value: unknown, path = ''): string[] {
  if (Array.isArray(value))
    return value.length > 0 ? [...new Set(value.flatMap((one) => paths(one, `${path}[]`)))] : [path];
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value);
  return entries.length > 0 ? entries.flatMap(([key, one]) => paths(one, path ? `${path}.${key}` : key)) : [path];
}

const mail = [
  'mail.timestamp',
  'mail.source',
  'mail.sourceArn',
  'mail.sendingAccountId',
  'mail.messageId',
  'mail.destination[]',
  'mail.headersTruncated',
  'mail.headers[].name',
  'mail.headers[].value',
  'mail.commonHeaders.from[]',
  'mail.commonHeaders.to[]',
  'mail.commonHeaders.messageId',
  'mail.commonHeaders.subject',
  'mail.tags.ses:operation[]',
  'mail.tags.ses:configuration-set[]',
  'mail.tags.ses:source-ip[]',
  'mail.tags.ses:from-domain[]',
  'mail.tags.ses:caller-identity[]',
  'mail.tags.app[]',
];
const outgoingIp = 'mail.tags.ses:outgoing-ip[]';
const delivery = ['timestamp', 'processingTimeMillis', 'recipients[]', 'smtpResponse', 'reportingMTA'];
const bounce = ['feedbackId', 'bounceType', 'bounceSubType', 'timestamp', 'bouncedRecipients[].emailAddress'];
const notification = ['bouncedRecipients[].action', 'bouncedRecipients[].status', 'bouncedRecipients[].diagnosticCode'];
const complaint = ['feedbackId', 'complaintSubType', 'complainedRecipients[].emailAddress', 'timestamp'];
const report = ['userAgent', 'complaintFeedbackType', 'arrivalDate'];
const of = (part: string, members: string[]) => members.map((member) => `${part}.${member}`);

function recordsFor(address: string): Record<string, unknown>[] {
  const { addDestination, send, records, ses } = openSesUnderTest();
  addDestination('events', ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT']);
  ses.suppressionList.put({ emailAddress: 'muted@example.net', reason: 'BOUNCE', lastUpdateTime: 1 });
  ses.suppressionList.put({ emailAddress: 'ivan@example.net', reason: 'COMPLAINT', lastUpdateTime: 1 });
  send({ Destination: { ToAddresses: [address] }, EmailTags: [{ Name: 'app', Value: 'orders' }] });
  return records() as Record<string, unknown>[];
}

test.each([
  ['alice@example.net', 0, ['eventType', 'send', ...mail]],
  ['alice@example.net', 1, ['eventType', ...of('delivery', delivery), ...mail, outgoingIp]],
  [
    simulator('bounce'),
    1,
    ['eventType', ...of('bounce', [...bounce, ...notification, 'reportingMTA']), ...mail, outgoingIp],
  ],
  [
    simulator('suppressionlist'),
    1,
    ['eventType', ...of('bounce', [...bounce, ...notification, 'reportingMTA']), ...mail, outgoingIp],
  ],
  [simulator('ooto'), 2, ['eventType', ...of('bounce', bounce), ...mail, outgoingIp]],
  ['muted@example.net', 1, ['eventType', ...of('bounce', [...bounce, ...notification, 'reportingMTA']), ...mail]],
  [simulator('complaint'), 2, ['eventType', ...of('complaint', [...complaint, ...report]), ...mail, outgoingIp]],
  ['ivan@example.net', 1, ['eventType', ...of('complaint', complaint), ...mail]],
])('for %s record %i has the members that AWS documents, and no others', (address, index, members) => {
  expect(paths(recordsFor(address)[index]).sort()).toEqual([...members].sort());
});

test('the simulator tells of each mailbox what AWS tells', () => {
  const told = (mailbox: string) =>
    recordsFor(simulator(mailbox)).map(({ eventType, bounce, complaint }) => [eventType, bounce ?? complaint]);
  expect(told('success')).toEqual([
    ['Send', undefined],
    ['Delivery', undefined],
  ]);
  expect(told('bounce')).toEqual([
    ['Send', undefined],
    [
      'Bounce',
      expect.objectContaining({
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: simulator('bounce'),
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          },
        ],
      }),
    ],
  ]);
  expect(told('ooto')).toEqual([
    ['Send', undefined],
    ['Delivery', undefined],
    ['Bounce', expect.objectContaining({ bounceType: 'Transient', bounceSubType: 'General' })],
  ]);
  expect(told('complaint')).toEqual([
    ['Send', undefined],
    ['Delivery', undefined],
    ['Complaint', expect.objectContaining({ complaintSubType: null, complaintFeedbackType: 'abuse' })],
  ]);
  expect(told('suppressionlist')).toEqual([
    ['Send', undefined],
    [
      'Bounce',
      expect.objectContaining({
        bounceSubType: 'General',
        bouncedRecipients: [
          expect.objectContaining({ diagnosticCode: expect.stringContaining('suppressed address') as string }),
        ],
      }),
    ],
  ]);
});

test('the mail object tells the whole message', () => {
  const { addDestination, send, records } = openSesUnderTest();
  addDestination('events', ['SEND']);
  const id = send({
    Destination: {
      ToAddresses: ['Alice <alice@example.net>'],
      CcAddresses: ['carol@example.net'],
      BccAddresses: ['secret@example.net'],
    },
    ReplyToAddresses: ['help@example.com'],
    FeedbackForwardingEmailAddress: 'bounces@example.com',
    EmailTags: [{ Name: 'app', Value: 'orders' }],
    Content: {
      Simple: {
        Subject: { Data: 'Grüße', Charset: 'UTF-8' },
        Body: { Text: { Data: 'Hi' }, Html: { Data: '<p>Hi</p>' } },
        Headers: [{ Name: 'X-Order', Value: '7' }],
      },
    },
  });
  expect(records()).toEqual([
    {
      eventType: 'Send',
      send: {},
      mail: {
        timestamp: '2026-11-20T09:15:02.000Z',
        source: 'Shop <shop@example.com>',
        sourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
        sendingAccountId: '000000000000',
        messageId: id,
        destination: ['alice@example.net', 'carol@example.net', 'secret@example.net'],
        headersTruncated: false,
        headers: [
          { name: 'From', value: 'Shop <shop@example.com>' },
          { name: 'Reply-To', value: 'help@example.com' },
          { name: 'To', value: 'Alice <alice@example.net>' },
          { name: 'Cc', value: 'carol@example.net' },
          { name: 'Subject', value: '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=' },
          { name: 'X-Order', value: '7' },
          { name: 'MIME-Version', value: '1.0' },
          {
            name: 'Content-Type',
            value: expect.stringMatching(/^multipart\/alternative; boundary="----=_Part-.+"$/) as string,
          },
        ],
        commonHeaders: {
          returnPath: 'bounces@example.com',
          from: ['Shop <shop@example.com>'],
          replyTo: ['help@example.com'],
          to: ['Alice <alice@example.net>'],
          cc: ['carol@example.net'],
          messageId: id,
          subject: 'Grüße',
        },
        tags: {
          'ses:operation': ['SendEmail'],
          'ses:configuration-set': ['transactional'],
          'ses:source-ip': ['127.0.0.1'],
          'ses:from-domain': ['example.com'],
          'ses:caller-identity': ['sesame-dev-sender-deliver'],
          app: ['orders'],
        },
      },
    },
  ]);
});

test('headers of 10 KB or more are cut off, and the record says so', () => {
  const { addDestination, send, records } = openSesUnderTest();
  addDestination('events', ['SEND']);
  const headers = Array.from({ length: 15 }, (_, index) => ({ Name: `X-${index}`, Value: 'x'.repeat(900) }));
  const simple = { Subject: { Data: 'Long' }, Body: { Text: { Data: 'Hi' } }, Headers: headers };
  send({ Content: { Simple: simple } });
  send({ Content: { Simple: { ...simple, Headers: headers.slice(0, 10) } } });
  const [long, short] = records() as { mail: { headersTruncated: boolean; headers: { name: string }[] } }[];
  expect(long?.mail.headersTruncated).toBe(true);
  expect(long?.mail.headers.map(({ name }) => name).slice(-1)).toEqual(['X-10']);
  expect(Buffer.byteLength(JSON.stringify(long?.mail.headers))).toBeLessThan(12_000);
  expect(short?.mail.headersTruncated).toBe(false);
  expect(short?.mail.headers).toHaveLength(15);
});

test('recipients that bounced for one cause share a record, and no two records share a feedback id', () => {
  const { addDestination, send, records } = openSesUnderTest();
  addDestination('events', ['BOUNCE', 'COMPLAINT']);
  const addresses = ['bounce+1', 'bounce+2', 'suppressionlist', 'ooto', 'complaint+1', 'complaint+2'].map(simulator);
  send({ Destination: { ToAddresses: addresses } });
  const told = records() as {
    bounce?: { feedbackId: string; bouncedRecipients: unknown[] };
    complaint?: { feedbackId: string };
    mail: { destination: string[] };
  }[];
  expect(told.map(({ bounce }) => bounce?.bouncedRecipients.length)).toEqual([2, 1, 1, undefined, undefined]);
  expect(new Set(told.map(({ bounce, complaint }) => bounce?.feedbackId ?? complaint?.feedbackId)).size).toBe(5);
  expect(told[0]?.mail.destination).toEqual(addresses);
});
