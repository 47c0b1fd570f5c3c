import { createEmailIdentity } from './create-email-identity';
import { deleteEmailIdentity } from './delete-email-identity';
import { getEmailIdentity } from './get-email-identity';
import { listEmailIdentities, listEmailIdentitiesByGet } from './list-email-identities';
import { putEmailIdentityMailFromAttributes } from './put-email-identity-mail-from-attributes';
import { openSesUnderTest, testCall, refusal } from './ses-under-test';

function opened() {
  const { ses } = openSesUnderTest();
  ses.applyIdentity('Example.ORG', 'PENDING');
  ses.applyIdentity('Shop@Example.org', 'SUCCESS');
  return ses;
}

test('identities are listed by name, with whether they may send', () => {
  expect(listEmailIdentities.run(opened(), {}, testCall)).toEqual({
    EmailIdentities: [
      {
        IdentityType: 'EMAIL_ADDRESS',
        IdentityName: 'Shop@example.org',
        SendingEnabled: true,
        VerificationStatus: 'SUCCESS',
      },
      { IdentityType: 'DOMAIN', IdentityName: 'example.com', SendingEnabled: true, VerificationStatus: 'SUCCESS' },
      { IdentityType: 'DOMAIN', IdentityName: 'example.org', SendingEnabled: false, VerificationStatus: 'PENDING' },
    ],
  });
});

test('both spellings of the operation are one, and page alike', () => {
  expect(listEmailIdentities.http).toEqual({ method: 'POST', path: '/v2/email/list-identities' });
  expect(listEmailIdentitiesByGet.http).toEqual({ method: 'GET', path: '/v2/email/identities' });
  const ses = opened();
  const page = (query: object) =>
    listEmailIdentitiesByGet.run(ses, listEmailIdentitiesByGet.input.parse(query), testCall) as {
      EmailIdentities: { IdentityName: string }[];
      NextToken?: string;
    };
  const first = page({ PageSize: '2' });
  const second = page({ PageSize: '2', NextToken: first.NextToken });
  expect([first, second].map(({ EmailIdentities: all }) => all.map((one) => one.IdentityName))).toEqual([
    ['Shop@example.org', 'example.com'],
    ['example.org'],
  ]);
  expect(second.NextToken).toBeUndefined();
  expect(() => page({ NextToken: 'x' })).toThrow(refusal('InvalidNextTokenException'));
});

test('a filter is not emulated, and refused by its name', () => {
  expect(listEmailIdentities.input.safeParse({ Filter: {} }).error?.issues).toEqual([
    expect.objectContaining({ keys: ['Filter'] }),
  ]);
});

test('a domain is told with its three DKIM tokens, always the same', () => {
  const ses = opened();
  const told = getEmailIdentity.run(ses, { EmailIdentity: 'EXAMPLE.com' }, testCall);
  expect(told).toEqual({
    IdentityType: 'DOMAIN',
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    DkimAttributes: {
      SigningEnabled: true,
      Status: 'SUCCESS',
      Tokens: Array(3).fill(expect.stringMatching(/^[a-z2-7]{32}$/)),
      SigningAttributesOrigin: 'AWS_SES',
      NextSigningKeyLength: 'RSA_2048_BIT',
    },
    MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
    Policies: {},
    Tags: [],
  });
  expect(getEmailIdentity.run(ses, { EmailIdentity: 'example.com' }, testCall)).toEqual(told);
});

test('an identity that waits is not verified for sending, and an address has no DKIM keys', () => {
  const ses = opened();
  expect(getEmailIdentity.run(ses, { EmailIdentity: 'example.org' }, testCall)).toMatchObject({
    VerifiedForSendingStatus: false,
    VerificationStatus: 'PENDING',
    DkimAttributes: { Status: 'PENDING' },
  });
  expect(getEmailIdentity.run(ses, { EmailIdentity: 'Shop@EXAMPLE.org' }, testCall)).toMatchObject({
    IdentityType: 'EMAIL_ADDRESS',
    VerifiedForSendingStatus: true,
    DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED' },
  });
});

