import { GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { describeIdentity } from './describe-identity';

const ses = mockClient(SESv2Client);
const client = new SESv2Client({ region: 'us-east-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } });
const start = Date.parse('2026-11-22T10:00:00Z');
let time = start;
const described = () => describeIdentity({ ses: client, now: () => new Date(time) }, 'shop.test');

beforeEach(() => {
  ses.reset();
  time = start;
});

test('what SES says counts as of when it was asked', async () => {
  ses.on(GetEmailIdentityCommand, { EmailIdentity: 'shop.test' }).callsFake(() => {
    time += 2_000;
    return {
      IdentityType: 'DOMAIN',
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
      DkimAttributes: { Status: 'SUCCESS', Tokens: ['one'], SigningAttributesOrigin: 'AWS_SES' },
      MailFromAttributes: {
        MailFromDomain: 'send.shop.test',
        MailFromDomainStatus: 'PENDING',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    };
  });
  await expect(described()).resolves.toEqual({
    identity: { name: 'shop.test', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' },
    dkim: { status: 'SUCCESS', tokens: ['one'], hostedZone: undefined },
    mailFrom: { domain: 'send.shop.test', status: 'PENDING' },
    asOf: new Date(start),
  });
});

test('a domain without a return path of its own has none, and keys of its owner are no tokens', async () => {
  ses.on(GetEmailIdentityCommand).resolves({
    DkimAttributes: { Status: 'SUCCESS', Tokens: ['selector'], SigningAttributesOrigin: 'EXTERNAL' },
    MailFromAttributes: {
      MailFromDomain: undefined,
      MailFromDomainStatus: undefined,
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    },
  });
  const answer = await described();
  expect(answer).not.toHaveProperty('mailFrom');
  expect(answer).toMatchObject({ dkim: { tokens: [] }, identity: { verified: false } });
});

test('an identity that SES does not have is told from one that SES does not answer about', async () => {
  ses.on(GetEmailIdentityCommand).rejects(new NotFoundException({ message: 'none', $metadata: {} }));
  await expect(described()).resolves.toBeUndefined();
  ses.on(GetEmailIdentityCommand).rejects(new Error('SES is busy'));
  await expect(described()).rejects.toThrow('SES is busy');
});
