import { openStore } from '../store';
import { openSesUnderTest, plainEmail, testCall, testTime, refusal } from './ses-under-test';
import { sendEmail } from './send-email';

const simulator = (mailbox: string) => `${mailbox}@simulator.amazonses.com`;
const to = (...addresses: string[]) => ({ Destination: { ToAddresses: addresses } });

describe('who may send', () => {
  test('a sender that is not verified is rejected, with the text that AWS has for it', () => {
    const { send, ses } = openSesUnderTest();
    expect(() => send({ FromEmailAddress: 'shop@example.org' })).toThrow(
      refusal(
        'MessageRejected',
        'Email address is not verified. The following identities failed the check in region US-EAST-1: shop@example.org',
      ),
    );
    expect(ses.mail()).toEqual([]);
  });

  test('all that fail the check stand in one message, a sender with a display name in both forms', () => {
    const { send } = openSesUnderTest();
    const changes = { FromEmailAddress: 'Shop <a@example.org>', FeedbackForwardingEmailAddress: 'b@example.org' };
    expect(() => send(changes)).toThrow('US-EAST-1: Shop <a@example.org>, a@example.org, b@example.org');
  });

  test('an identity that waits for its verification does not send', () => {
    const { send, ses } = openSesUnderTest();
    ses.applyIdentity('example.org', 'PENDING');
    expect(() => send({ FromEmailAddress: 'shop@example.org' })).toThrow('not verified');
    ses.applyIdentity('example.org', 'SUCCESS');
    expect(send({ FromEmailAddress: 'shop@example.org' })).toMatch(/^0100/);
    ses.removeIdentity('EXAMPLE.org');
    expect(() => send({ FromEmailAddress: 'shop@example.org' })).toThrow('not verified');
  });

  test('a verified domain covers its subdomains, and a verified address wins over its domain', () => {
    const { send, ses, records, addDestination } = openSesUnderTest();
    addDestination('events', ['SEND']);
    ses.applyIdentity('vip@example.com', 'SUCCESS');
    send({ FromEmailAddress: 'a@mail.example.com' });
    send({ FromEmailAddress: 'vip@example.com' });
    const arns = [
      'arn:aws:ses:us-east-1:000000000000:identity/example.com',
      'arn:aws:ses:us-east-1:000000000000:identity/vip@example.com',
    ];
    expect(records()).toMatchObject(arns.map((sourceArn) => ({ mail: { sourceArn } })));
  });
});

describe('the configuration set', () => {
  test('one that is not there is not found', () => {
    const { send } = openSesUnderTest();
    expect(() => send({ ConfigurationSetName: 'marketing' })).toThrow(refusal('NotFoundException', undefined, 404));
  });

  test('one whose sending is disabled refuses, and sends again once it is enabled', () => {
    const { send, ses } = openSesUnderTest();
    ses.configurationSets.setSendingEnabled('transactional', false);
    expect(() => send()).toThrow(refusal('SendingPausedException'));
    ses.configurationSets.setSendingEnabled('transactional', true);
    expect(send()).toMatch(/^0100/);
  });
});