test('an identity that is not there is not found, an address in another case included', () => {
  for (const EmailIdentity of ['nowhere.org', 'shop@example.org', 'mail.example.com']) {
    expect(() => getEmailIdentity.run(opened(), { EmailIdentity }, testCall)).toThrow(
      refusal('NotFoundException', undefined, 404),
    );
  }
});

test('reading one identity asks for its ARN, and listing them for no resource', () => {
  const ses = opened();
  expect(getEmailIdentity.access(ses, { EmailIdentity: 'example.com' }, { type: 'anonymous' })).toEqual([
    {
      action: 'ses:GetEmailIdentity',
      resource: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
      context: { 'ses:ApiVersion': '2' },
    },
  ]);
  expect(listEmailIdentities.access(ses, {}, { type: 'anonymous' })[0]?.resource).toBe('*');
});

test('a domain is created once, waits for its DNS records, and is deleted once', () => {
  const ses = opened();
  const EmailIdentity = 'second.test';
  const created = createEmailIdentity.run(ses, { EmailIdentity }, testCall);
  expect(created).toMatchObject({
    IdentityType: 'DOMAIN',
    VerifiedForSendingStatus: false,
    DkimAttributes: { Status: 'PENDING', Tokens: Array(3).fill(expect.any(String)) },
  });
  expect(getEmailIdentity.run(ses, { EmailIdentity }, testCall)).toMatchObject({ VerificationStatus: 'PENDING' });
  expect(() => createEmailIdentity.run(ses, { EmailIdentity: 'Second.test' }, testCall)).toThrow(
    refusal('AlreadyExistsException'),
  );

  expect(deleteEmailIdentity.run(ses, { EmailIdentity }, testCall)).toEqual({});
  expect(() => deleteEmailIdentity.run(ses, { EmailIdentity }, testCall)).toThrow(
    refusal('NotFoundException', undefined, 404),
  );
});

test.each(['nodots', 'bücher.example', 'a b.example', 'x@', '*.example.com', ''])(
  '%j is no identity',
  (EmailIdentity) => {
    expect(() => createEmailIdentity.run(opened(), { EmailIdentity }, testCall)).toThrow(
      refusal('BadRequestException'),
    );
  },
);

test('what belongs to a new identity is refused by its name, since it is not emulated', () => {
  const input = { EmailIdentity: 'second.test', ConfigurationSetName: 'transactional' };
  expect(createEmailIdentity.input.safeParse(input).error?.issues).toEqual([
    expect.objectContaining({ keys: ['ConfigurationSetName'] }),
  ]);
});

test('a MAIL FROM domain waits for its DNS records, is found with those of its identity, and goes with it', () => {
  const ses = opened();
  const EmailIdentity = 'example.org';
  const mailFrom = () =>
    (getEmailIdentity.run(ses, { EmailIdentity }, testCall) as { MailFromAttributes: object }).MailFromAttributes;
  const put = (input: { MailFromDomain?: string; BehaviorOnMxFailure?: string }) =>
    void putEmailIdentityMailFromAttributes.run(
      ses,
      { EmailIdentity, BehaviorOnMxFailure: 'USE_DEFAULT_VALUE', ...input },
      testCall,
    );

  put({ MailFromDomain: 'Send.example.org' });
  const set = { MailFromDomain: 'send.example.org', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' };
  expect(mailFrom()).toEqual({ ...set, MailFromDomainStatus: 'PENDING' });
  ses.applyIdentity(EmailIdentity, 'SUCCESS');
  expect(mailFrom()).toEqual({ ...set, MailFromDomainStatus: 'SUCCESS' });
  put({});
  expect(mailFrom()).toEqual({ BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' });

  put({ MailFromDomain: 'send.example.org', BehaviorOnMxFailure: 'REJECT_MESSAGE' });
  void deleteEmailIdentity.run(ses, { EmailIdentity }, testCall);
  void createEmailIdentity.run(ses, { EmailIdentity }, testCall);
  expect(mailFrom()).toEqual({ BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' });

  for (const MailFromDomain of ['example.org', 'send.example.com', 'sendexample.org'])
    expect(() => put({ MailFromDomain })).toThrow(refusal('BadRequestException'));
  expect(() => put({ BehaviorOnMxFailure: 'BOUNCE' })).toThrow(refusal('BadRequestException'));
});
