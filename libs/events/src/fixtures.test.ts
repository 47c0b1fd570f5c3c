import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEventBridgeEvent } from './event-bridge-event';
import { MalformedEventError } from './malformed-event-error';
import { parseSnsLambdaRecord } from './sns-lambda-record';
import { parseSqsBody } from './sqs-body';

const folder = join(__dirname, '..', 'fixtures');
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const bodyOf = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8');

const bounced = (bounceType: string, bounceSubType: string, ...addresses: string[]) => ({
  type: 'bounce',
  bounce: {
    bounceType,
    bounceSubType,
    bouncedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
    timestamp: expect.any(Date),
    feedbackId: expect.stringMatching(/^0102/),
  },
});
const complained = (complaintFeedbackType: string, ...addresses: string[]) => ({
  type: 'complaint',
  complaint: {
    complaintFeedbackType,
    complainedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
    timestamp: expect.any(Date),
    feedbackId: expect.stringMatching(/^0102/),
  },
});
const delayed = (delayType: string, status: string) => ({
  type: 'delivery-delay',
  deliveryDelay: {
    delayType,
    delayedRecipients: [{ emailAddress: 'oscar@example.net', status }],
    timestamp: new Date('2026-11-20T09:25:40.095Z'),
    expirationTime: new Date('2026-11-20T23:25:40.914Z'),
  },
  mail: { tags: new Map([['ses:configuration-set', ['orders-transactional']]]) },
});