describe('what is kept', () => {
  test('the answer is a message id of the form SES gives, and the mail is found under it', async () => {
    const { send, ses } = openSesUnderTest();
    const id = send();
    expect(id).toMatch(/^0100[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-000000$/);
    expect(await ses.mailSource(id)).toContain('It has shipped.');
    expect(ses.mailSource('0100-unknown')).toBeUndefined();
  });

  test('mail, list and all survive a new start on the same store', () => {
    const store = openStore(undefined);
    const id = openSesUnderTest({ store }).send();
    expect(openSesUnderTest({ store }).ses.mail()).toEqual([expect.objectContaining({ id })]);
  });

  test('a failure while events are published leaves nothing behind', () => {
    const { ses, sns, addDestination, send } = openSesUnderTest({ receptionAt: () => 'knows no such user' });
    addDestination('events', ['SEND', 'BOUNCE']);
    let publications = 0;
    sns.publish = () => {
      if (++publications === 2) throw new Error('The disk is full.');
      return { messageId: 'sns' };
    };
    expect(() => send()).toThrow('The disk is full.');
    expect(publications).toBe(2);
    expect(ses.mail()).toEqual([]);
    expect(ses.limits.sentLast24Hours()).toBe(0);
    expect(ses.suppressionList.list({ reasons: ['BOUNCE'], limit: 10 })).toEqual([]);
  });
});

describe("the account's suppression list", () => {
  const listed = (ses: ReturnType<typeof openSesUnderTest>['ses']) =>
    ses.suppressionList.list({ reasons: ['BOUNCE', 'COMPLAINT'], limit: 10 });

  test('a listed recipient is held back without regard to case, and the others are served', () => {
    const { ses, send, records, addDestination } = openSesUnderTest();
    addDestination('events', ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT']);
    ses.suppressionList.put({ emailAddress: 'Muted@example.net', reason: 'BOUNCE', lastUpdateTime: 1 });
    ses.suppressionList.put({ emailAddress: 'ivan@example.net', reason: 'COMPLAINT', lastUpdateTime: 1 });
    send(to('muted@EXAMPLE.net', 'alice@example.net', 'ivan@example.net'));
    expect(records()).toMatchObject([
      { eventType: 'Send' },
      { delivery: { recipients: ['alice@example.net'] } },
      {
        bounce: {
          bounceSubType: 'OnAccountSuppressionList',
          bouncedRecipients: [{ emailAddress: 'muted@EXAMPLE.net', status: '5.1.1' }],
        },
      },
      {
        complaint: {
          complaintSubType: 'OnAccountSuppressionList',
          complainedRecipients: [{ emailAddress: 'ivan@example.net' }],
        },
      },
    ]);
    expect(listed(ses).map((entry) => entry.lastUpdateTime)).toEqual([1, 1]);
  });

  test('a set that names no reasons sends to listed recipients', () => {
    const { ses, send, records, addDestination } = openSesUnderTest();
    addDestination('events', ['DELIVERY', 'BOUNCE']);
    ses.applyConfigurationSet('transactional', { sendingEnabled: true, suppressedReasons: [] });
    ses.suppressionList.put({ emailAddress: 'alice@example.net', reason: 'BOUNCE', lastUpdateTime: 1 });
    send();
    expect(records()).toEqual([expect.objectContaining({ eventType: 'Delivery' })]);
  });

  test('a hard bounce and a complaint put their addresses on the list, with what caused it', () => {
    const { ses, send } = openSesUnderTest({
      receptionAt: (address) => (/^gone/i.test(address) ? 'knows no such user' : 'complains'),
    });
    const messageId = send(to('gone@Example.net', 'Gone.too@example.org', 'angry@example.net'));
    const cause = { messageId, feedbackId: expect.stringMatching(/^0100/) as string, lastUpdateTime: testTime };
    expect(listed(ses)).toEqual([
      { emailAddress: 'Gone.too@example.org', reason: 'BOUNCE', ...cause },
      { emailAddress: 'angry@example.net', reason: 'COMPLAINT', ...cause },
      { emailAddress: 'gone@example.net', reason: 'BOUNCE', ...cause },
    ]);
  });

  test('only the reasons of the set put an address on the list', () => {
    const { ses, send } = openSesUnderTest({
      receptionAt: (address) => (address.startsWith('gone') ? 'knows no such user' : 'complains'),
    });
    ses.applyConfigurationSet('transactional', { sendingEnabled: true, suppressedReasons: ['COMPLAINT'] });
    send(to('gone@example.net', 'angry@example.net'));
    expect(listed(ses).map((entry) => entry.emailAddress)).toEqual(['angry@example.net']);
  });

  test('the simulator puts nobody on the list, and neither does an answer out of office', () => {
    const { ses, send } = openSesUnderTest();
    send(to(simulator('bounce'), simulator('complaint'), simulator('suppressionlist'), simulator('ooto')));
    expect(listed(ses)).toEqual([]);
  });

  test('without a configuration set the list of the account holds for both reasons', () => {
    const { ses } = openSesUnderTest({ receptionAt: () => 'knows no such user' });
    const { ConfigurationSetName: _, ...request } = plainEmail;
    void sendEmail.run(ses, request, testCall);
    expect(listed(ses)).toEqual([expect.objectContaining({ reason: 'BOUNCE' })]);
  });
});
