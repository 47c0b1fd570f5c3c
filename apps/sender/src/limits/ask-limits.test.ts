import { GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { askLimits } from './ask-limits';

const ses = mockClient(SESv2Client);
const now = new Date('2026-11-22T12:00:00Z');
const SendQuota = { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 7 };

test('SES tells the rate, the quota, what was sent, and whether it takes mail', async () => {
  ses.on(GetAccountCommand).resolves({ SendingEnabled: true, SendQuota });

  expect(await askLimits(new SESv2Client(), now)).toEqual({
    rate: 14,
    quota: 50_000,
    sentLast24Hours: 7,
    sendingEnabled: true,
    askedAt: now,
  });
});

test.each([
  {},
  { SendingEnabled: true },
  { SendQuota },
  { SendingEnabled: true, SendQuota: { ...SendQuota, MaxSendRate: undefined } },
  { SendingEnabled: true, SendQuota: { ...SendQuota, MaxSendRate: 0 } },
])('of half an answer such as %j nothing is kept', async (answer) => {
  ses.on(GetAccountCommand).resolves(answer);

  await expect(askLimits(new SESv2Client(), now)).rejects.toThrow();
});
