import * as z from 'zod';
import { operation } from '../operation';
import { onAccount } from './access';
import type { Ses } from './ses';

export const getAccount = operation<Ses>()({
  name: 'GetAccount',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html',
  http: { method: 'GET', path: '/v2/email/account' },
  input: z.strictObject({}),
  access: () => [onAccount('ses:GetAccount')],
  run: ({ account, limits }) => ({
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendQuota: {
      Max24HourSend: account.max24HourSend,
      MaxSendRate: account.maxSendRate,
      SentLast24Hours: limits.sentLast24Hours(),
    },
    SendingEnabled: true,
    SuppressionAttributes: { SuppressedReasons: account.suppressedReasons },
  }),
});