/** What each event says; the values that matter to whoever acts on it. */
const events: Record<string, object> = {
  'ep-send': { type: 'send', mail: { source: 'Example Shop <shop@example.com>', headersTruncated: false } },
  'ep-send-multi-recipient-cc': {
    type: 'send',
    mail: {
      destination: ['alice@example.net', 'bob@example.org', 'carol@example.net'],
      commonHeaders: { cc: [expect.any(String)] },
    },
  },
  'ep-send-templated-no-subject': { type: 'send' },
  'ep-delivery': {
    type: 'delivery',
    delivery: {
      recipients: ['alice@example.net'],
      timestamp: new Date('2026-11-20T09:15:03.412Z'),
      processingTimeMillis: 1400,
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a8-70.smtp-out.example.amazonses.com',
      remoteMtaIp: '203.0.113.7',
    },
  },
  'ep-delivery-no-remote-ip': {
    type: 'delivery',
    delivery: { recipients: ['dave@example.org'], processingTimeMillis: 11_893 },
  },
  'ep-bounce-permanent-general': bounced('Permanent', 'General', 'nobody@example.net'),
  'ep-bounce-permanent-noemail': bounced('Permanent', 'NoEmail', 'gone@example.org'),
  'ep-bounce-permanent-suppressed-global': bounced('Permanent', 'Suppressed', 'listed@example.net'),
  'ep-bounce-on-account-suppression-list': bounced('Permanent', 'OnAccountSuppressionList', 'muted@example.net'),
  'ep-bounce-on-tenant-suppression-list': bounced('Permanent', 'OnTenantSuppressionList', 'muted@example.org'),
  'ep-bounce-email-validation-suppressed': bounced('Permanent', 'EmailValidationSuppressed', 'typo@exmaple.example'),
  'ep-bounce-unsubscribed-recipient': bounced('Permanent', 'UnsubscribedRecipient', 'optout@example.net'),
  'ep-bounce-undetermined': bounced('Undetermined', 'Undetermined', 'odd@example.net'),
  'ep-bounce-undetermined-empty-recipients': bounced('Undetermined', 'Undetermined'),
  'ep-bounce-transient-general-ooto': bounced('Transient', 'General', 'holiday@example.net'),
  'ep-bounce-transient-mailbox-full': bounced('Transient', 'MailboxFull', 'full@example.net'),
  'ep-bounce-transient-message-too-large': bounced('Transient', 'MessageTooLarge', 'tiny@example.net'),
  'ep-bounce-transient-custom-timeout': bounced('Transient', 'CustomTimeoutExceeded', 'slow@example.net'),
  'ep-bounce-transient-content-rejected': bounced('Transient', 'ContentRejected', 'strict@example.net'),
  'ep-bounce-transient-attachment-rejected': bounced('Transient', 'AttachmentRejected', 'noexe@example.net'),
  'ep-bounce-multi-recipient-partial': bounced('Permanent', 'General', 'bad1@example.org', 'bad2@example.org'),
  'ep-bounce-after-delivery-async': bounced('Permanent', 'General', 'alice@example.net'),
  'ep-bounce-unknown-fields-mixed-case': {
    ...bounced('Permanent', 'General', 'MixedCase+News@Example.NET'),
    mail: { futureField: 'v' },
  },
  'ep-bounce-headers-truncated': {
    ...bounced('Permanent', 'General', 'truncated@example.net'),
    mail: { headersTruncated: true },
  },
  'ep-complaint-abuse': complained('abuse', 'erin@example.net'),
  'ep-complaint-no-report': {
    type: 'complaint',
    complaint: { complainedRecipients: [{ emailAddress: 'frank@example.net' }] },
  },
  'ep-complaint-not-spam': complained('not-spam', 'grace@example.net'),
  'ep-complaint-auth-failure': complained('auth-failure', 'heidi@example.org'),
  'ep-complaint-fraud': complained('fraud', 'heidi@example.org'),
  'ep-complaint-virus': complained('virus', 'heidi@example.org'),
  'ep-complaint-other': complained('other', 'heidi@example.org'),
  'ep-complaint-on-account-suppression-list': {
    type: 'complaint',
    complaint: { complaintSubType: 'OnAccountSuppressionList' },
  },
  'ep-complaint-possible-complainers': complained('abuse', 'judy@example.net', 'kim@example.net'),
  'ep-reject': { type: 'reject', reject: { reason: 'Bad content' } },
  'ep-open': {
    type: 'open',
    open: {
      timestamp: new Date('2026-11-20T09:31:10.121Z'),
      ipAddress: '203.0.113.55',
      userAgent: expect.stringMatching(/iPhone/),
    },
  },
  'ep-click': {
    type: 'click',
    click: {
      timestamp: new Date('2026-11-20T09:32:33.000Z'),
      link: 'https://shop.example.com/orders/123',
      linkTags: new Map([
        ['campaign', ['spring']],
        ['section', ['footer', 'legal']],
      ]),
      ipAddress: '203.0.113.55',
      userAgent: expect.stringMatching(/Windows/),
    },
  },
  'ep-click-null-linktags': { type: 'click', click: { linkTags: new Map() } },
  'ep-rendering-failure': {
    type: 'rendering-failure',
    failure: {
      templateName: 'order-shipped-v3',
      errorMessage: "Attribute 'orderNumber' is not present in the rendering data.",
    },
  },
  'ep-delivery-delay-transient-communication': delayed('TransientCommunicationFailure', '4.4.1'),
  'ep-delivery-delay-mailbox-full': delayed('MailboxFull', '4.2.2'),
  'ep-delivery-delay-spam-detected': delayed('SpamDetected', '4.7.0'),
  'ep-delivery-delay-ip-failure-reporting-mta': {
    type: 'delivery-delay',
    deliveryDelay: { delayType: 'IPFailure', reportingMTA: '198.51.100.24' },
  },
  'ep-delivery-delay-internal-failure': delayed('InternalFailure', '4.3.0'),
  'ep-delivery-delay-general': delayed('General', '4.0.0'),
  'ep-delivery-delay-recipient-server-error': delayed('RecipientServerError', '4.3.2'),
  'ep-delivery-delay-undetermined': delayed('Undetermined', '4.0.0'),
  'ep-delivery-delay-sending-deferral': delayed('SendingDeferral', '4.7.0'),
  'ep-delivery-delay-byoip-host-name-lookup-unavailable': delayed('BYOIPHostNameLookupUnavailable', '4.4.3'),
  'ep-delivery-delay-unknown-type': delayed('SomethingNew', '4.0.0'),
  'ep-subscription-optout': {
    type: 'subscription',
    subscription: {
      contactList: 'newsletter',
      timestamp: new Date('2026-11-20T18:05:45.000Z'),
      source: 'UnsubscribeHeader',
      newTopicPreferences: {
        unsubscribeAll: true,
        topicSubscriptionStatus: [{ topicName: 'offers', subscriptionStatus: 'OptOut' }],
      },
      oldTopicPreferences: { unsubscribeAll: false },
    },
  },
  'ep-subscription-topic-change': {
    type: 'subscription',
    subscription: {
      newTopicPreferences: {
        unsubscribeAll: false,
        topicDefaultSubscriptionStatus: [{ topicName: 'offers', subscriptionStatus: 'OptIn' }],
      },
    },
  },
};

