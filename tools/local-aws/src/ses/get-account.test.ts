import { getAccount } from './get-account';
import { openSesUnderTest, testCall } from './ses-under-test';

const quotaOf = ({ ses }: ReturnType<typeof openSesUnderTest>) =>
  (getAccount.run(ses, {}, testCall) as { SendQuota: object }).SendQuota;

test('an account is healthy, in production and has the quota of a laptop unless set', () => {
  const { ses } = openSesUnderTest();
  expect(getAccount.run(ses, {}, testCall)).toEqual({
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 50, SentLast24Hours: 0 },
    SendingEnabled: true,
    SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  });
  expect(quotaOf(openSesUnderTest({ maxSendRate: 14, max24HourSend: 200 }))).toMatchObject({
    Max24HourSend: 200,
    MaxSendRate: 14,
  });
});

test('what was sent is counted in recipients for 24 hours, suppressed ones too and the simulator not', () => {
  const under = openSesUnderTest();
  under.ses.suppressionList.put({ emailAddress: 'bob@example.net', reason: 'BOUNCE', lastUpdateTime: 1 });
  under.send({ Destination: { ToAddresses: ['alice@example.net'], BccAddresses: ['bob@example.net'] } });
  under.send({ Destination: { ToAddresses: ['success@simulator.amazonses.com'] } });
  under.clock.advance(23 * 3_600_000);
  under.send();
  expect(quotaOf(under)).toMatchObject({ SentLast24Hours: 3 });
  under.clock.advance(3_600_000);
  expect(quotaOf(under)).toMatchObject({ SentLast24Hours: 1 });
});

test('the account takes no resource', () => {
  expect(getAccount.access(openSesUnderTest().ses, {}, { type: 'anonymous' })).toEqual([
    { action: 'ses:GetAccount', resource: '*', context: { 'ses:ApiVersion': '2' } },
  ]);
});
