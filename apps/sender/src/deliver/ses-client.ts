import { SESv2Client } from '@aws-sdk/client-sesv2';

/**
 * A client that asks SES once: a second try after a lost answer could send a second time. A connection that was idle for
 * four seconds is closed by us, so that a request is hardly ever written to one that SES is closing, or that went stale
 * while the function was frozen: that mail's fate would not be known.
 */
export function askOnceClient(): SESv2Client {
  const agent = { keepAlive: true, timeout: 4_000 };
  return new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 1_500,
      requestTimeout: 15_000,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}
