import { anEmail } from '../email.fixture';
import { sendEmailInput } from './send-email-input';

const apiUrl = 'https://api.example.com';

test('SES gets simple content, without the suppressed recipients, tagged with the id of the e-mail', () => {
  const email = anEmail({
    from: 'Käse & Co <orders@example.com>',
    to: ['Ada <ada@example.net>', 'bob@example.net'],
    cc: ['Cy@example.net'],
    bcc: ['dan@example.net'],
    replyTo: ['help@example.com'],
    subject: 'Grüße',
    headers: [{ name: 'X-Order', value: '7' }],
    tags: [{ name: 'campaign', value: 'spring' }],
    suppressed: ['bob@example.net', 'cy@example.net'],
  });

  expect(
    sendEmailInput(email, { html: '<p>ä</p>', text: 'ä' }, { configurationSet: 'sesame-test-transactional', apiUrl }),
  ).toEqual({
    FromEmailAddress: `=?UTF-8?B?${Buffer.from('Käse & Co').toString('base64')}?= <orders@example.com>`,
    Destination: {
      ToAddresses: ['"Ada" <ada@example.net>'],
      CcAddresses: [],
      BccAddresses: ['dan@example.net'],
    },
    ReplyToAddresses: ['help@example.com'],
    Content: {
      Simple: {
        Subject: { Data: 'Grüße', Charset: 'UTF-8' },
        Body: { Text: { Data: 'ä', Charset: 'UTF-8' }, Html: { Data: '<p>ä</p>', Charset: 'UTF-8' } },
        Headers: [{ Name: 'X-Order', Value: '7' }],
      },
    },
    ConfigurationSetName: 'sesame-test-transactional',
    EmailTags: [
      { Name: 'campaign', Value: 'spring' },
      { Name: 'sesame-email-id', Value: email.id },
    ],
  });
});

test('a part that was not given is not sent as an empty one', () => {
  const { Content } = sendEmailInput(anEmail(), { text: 'Hi' }, { configurationSet: 'set', apiUrl });

  expect(Content?.Simple?.Body).toEqual({ Text: { Data: 'Hi', Charset: 'UTF-8' } });
});

test('marketing mail says how to unsubscribe with one click, beside its own headers', () => {
  const marketing = anEmail({
    stream: 'marketing',
    unsubscribeToken: 'AAAAAAAAAAAAAAAAAAAAAA',
    headers: [{ name: 'X-Campaign', value: '7' }],
  });
  const { Content } = sendEmailInput(marketing, { text: 'Hi' }, { configurationSet: 'set', apiUrl });

  expect(Content?.Simple?.Headers).toEqual([
    { Name: 'X-Campaign', Value: '7' },
    { Name: 'List-Unsubscribe', Value: `<${apiUrl}/unsubscribe/${marketing.id}.AAAAAAAAAAAAAAAAAAAAAA>` },
    { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
  ]);
});

test('SES is told the template as a tag', () => {
  const email = anEmail({ template: { id: 'template-1', version: 3 } });
  const { EmailTags } = sendEmailInput(email, { text: 'x' }, { configurationSet: 'set', apiUrl });
  expect(EmailTags).toContainEqual({ Name: 'sesame-template', Value: 'template-1' });
});
