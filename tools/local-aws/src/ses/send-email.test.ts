import { sendEmail } from './send-email';
import { openSesUnderTest, plainEmail } from './ses-under-test';

const identity = (name: string) => `arn:aws:ses:us-east-1:000000000000:identity/${name}`;
const accesses = (changes: object = {}) => {
  const { ses } = openSesUnderTest();
  ses.applyIdentity('vip@example.com', 'SUCCESS');
  return sendEmail.access(ses, sendEmail.input.parse({ ...plainEmail, ...changes }), { type: 'anonymous' });
};

test('IAM is asked for the identity and for the configuration set, with what the condition keys hold', () => {
  const context = {
    'ses:ApiVersion': '2',
    'ses:FromAddress': 'shop@example.com',
    'ses:FromDisplayName': 'Shop',
    'ses:Recipients': ['a@example.net', 'c@example.net', 'b@example.net'],
    'ses:FeedbackAddress': 'bounces@example.com',
  };
  expect(
    accesses({
      Destination: {
        ToAddresses: ['A <a@example.net>'],
        CcAddresses: ['c@example.net'],
        BccAddresses: ['b@example.net'],
      },
      FeedbackForwardingEmailAddress: 'Bounces <bounces@example.com>',
    }),
  ).toEqual([
    { action: 'ses:SendEmail', resource: identity('example.com'), context },
    {
      action: 'ses:SendEmail',
      resource: 'arn:aws:ses:us-east-1:000000000000:configuration-set/transactional',
      context,
    },
  ]);
});

test('a bare sender without a configuration set asks for one thing, and has no display name', () => {
  expect(accesses({ FromEmailAddress: 'shop@example.com', ConfigurationSetName: undefined })).toEqual([
    {
      action: 'ses:SendEmail',
      resource: identity('example.com'),
      context: {
        'ses:ApiVersion': '2',
        'ses:FromAddress': 'shop@example.com',
        'ses:Recipients': ['alice@example.net'],
      },
    },
  ]);
});

test.each([
  ['vip@example.com', 'vip@example.com'],
  ['vip@EXAMPLE.com', 'vip@example.com'],
  ['VIP@example.com', 'example.com'],
  ['a@mail.example.com', 'example.com'],
  ['a@Nowhere.org', 'nowhere.org'],
  ['not an address', 'not an address'],
  [undefined, ''],
])('for the sender %s the identity asked for is %s', (FromEmailAddress, name) => {
  expect(accesses({ FromEmailAddress })[0]?.resource).toBe(identity(name));
});

test.each([
  [{ Raw: { Data: 'RnJvbTo=' } }, ['ses:SendRawEmail', 'ses:SendRawEmail']],
  [
    { Template: { TemplateName: 'welcome' } },
    ['ses:SendTemplatedEmail', 'ses:SendTemplatedEmail', 'ses:SendTemplatedEmail'],
  ],
  [
    { ...plainEmail.Content, Raw: { Data: 'RnJvbTo=' } },
    ['ses:SendRawEmail', 'ses:SendRawEmail', 'ses:SendEmail', 'ses:SendEmail'],
  ],
])('the content %j asks for its own permission', (Content, actions) => {
  expect(accesses({ Content }).map(({ action }) => action)).toEqual(actions);
});