/** What each feedback notification says. */
const notifications: Record<string, object> = {
  'fb-bounce-with-dsn': {
    ...bounced('Permanent', 'General', 'jane@example.net'),
    mail: {
      tags: new Map(),
      sourceIp: '192.0.2.10',
      callerIdentity: 'orders-sender-role',
      commonHeaders: { date: expect.stringMatching(/2026/), messageId: expect.stringMatching(/@shop\.example\.com$/) },
    },
  },
  'fb-bounce-without-dsn': { type: 'bounce', bounce: { bounceType: 'Permanent' } },
  'fb-bounce-transient-mailbox-full': { type: 'bounce', bounce: { bounceType: 'Transient' } },
  'fb-complaint-with-report': {
    type: 'complaint',
    complaint: { complaintFeedbackType: 'abuse', arrivalDate: expect.any(Date) },
  },
  'fb-complaint-without-report': { type: 'complaint', complaint: { timestamp: expect.any(Date) } },
  'fb-delivery': { type: 'delivery', delivery: { recipients: [expect.stringMatching(/@/)] } },
};

/** What SES leaves out, where a reader might count on it. */
const missing: Record<string, string[]> = {
  'ep-send-templated-no-subject': ['mail.commonHeaders.subject'],
  'ep-delivery-no-remote-ip': ['delivery.remoteMtaIp'],
  'ep-complaint-no-report': ['complaint.complaintFeedbackType', 'complaint.arrivalDate', 'complaint.userAgent'],
  'ep-complaint-on-account-suppression-list': ['complaint.complaintFeedbackType'],
  'ep-open': ['mail.sourceArn'],
  'ep-click': ['mail.sourceArn'],
  'ep-rendering-failure': ['mail.headers', 'mail.commonHeaders', 'mail.headersTruncated'],
  'ep-delivery-delay-general': ['mail.headers', 'mail.commonHeaders', 'deliveryDelay.reportingMTA'],
  'fb-bounce-without-dsn': ['mail.headers', 'mail.commonHeaders', 'bounce.bouncedRecipients[0].status'],
  'fb-complaint-with-report': ['complaint.complaintSubType'],
  'fb-complaint-without-report': ['complaint.complaintFeedbackType'],
};

const event = (name: string) => ({ kind: 'event', event: events[name] });
const setup = { kind: 'setup' };

/** What each message of an envelope is, in the order in which they stand there. */
const snsLambdaEvents: Record<string, object[]> = {
  'env-sns-lambda-bounce': [event('ep-bounce-permanent-general')],
  'env-sns-lambda-complaint-sigv2': [{ kind: 'event', event: { type: 'complaint' } }],
  'env-sns-lambda-feedback-bounce': [{ kind: 'notification', notification: notifications['fb-bounce-with-dsn'] }],
  'env-sns-lambda-validation-text': [setup],
};
const sqsEvents: Record<string, object[]> = {
  'env-sqs-wrapped-single': [{ envelope: 'sns', ...event('ep-bounce-permanent-general') }],
  'env-sqs-wrapped-duplicate': [
    { envelope: 'sns', ...event('ep-bounce-permanent-general') },
    { envelope: 'sns', ...event('ep-bounce-permanent-general') },
  ],
  'env-sqs-wrapped-batch-mixed': [
    { envelope: 'sns', kind: 'event', event: { type: 'bounce' } },
    { envelope: 'sns', ...setup },
    { envelope: 'sns', ...event('ep-delivery') },
    { malformed: 'body' },
    { envelope: 'sns', ...event('ep-complaint-not-spam') },
  ],
  'env-sqs-raw-delivery': [{ envelope: 'sns-raw', ...event('ep-complaint-abuse') }],
  'env-sqs-eventbridge-bounce': [{ envelope: 'event-bridge', ...event('ep-bounce-permanent-general') }],
};
const eventBridgeEvents = [
  'send',
  'delivery',
  'bounce-permanent-general',
  'complaint-abuse',
  'reject',
  'open',
  'click',
  'rendering-failure',
  'delivery-delay-transient-communication',
  'subscription-optout',
];
const controls: Record<string, object> = {
  'env-eventbridge-sending-status-disabled': { envelope: 'event-bridge', name: 'Sending Status Disabled' },
  'env-sns-http-subscription-confirmation': { envelope: 'sns', name: 'SubscriptionConfirmation' },
};

