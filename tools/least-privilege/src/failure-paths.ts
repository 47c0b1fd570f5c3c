import { setTimeout } from 'node:timers/promises';
import { doorsOf } from '@sesame/local-sesame';

/** What the questions are recorded under that are put while things go wrong. */
export const duringFailures = 'failures';

const kinds = ['throttle', 'error', 'reset-after'] as const;
const services = ['dynamodb', 'sqs', 'ses', 's3', 'sns'] as const;
/** Every third call fails: few deeds succeed at once, and few never get to their second call. */
const rate = 0.3;
const headers = { authorization: 'Bearer ss_local', 'content-type': 'application/json' };
const retriesMs = 700;
const sweepsMs = 61_000;

/**
 * Has calls to every service of AWS fail, in each way they can, while everything that Sesame does is asked of it: functions
 * take the paths that are for failures, and IAM is asked what these need. What the API answers meanwhile is its own matter.
 */
export async function failurePaths(
  { api, aws }: { api: string; aws: string },
  say: (line: string) => void,
): Promise<void> {
  const doors = doorsOf(aws);
  await fetch(`${aws}/_sesame/recording`, { method: 'POST', body: JSON.stringify({ during: duringFailures }) });
  let hits = 0;
  for (const [round, kind] of kinds.entries()) {
    for (const service of services) await doors.addFault({ service, kind, rate, seed: round + 1 });
    await everything(api, kind);
    await doors.advanceClock(sweepsMs);
    await setTimeout(retriesMs);
    hits += (await doors.faults()).reduce((sum, { hit }) => sum + hit, 0);
    await doors.clearFaults();
    await doors.advanceClock(sweepsMs);
    await setTimeout(retriesMs);
  }
  say(`${hits} calls failed, in ${kinds.length} ways`);
}

/** Asks of the API everything that it does. */
async function everything(api: string, label: string): Promise<void> {
  const ask = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const request = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const text = await fetch(api + path, request)
      .then((response) => response.text())
      .catch(() => '');
    return answered(text);
  };
  const email = (to: string) => ({ from: 'hello@example.com', to, subject: 'Failures', text: 'Hello.' });
  const to = (outcome: string) => `${outcome}+failures-${label}@simulator.amazonses.com`;
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const file = { filename: 'a.txt', content: Buffer.from('Hello.').toString('base64') };

  const sent = await Promise.all([
    ask('POST', '/emails', email(to('success'))),
    ask('POST', '/emails', email(to('bounce'))),
    ask('POST', '/emails', email(to('complaint'))),
    ask('POST', '/emails', { ...email(to('success')), stream: 'marketing' }),
    ask('POST', '/emails', { ...email(to('success')), attachments: [file] }),
    ask('POST', '/emails', {
      ...email(to('success')),
      attachments: [{ filename: 'b.txt', path: 'https://nowhere.example/b' }],
    }),
    ask('POST', '/emails', { ...email(to('success')), scheduled_at: soon }),
  ]);
  await ask('POST', '/emails/batch', [email(to('success')), email(to('ooto'))]);
  for (const { id } of sent) {
    if (typeof id !== 'string') continue;
    await Promise.all([
      ask('GET', `/emails/${id}`),
      ask('GET', `/emails/${id}/events`),
      ask('GET', `/emails/${id}/attachments`),
    ]);
  }
  const scheduled = sent.at(-1)?.['id'];
  if (typeof scheduled === 'string') {
    await ask('PATCH', `/emails/${scheduled}`, { scheduled_at: soon });
    await ask('POST', `/emails/${scheduled}/cancel`, {});
  }
  const address = `failures-${label}@example.net`;
  await ask('POST', '/suppressions', { email: address });
  await ask('GET', `/suppressions/${address}`);
  await ask('DELETE', `/suppressions/${address}`);
  const domain = await ask('POST', '/domains', { name: `failures-${label}.example.org` });
  if (typeof domain['id'] === 'string') {
    await ask('GET', `/domains/${domain['id']}`);
    await ask('DELETE', `/domains/${domain['id']}`);
  }
  const key = await ask('POST', '/api-keys', { name: `failures ${label}`, permission: 'sending_access' });
  if (typeof key['id'] === 'string') await ask('DELETE', `/api-keys/${key['id']}`);
  const template = await ask('POST', '/templates', {
    name: `Failures ${label}`,
    subject: 'Hello',
    html: '<p>Hello.</p>',
  });
  if (typeof template['id'] === 'string') {
    await ask('POST', `/templates/${template['id']}/publish`, {});
    await ask('GET', `/templates/${template['id']}/ses`);
    await ask('DELETE', `/templates/${template['id']}`);
  }
  await Promise.all(
    ['/emails', '/suppressions', '/domains', '/api-keys', '/templates', '/streams', '/metrics'].map((path) =>
      ask('GET', path),
    ),
  );
}

function answered(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
