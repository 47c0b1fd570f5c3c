import * as z from 'zod';
import { operation } from '../operation';
import { onAccount } from './access';
import type { Ses } from './ses';

const dayMs = 24 * 60 * 60 * 1000;

export const getAccount = operation<Ses>()({
  name: 'GetAccount',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html',
  http: { method: 'GET', path: '/v2/email/account' },
  input: z.strictObject({}),
  access: () => [onAccount('ses:GetAccount')],
  run: ({ account, mails, clock }) => ({
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendQuota: {
      Max24HourSend: account.max24HourSend,
      MaxSendRate: account.maxSendRate,
      SentLast24Hours: mails.recipientsSince(clock.now() - dayMs),
    },
    SendingEnabled: true,
    SuppressionAttributes: { SuppressedReasons: account.suppressedReasons },
  }),
});