test.each(Object.entries(events))('the event %s', (name, expected) => {
  const parsed = parseSqsBody(bodyOf(name));
  expect(parsed).toMatchObject({ envelope: 'sns-raw', kind: 'event', event: expected });
  expect(parsed).toMatchObject({ event: { mail: { messageId: expect.stringMatching(/^0102.*-000000$/) } } });
});

test.each(Object.entries(notifications))('the feedback notification %s', (name, notification) => {
  expect(parseSqsBody(bodyOf(name))).toMatchObject({ kind: 'notification', notification });
});

test.each(Object.entries(missing))('what %s leaves out stays out', (name, paths) => {
  const parsed: Record<string, unknown> = { ...parseSqsBody(bodyOf(name)) };
  for (const path of paths) expect(parsed['event'] ?? parsed['notification']).not.toHaveProperty(path);
});

test('the word of a feedback topic that it is set up', () => {
  expect(parseSqsBody(bodyOf('fb-setup-subscription-succeeded'))).toEqual({ envelope: 'sns-raw', kind: 'setup' });
});

test.each(Object.entries(snsLambdaEvents))('the event of Lambda %s', (name, expected) => {
  const { Records } = read(name) as { Records: unknown[] };
  const messages = expected.map((message) => ({ envelope: 'sns', ...message }));
  expect(Records.map((record) => parseSnsLambdaRecord(record))).toMatchObject(messages);
});

test.each(Object.entries(sqsEvents))('the batch of SQS messages %s', (name, expected) => {
  const { Records } = read(name) as { Records: { body: string }[] };
  expect(Records.map(({ body }) => orWhereMalformed(() => parseSqsBody(body)))).toMatchObject(expected);
});

test.each(eventBridgeEvents)('the event of EventBridge env-eventbridge-%s holds the event of the same name', (name) => {
  const direct = parseEventBridgeEvent(read(`env-eventbridge-${name}`));
  expect(direct).toEqual({ ...parseSqsBody(bodyOf(`ep-${name}`)), envelope: 'event-bridge' });
  expect(parseSqsBody(bodyOf(`env-eventbridge-${name}`))).toEqual(direct);
});

test.each(Object.entries(controls))('%s is about no e-mail', (name, expected) => {
  expect(parseSqsBody(bodyOf(name))).toEqual({ kind: 'control', ...expected });
});

test('what an HTTP endpoint gets from SNS is what a queue gets', () => {
  expect(parseSqsBody(bodyOf('env-sns-http-notification'))).toMatchObject(event('ep-bounce-permanent-general'));
});

test('every fixture is read by a test above', () => {
  const tested = [
    ...[events, notifications, snsLambdaEvents, sqsEvents, controls].flatMap((table) => Object.keys(table)),
    ...eventBridgeEvents.map((name) => `env-eventbridge-${name}`),
    'fb-setup-subscription-succeeded',
    'env-sns-http-notification',
  ];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  expect(tested.map((name) => `${name}.json`).sort()).toEqual(files.sort());
});

function orWhereMalformed(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof MalformedEventError) return { malformed: error.where };
    throw error;
  }
}
