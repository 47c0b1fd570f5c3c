import { delayTypes } from './events/delivery-delay-event';
import { openSesUnderTest, plainEmail, testCall } from './ses-under-test';
import { sendEmail } from './send-email';

const twoRecipients = { Destination: { ToAddresses: ['alice@example.net'], BccAddresses: ['bob@example.org'] } };

test.each(delayTypes)('a delay of type %s is told with what the receiver said', (delayType) => {
  const { ses, send, records, addDestination } = openSesUnderTest();
  addDestination('events', ['DELIVERY_DELAY']);
  ses.report(send(twoRecipients), { type: 'DeliveryDelay', delayType, recipients: ['bob@example.org'] });
  const recipient = {
    emailAddress: 'bob@example.org',
    status: expect.stringMatching(/^4\.\d\.\d$/) as string,
    diagnosticCode: expect.any(String) as string,
  };
  expect(records()).toMatchObject([{ deliveryDelay: { delayType, delayedRecipients: [recipient] } }]);
});

test('where no recipient is named, all are delayed', () => {
  const { ses, send } = openSesUnderTest();
  expect(ses.report(send(twoRecipients), { type: 'DeliveryDelay', delayType: 'General' })).toMatchObject({
    record: {
      deliveryDelay: {
        delayedRecipients: [{ emailAddress: 'alice@example.net' }, { emailAddress: 'bob@example.org' }],
      },
    },
  });
});

test('only the destinations that ask for it are told', () => {
  const { ses, send, records, addDestination } = openSesUnderTest();
  const delays = addDestination('delays', ['DELIVERY_DELAY']);
  const others = addDestination('others', ['OPEN', 'CLICK']);
  ses.report(send(), { type: 'DeliveryDelay', delayType: 'General' });
  expect([records(delays).length, records(others).length]).toEqual([1, 0]);
});

test('nothing is told about what SES does not know', () => {
  const { ses, send, records, addDestination } = openSesUnderTest();
  addDestination('events', ['DELIVERY_DELAY']);
  const { ConfigurationSetName: _, ...request } = plainEmail;
  const { MessageId: withoutSet } = sendEmail.run(ses, request, testCall) as { MessageId: string };
  const delay = { type: 'DeliveryDelay', delayType: 'General' } as const;
  expect(ses.report('0100-unknown', delay)).toEqual({ outcome: 'no such message' });
  expect(ses.report(withoutSet, delay)).toEqual({ outcome: 'no configuration set' });
  expect(ses.report(send(), { ...delay, recipients: ['eve@example.net'] })).toEqual({
    outcome: 'no such recipient',
    recipient: 'eve@example.net',
  });
  expect(records()).toEqual([]);
});
