import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { SESv2Client } from '@aws-sdk/client-sesv2';

/** SES closes a connection that is idle for longer, and what Lambda froze is older than the process can tell by its timers. */
const idleMs = 4_000;

/**
 * A client that asks SES once: a second try after a lost answer could send a second time. A connection that was idle for
 * four seconds is closed and never written to, so that no request meets one that SES is closing, or that went stale while
 * the function was frozen: that mail's fate would not be known. Timers do not run in a frozen function, so the clock is
 * looked at before each request, too.
 */
export function askOnceClient(now: () => number = Date.now): SESv2Client {
  const settings = { keepAlive: true, timeout: idleMs };
  const [httpAgent, httpsAgent] = [new HttpAgent(settings), new HttpsAgent(settings)];
  const client = new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 1_500,
      requestTimeout: 15_000,
      throwOnRequestTimeout: true,
      httpAgent,
      httpsAgent,
    },
  });

  let usedAt = now();
  client.middlewareStack.add(
    (next) => async (request) => {
      if (now() - usedAt >= idleMs) for (const agent of [httpAgent, httpsAgent]) closeIdle(agent);
      usedAt = now();
      try {
        return await next(request);
      } finally {
        usedAt = now();
      }
    },
    { step: 'finalizeRequest', name: 'closeIdleConnections', priority: 'low' },
  );
  return client;
}

function closeIdle({ freeSockets }: HttpAgent): void {
  for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
}
