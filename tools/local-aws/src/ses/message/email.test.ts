import { envelopeOf, readEmail } from './email';
import { sendEmailInput } from './send-email-input';
import { refusal } from '../ses-under-test';

const simple = { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hi' } } };
const request = {
  FromEmailAddress: 'Shop <shop@example.com>',
  Destination: { ToAddresses: ['alice@example.net'] },
  Content: { Simple: simple },
};
const read = (changes: object) => readEmail(sendEmailInput.parse({ ...request, ...changes }));

test('a whole request is read into an e-mail', () => {
  const email = read({
    Destination: {
      ToAddresses: ['A <a@example.net>'],
      CcAddresses: ['c@example.net'],
      BccAddresses: ['b@example.net'],
    },
    ReplyToAddresses: ['help@example.com'],
    FeedbackForwardingEmailAddress: 'bounces@example.com',
    EmailTags: [{ Name: 'app', Value: 'orders' }],
    ConfigurationSetName: 'transactional',
    Content: {
      Simple: {
        Subject: { Data: 'Grüße', Charset: 'UTF-8' },
        Body: { Text: { Data: 'Hi' }, Html: { Data: '<p>Hi</p>' } },
        Headers: [{ Name: 'X-Order', Value: '7' }],
      },
    },
  });
  expect(email).toMatchObject({
    from: { address: 'shop@example.com', displayName: 'Shop' },
    feedbackAddress: { address: 'bounces@example.com' },
    replyTo: [{ address: 'help@example.com' }],
    subject: 'Grüße',
    text: 'Hi',
    html: '<p>Hi</p>',
    headers: [{ name: 'X-Order', value: '7' }],
    tags: { app: ['orders'] },
    configurationSetName: 'transactional',
  });
  expect(envelopeOf(email)).toEqual(['a@example.net', 'c@example.net', 'b@example.net']);
});

test('fifty recipients over To, Cc and Bcc are taken and one more is refused', () => {
  const some = (count: number) => Array.from({ length: count }, (_, index) => `r${index}@example.net`);
  const destination = (bcc: number) => ({ ToAddresses: some(20), CcAddresses: some(20), BccAddresses: some(bcc) });
  expect(envelopeOf(read({ Destination: destination(10) }))).toHaveLength(50);
  expect(() => read({ Destination: destination(11) })).toThrow('Recipient count exceeds 50.');
});

test.each([
  ['no sender', { FromEmailAddress: undefined }, ''],
  ['no recipients', { Destination: { ToAddresses: [] } }, 'There are no recipients specified'],
  ['no destination', { Destination: undefined }, 'There are no recipients specified'],
  ['an empty recipient', { Destination: { ToAddresses: [''] } }, 'Invalid email address .'],
  ['an unreadable reply address', { ReplyToAddresses: ['nobody'] }, 'Invalid email address nobody.'],
  ['no content', { Content: {} }, 'exactly one of Simple, Raw and Template'],
  ['no subject', { Content: { Simple: { Body: simple.Body } } }, "'content.simple.subject' failed"],
  ['no body', { Content: { Simple: { Subject: simple.Subject, Body: {} } } }, "'content.simple.body' failed"],
  ['two lines of subject', { Content: { Simple: { ...simple, Subject: { Data: 'a\r\nBcc: b' } } } }, 'line break'],
  ['raw content', { Content: { Raw: { Data: 'RnJvbTo=' } } }, 'only Simple content is emulated, Raw is not.'],
  ['a template', { Content: { Template: { TemplateName: 'x' } } }, 'only Simple content is emulated, Template is not.'],
])('a request with %s is a bad request', (_, changes, message) => {
  expect(() => read(changes)).toThrow(refusal('BadRequestException', expect.stringContaining(message) as string));
});

test.each([
  'ListManagementOptions',
  'EndpointId',
  'TenantName',
  'FromEmailAddressIdentityArn',
  'ConfigurationOverrides',
])('%s is refused by its name', (member) => {
  const parsed = sendEmailInput.safeParse({ ...request, [member]: 'x' });
  expect(parsed.error?.issues).toEqual([expect.objectContaining({ code: 'unrecognized_keys', keys: [member] })]);
});
