// Shows that a deployed Sesame works: sends to SES's mailbox simulator through the API, waits until the address that
// bounced is on the suppression list, and takes it off again. One message, which SES bills. Prints PASS or FAIL.
//
//   SESAME_KEY=… node tools/smoke/smoke.mjs --api https://….execute-api.eu-west-1.amazonaws.com --from hello@acme.com
import { parseArgs } from 'node:util';

const waitMs = 60_000;
const everyMs = 500;
const { values } = parseArgs({
  options: { api: { type: 'string', default: 'http://127.0.0.1:3000' }, from: { type: 'string' } },
});
const { api, from = 'hello@example.com' } = values;
const key = process.env.SESAME_KEY ?? 'ss_local';
const address = `bounce+${crypto.randomUUID().slice(0, 8)}@simulator.amazonses.com`;
const entry = `/suppressions/${encodeURIComponent(address)}`;

try {
  const id = await accepted();
  await suppressed(id);
  await removed();
  process.stdout.write('PASS\n');
} catch (error) {
  process.stdout.write(`✘ ${error.message}\nFAIL\n`);
  process.exitCode = 1;
}

async function accepted() {
  const message = { from, to: address, subject: 'Smoke test', text: 'A smoke test; no answer is needed.' };
  const { status, body } = await call('POST', '/emails', message);
  if (status !== 200) throw new Error(`POST /emails answered ${status} ${body.name ?? ''}: ${body.message ?? ''}`);
  said('accepted');
  return body.id;
}

async function suppressed(id) {
  const until = Date.now() + waitMs;
  while (Date.now() < until) {
    const { status, body } = await call('GET', entry);
    if (status === 200 && body.origin === 'bounce') return said('bounced, and suppressed');
    await new Promise((done) => setTimeout(done, everyMs));
  }
  const { body } = await call('GET', `/emails/${id}`);
  throw new Error(
    `no suppression after ${waitMs / 1000} s; the e-mail is ${body.delivery_status}. ` +
      (body.delivery_status === 'sent'
        ? 'SES has it, so the bounce is lost after SES: is the service bounces deployed, and its dead-letter queue empty?'
        : 'It did not get to SES: the log of sender-deliver says why.'),
  );
}

async function removed() {
  const { status } = await call('DELETE', entry, {});
  if (status !== 200) throw new Error(`DELETE /suppressions answered ${status}`);
  said('taken off the list again');
}

async function call(method, path, body) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(`${api.replace(/\/$/, '')}${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}

function said(step) {
  process.stdout.write(`✔ ${step}\n`);
}
