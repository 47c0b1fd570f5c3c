import { createAuthorize } from '../../authorization';
import { createDecisionLog } from '../../decision-log';
import { createRoles } from '../../iam/roles';
import { lets, snsUnderTest } from '../../sns/sns-under-test';
import { letsSesPublish, plainEmail, testCall } from '../ses-under-test';
import { sendEmail } from '../send-email';
import { openSes, type EventType, type Ses } from '../ses';

const everyType: EventType[] = [
  'SEND',
  'REJECT',
  'BOUNCE',
  'COMPLAINT',
  'DELIVERY',
  'OPEN',
  'CLICK',
  'RENDERING_FAILURE',
  'DELIVERY_DELAY',
  'SUBSCRIPTION',
];
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');
const visitor = { ipAddress: '127.0.0.1', userAgent: 'Mozilla/5.0' };

/** SES, SNS and SQS as they run together: what SES publishes lands in a queue, every hop judged. */
function sesWithQueue() {
  const parts = snsUnderTest();
  const { store, clock, sns, sqs } = parts;
  const authorize = createAuthorize({ clock, roles: createRoles(), log: createDecisionLog() });
  const ses = openSes({ store, clock, sns, authorize });
  const { arn: topicArn } = sns.applyTopic('events');
  sns.setPolicy(topicArn, letsSesPublish('transactional'));
  const { arn: queueArn } = sqs.applyQueue('metrics', {});
  sqs.setPolicy('metrics', lets(topicArn, queueArn));
  ses.applyIdentity('example.com', 'SUCCESS');
  ses.applyConfigurationSet('transactional', { sendingEnabled: true, suppressedReasons: [] });
  const destination = { name: 'events', enabled: true, matchingEventTypes: everyType, topicArn };
  ses.applyEventDestination('transactional', destination);
  sns.applySubscription({ topicArn, protocol: 'sqs', endpoint: queueArn });
  return {
    ses,
    async records(): Promise<Record<string, unknown>[]> {
      const messages = await parts.receive('metrics');
      return messages.map(({ body }) => {
        const { Type, TopicArn, Message } = JSON.parse(body) as Record<string, string>;
        expect({ Type, TopicArn }).toEqual({ Type: 'Notification', TopicArn: topicArn });
        return JSON.parse(Message ?? '') as Record<string, unknown>;
      });
    },
  };
}

function send(ses: Ses, to: string, html: string): string {
  const content = { Simple: { Subject: { Data: 'Your order' }, Body: { Html: { Data: html } } } };
  const request = { ...plainEmail, Destination: { ToAddresses: [to] }, Content: content };
  return (sendEmail.run(ses, request, testCall) as { MessageId: string }).MessageId;
}

const fullMail = ['commonHeaders', 'destination', 'headers', 'headersTruncated', 'messageId', 'sendingAccountId'];
const mails = {
  whole: [...fullMail, 'source', 'sourceArn', 'tags', 'timestamp'],
  withoutSourceArn: [...fullMail, 'source', 'tags', 'timestamp'],
  brief: ['destination', 'messageId', 'sendingAccountId', 'source', 'sourceArn', 'tags', 'timestamp'],
};

const link = '<a href="https://shop.example.com/1" ses:tags="section:top">1</a>';
const preferences = (unsubscribeAll: boolean) => ({
  unsubscribeAll,
  topicSubscriptionStatus: [{ topicName: 'offers', subscriptionStatus: 'OptOut' as const }],
});
const nothing = () => undefined;

