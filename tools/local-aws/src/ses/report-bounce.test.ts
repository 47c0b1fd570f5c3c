import { openSesUnderTest, plainEmail, testCall } from './ses-under-test';
import { sendEmail } from './send-email';

const mailboxFull = { bounceType: 'Transient', bounceSubType: 'MailboxFull' } as const;

test('a bounce of an accepted message goes to whoever listens to its configuration set', () => {
  const { ses, addDestination, send, records } = openSesUnderTest();
  const bounces = addDestination('bounces', ['BOUNCE']);
  const messageId = send();
  const report = ses.reportBounce({ ...mailboxFull, messageId, status: '4.2.2' });
  expect(records(bounces)).toMatchObject([
    {
      eventType: 'Bounce',
      bounce: {
        ...mailboxFull,
        bouncedRecipients: [{ emailAddress: 'alice@example.net', action: 'failed', status: '4.2.2' }],
        timestamp: '2026-11-20T09:15:02.000Z',
      },
      mail: { messageId, destination: ['alice@example.net'] },
    },
  ]);
  expect(report).toEqual({ outcome: 'published', record: records(bounces)[0] });
});

test('each bounce has an id of its own, and one without a status says nothing of a failure', () => {
  const { ses, addDestination, send, records } = openSesUnderTest();
  addDestination('bounces', ['BOUNCE']);
  const reply = { messageId: send(), bounceType: 'Transient', bounceSubType: 'General' } as const;
  ses.reportBounce(reply);
  ses.reportBounce(reply);
  const [first, second] = (records() as { bounce: { feedbackId: string } }[]).map(({ bounce }) => bounce);
  expect(first).toMatchObject({ bouncedRecipients: [{ emailAddress: 'alice@example.net' }] });
  expect(JSON.stringify(first)).not.toMatch(/action|status|reportingMTA/);
  expect(first?.feedbackId).not.toBe(second?.feedbackId);
});

test('it may concern some of the recipients, and no stranger', () => {
  const { ses, addDestination, send, records } = openSesUnderTest();
  addDestination('bounces', ['BOUNCE']);
  const messageId = send({ Destination: { ToAddresses: ['alice@example.net', 'bob@example.net'] } });
  ses.reportBounce({ ...mailboxFull, messageId, recipients: ['bob@example.net'] });
  expect(records()).toMatchObject([{ bounce: { bouncedRecipients: [{ emailAddress: 'bob@example.net' }] } }]);
  expect(ses.reportBounce({ ...mailboxFull, messageId, recipients: ['carol@example.net'] })).toEqual({
    outcome: 'no such recipient',
    recipient: 'carol@example.net',
  });
  expect(records()).toHaveLength(1);
});

test('of a message that is not there, or that was sent without a configuration set, nothing is said', () => {
  const { ses, published } = openSesUnderTest();
  expect(ses.reportBounce({ ...mailboxFull, messageId: 'none' })).toEqual({ outcome: 'no such message' });
  const { ConfigurationSetName: _, ...request } = plainEmail;
  void sendEmail.run(ses, request, testCall);
  const [mail] = ses.mail();
  expect(ses.reportBounce({ ...mailboxFull, messageId: mail?.id ?? '' })).toEqual({ outcome: 'no configuration set' });
  expect(published).toEqual([]);
});
