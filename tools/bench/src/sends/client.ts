const headers = { authorization: 'Bearer ss_local', 'content-type': 'application/json' };

/** One e-mail of a kilobyte. */
const text = 'Your order is on its way, and should be with you in a day or two. '.repeat(15);
let latest = 0;

/** `POST /emails`, with an idempotency key of its own if asked for; throws unless it is accepted. */
export async function send(api: string, { keyed = false } = {}): Promise<void> {
  const n = ++latest;
  const response = await fetch(`${api}/emails`, {
    method: 'POST',
    headers: { ...headers, ...(keyed && { 'idempotency-key': `bench/${n}` }) },
    body: JSON.stringify({ from: 'hello@example.com', to: newAddress(), subject: 'Bench', text }),
  });
  const answer = await response.text();
  if (response.status !== 200) throw new Error(`POST /emails was answered ${response.status}: ${answer}`);
}

/** What SES's own client is given for the same e-mail. */
export function rawInput() {
  return {
    FromEmailAddress: 'hello@example.com',
    Destination: { ToAddresses: [newAddress()] },
    Content: { Simple: { Subject: { Data: 'Bench' }, Body: { Text: { Data: text } } } },
    ConfigurationSetName: 'sesame-local-transactional',
  };
}

function newAddress(): string {
  return `success+${++latest}@simulator.amazonses.com`;
}