/** For each type: who gets the message, what is done then, what is said, under which key, and about how much of the mail. */
const types: [string, string, (ses: Ses, id: string) => unknown, string, object, string[]][] = [
  ['Send', 'alice@example.net', nothing, 'send', {}, mails.whole],
  ['Delivery', 'alice@example.net', nothing, 'delivery', { recipients: ['alice@example.net'] }, mails.whole],
  ['Bounce', 'bounce@simulator.amazonses.com', nothing, 'bounce', { bounceType: 'Permanent' }, mails.whole],
  ['Complaint', 'complaint@simulator.amazonses.com', nothing, 'complaint', { complaintSubType: null }, mails.whole],
  ['Reject', 'alice@example.net', nothing, 'reject', { reason: 'Bad content' }, mails.whole],
  ['Open', 'alice@example.net', (ses, id) => ses.opened(id, visitor), 'open', visitor, mails.withoutSourceArn],
  [
    'Click',
    'alice@example.net',
    (ses, id) => ses.clicked(id, 1, visitor),
    'click',
    { ...visitor, link: 'https://shop.example.com/1', linkTags: { section: ['top'] } },
    mails.withoutSourceArn,
  ],
  [
    'Rendering Failure',
    'alice@example.net',
    (ses, id) => ses.report(id, { type: 'Rendering Failure', templateName: 'welcome', errorMessage: 'No name.' }),
    'failure',
    { templateName: 'welcome', errorMessage: 'No name.' },
    mails.brief,
  ],
  [
    'DeliveryDelay',
    'alice@example.net',
    (ses, id) => ses.report(id, { type: 'DeliveryDelay', delayType: 'MailboxFull' }),
    'deliveryDelay',
    {
      delayType: 'MailboxFull',
      timestamp: '2026-11-20T09:00:00.000Z',
      expirationTime: '2026-11-20T23:00:00.000Z',
      delayedRecipients: [
        {
          emailAddress: 'alice@example.net',
          status: '4.2.2',
          diagnosticCode: 'smtp; 452 4.2.2 mailbox full',
        },
      ],
    },
    mails.brief,
  ],
  [
    'Subscription',
    'alice@example.net',
    (ses, id) =>
      ses.report(id, {
        type: 'Subscription',
        contactList: 'newsletter',
        newTopicPreferences: preferences(true),
        oldTopicPreferences: preferences(false),
      }),
    'subscription',
    {
      contactList: 'newsletter',
      timestamp: '2026-11-20T09:00:00.000Z',
      source: 'UnsubscribeHeader',
      newTopicPreferences: preferences(true),
      oldTopicPreferences: preferences(false),
    },
    mails.whole,
  ],
];

test.each(types)('%s reaches a queue that listens to the topic', async (eventType, to, then, key, said, mail) => {
  const { ses, records } = sesWithQueue();
  const id = send(ses, to, eventType === 'Reject' ? `<p>${eicar}</p>` : link);
  then(ses, id);
  const record = (await records()).find((one) => one['eventType'] === eventType);
  expect(Object.keys(record ?? {}).sort()).toEqual(['eventType', 'mail', key].sort());
  expect(record).toMatchObject({ [key]: said, mail: { messageId: id, destination: [to] } });
  expect(Object.keys(record?.['mail'] ?? {}).sort()).toEqual(mail);
  expect(ses.droppedEvents()).toEqual([]);
});

test('the types of this test are all there are', () => {
  const inCapitals = ([type]: (typeof types)[number]) => type.replace(/[ ]|(?<=[a-z])(?=[A-Z])/, '_').toUpperCase();
  expect(types.map(inCapitals).sort()).toEqual([...everyType].sort());
});

test('what has a virus is sent, then rejected, and delivered to nobody', async () => {
  const { ses, records } = sesWithQueue();
  send(ses, 'bounce@simulator.amazonses.com', `<p>${eicar}</p>`);
  expect((await records()).map(({ eventType }) => eventType).sort()).toEqual(['Reject', 'Send']);
});

test('of a mail that did not get far, the tags tell the configuration set alone', async () => {
  const { ses, records } = sesWithQueue();
  const id = send(ses, 'alice@example.net', link);
  ses.report(id, { type: 'DeliveryDelay', delayType: 'General' });
  const delay = (await records()).find(({ eventType }) => eventType === 'DeliveryDelay');
  expect(delay).toMatchObject({ mail: { tags: { 'ses:configuration-set': ['transactional'] } } });
  expect(Object.keys((delay as { mail: { tags: object } }).mail.tags)).toHaveLength(1);
});
