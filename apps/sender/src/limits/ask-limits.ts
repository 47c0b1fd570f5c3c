import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import * as z from 'zod/mini';
import type { SendingLimits } from '../sending-limits';

const account = z.object({
  SendingEnabled: z.boolean(),
  SendQuota: z.object({
    MaxSendRate: z.number().check(z.positive()),
    Max24HourSend: z.number(),
    SentLast24Hours: z.number(),
  }),
});

/**
 * Asks SES for the limits of this account. It takes one such request a second (AWS documentation: Service quotas in Amazon SES).
 * @throws a ZodError where SES does not tell them all: what is known already is worth more than half of an answer
 */
export async function askLimits(ses: Pick<SESv2Client, 'send'>, now: Date): Promise<SendingLimits> {
  const { SendingEnabled, SendQuota } = account.parse(await ses.send(new GetAccountCommand()));
  return {
    rate: SendQuota.MaxSendRate,
    quota: SendQuota.Max24HourSend,
    sentLast24Hours: SendQuota.SentLast24Hours,
    sendingEnabled: SendingEnabled,
    askedAt: now,
  };
}
