import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

interface Order {
  id: string;
  customer: string;
}

/** Confirms an order by e-mail: signed with what Lambda gives the function to act by its role, and with nothing else. */
export async function handler({ id, customer }: Order) {
  const accessKeyId = variable('AWS_ACCESS_KEY_ID');
  const signer = new SignatureV4({
    service: 'execute-api',
    region: variable('AWS_REGION'),
    credentials: {
      accessKeyId,
      secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
      sessionToken: variable('AWS_SESSION_TOKEN'),
    },
    sha256: Sha256,
  });
  const { protocol, hostname, port, host } = new URL(variable('ROLE_API'));
  const email = { from: 'hello@example.com', to: customer, subject: 'Your order', text: `We have your order ${id}.` };
  const body = JSON.stringify(email);
  const { headers } = await signer.sign({
    ...{ method: 'POST', protocol, hostname, port: Number(port), path: '/emails', body },
    headers: { host, 'content-type': 'application/json', 'idempotency-key': `order-${id}` },
  });
  const answer = await fetch(`${variable('ROLE_API')}/emails`, { method: 'POST', headers, body });
  return { status: answer.status, body: await answer.json(), accessKeyId };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The variable ${name} is not set.`);
  return value;
}
