import {
  AlreadyExistsException,
  BadRequestException,
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  PutEmailIdentityMailFromAttributesCommand,
  SESv2Client,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { sesIdentities } from './ses-identities';

const ses = mockClient(SESv2Client);
const client = new SESv2Client({ region: 'us-east-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } });
const start = Date.parse('2026-11-22T10:00:00Z');
let time = start;
let paced = 0;
const identities = sesIdentities({
  ses: client,
  now: () => new Date(time),
  pace: (deed) => {
    paced += 1;
    return deed();
  },
});
const error = { message: 'No.', $metadata: {} };
const throttled = new TooManyRequestsException(error);

beforeEach(() => {
  ses.reset();
  time = start;
  paced = 0;
});

test('a domain is created with keys of SES, and that counts as of the answer', async () => {
  ses.on(CreateEmailIdentityCommand, { EmailIdentity: 'shop.test' }).callsFake(() => {
    time += 2_000;
    return { IdentityType: 'DOMAIN', DkimAttributes: { Status: 'NOT_STARTED', Tokens: ['one', 'two', 'three'] } };
  });
  await expect(identities.create('shop.test')).resolves.toEqual({
    identity: { name: 'shop.test', type: 'DOMAIN', verified: false, verificationStatus: 'NOT_STARTED' },
    dkim: { status: 'NOT_STARTED', tokens: ['one', 'two', 'three'], hostedZone: undefined },
    asOf: new Date(start + 2_000),
  });
});

test('a domain that SES has already is not created', async () => {
  ses.on(CreateEmailIdentityCommand).rejects(new AlreadyExistsException(error));
  await expect(identities.create('shop.test')).resolves.toBeUndefined();
});

test('a MAIL FROM domain is set so that mail goes out without it too', async () => {
  ses.on(PutEmailIdentityMailFromAttributesCommand).resolves({});
  await expect(identities.setMailFrom('shop.test', 'send.shop.test')).resolves.toBe(true);
  expect(ses.call(0).args[0].input).toEqual({
    EmailIdentity: 'shop.test',
    MailFromDomain: 'send.shop.test',
    BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
  });
  ses.on(PutEmailIdentityMailFromAttributesCommand).rejects(new NotFoundException(error));
  await expect(identities.setMailFrom('shop.test', 'send.shop.test')).resolves.toBe(false);
});

test('a domain is removed as of the answer, and one that is gone already is as good', async () => {
  ses.on(DeleteEmailIdentityCommand).callsFake(() => {
    time += 2_000;
    return {};
  });
  await expect(identities.remove('shop.test')).resolves.toEqual(new Date(start + 2_000));
  ses.on(DeleteEmailIdentityCommand).rejects(new NotFoundException(error));
  await expect(identities.remove('shop.test')).resolves.toEqual(new Date(start + 2_000));
});

test('what SES refuses is the caller’s to change, in the words of SES', async () => {
  ses.on(CreateEmailIdentityCommand).rejects(new BadRequestException(error));
  const refused = { errorName: 'validation_error', message: 'Amazon SES refused it: No.' };
  await expect(identities.create('shop.test')).rejects.toMatchObject({ ...refused, details: { field: 'name' } });
});

test('every call keeps the pace, and a throttled one decides nothing', async () => {
  ses.onAnyCommand().rejects(throttled);
  ses.on(GetEmailIdentityCommand).rejects(throttled);
  await expect(identities.create('shop.test')).rejects.toBe(throttled);
  await expect(identities.describe('shop.test')).rejects.toBe(throttled);
  await expect(identities.setMailFrom('shop.test', 'send.shop.test')).rejects.toBe(throttled);
  await expect(identities.remove('shop.test')).rejects.toBe(throttled);
  expect(paced).toBe(4);
});
