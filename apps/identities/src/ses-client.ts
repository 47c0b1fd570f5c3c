import { SESv2Client } from '@aws-sdk/client-sesv2';

/**
 * A client for questions about identities, of which SES answers one a second: what it throttles is tried three times in
 * all, well within the time of the function.
 */
export function sesClient(): SESv2Client {
  return new SESv2Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_500, requestTimeout: 6_000, throwOnRequestTimeout: true },
  });
}
