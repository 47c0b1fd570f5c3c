import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { clientAs, send, shared, simulated } from './given';
import { mailTo } from './then';

test.each([
  ['a domain nobody verified', 'hello@elsewhere.test', 'elsewhere.test'],
  ['a look-alike of the verified domain', 'hello@examp1e.com', 'examp1e.com'],
  ['a look-alike in another script, named by its IDNA form', 'hello@ехample.com', 'xn--'],
  ['a domain that only ends like the verified one', 'hello@notexample.com', 'notexample.com'],
])('mail from %s is refused in words that help', async (_, from, named) => {
  const to = simulated('success');
  const { status, body } = await send(shared, to, { from });
  expect({ status, name: body['name'] }).toEqual({ status: 422, name: 'identity_not_verified' });
  expect(body['message']).toContain(named);
  expect(await mailTo(shared, to)).toEqual([]);
});

test('mail from a subdomain of the verified domain is sent, as SES would', async () => {
  expect(await send(shared, simulated('success'), { from: 'hello@news.example.com' })).toMatchObject({ status: 200 });
});

test.each([
  ['several addresses', 'hello@example.com, other@example.com'],
  ['nothing', ''],
  ['a line break', 'hello@example.com\r\nBcc: other@example.net'],
  ['a verified address only in its display name', '"hello@example.com" <hello@elsewhere.test>'],
  ['no domain', 'hello'],
])('a From that holds %s is refused', async (_, from) => {
  const { status, body } = await send(shared, simulated('success'), { from });
  expect(status).toBe(422);
  expect(['validation_error', 'identity_not_verified']).toContain(body['name']);
});

test("the same SES call with deliver's own credentials is refused by IAM", async () => {
  const ses = new SESv2Client(await clientAs(shared, 'sender-deliver'));
  const attempt = ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'hello@elsewhere.test',
      Destination: { ToAddresses: [simulated('success')] },
      Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello' } } } },
    }),
  );
  await expect(attempt).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(/sender-deliver.*ses:SendEmail.*identity\/elsewhere\.test/),
  });
});
