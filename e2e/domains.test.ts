import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { Resend } from 'resend';
import { call, clientAs, key, send, shared, simulated, timePasses } from './given';
import { eventually, mailTo } from './then';

const resend = new Resend(key, { baseUrl: shared.api });
const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/**
 * Lets SES find the DNS records of an identity, or not; one that is not there comes to be, as if made in its console.
 */
async function identityBecomes(name: string, verificationStatus: 'SUCCESS' | 'PENDING' | 'FAILED'): Promise<void> {
  const body = JSON.stringify({ name, verificationStatus });
  const response = await fetch(`${shared.aws}/_sesame/identities`, { method: 'POST', body });
  expect({ status: response.status, body: await response.json() }).toMatchObject({ status: 200, body: { name } });
}

/** The id of a new domain of this name. */
async function created(name: string): Promise<string> {
  const { data, error } = await resend.domains.create({ name });
  expect(error).toBeNull();
  return data?.id ?? '';
}

/** What the client shows of the records that the domain needs. */
function records(domain: string, status: string, returnPath = `send.${domain}`) {
  const dkim = { record: 'DKIM', type: 'CNAME', ttl: 'Auto', status };
  const spf = { record: 'SPF', name: returnPath, ttl: 'Auto', status };
  return [
    { ...spf, type: 'MX', value: 'feedback-smtp.us-east-1.amazonses.com', priority: 10 },
    { ...spf, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
    ...Array.from({ length: 3 }, () => ({
      ...dkim,
      name: expect.stringMatching(new RegExp(`^[a-z2-7]{32}\\._domainkey\\.${domain.replaceAll('.', '\\.')}$`)),
      value: expect.stringMatching(/^[a-z2-7]{32}\.dkim\.amazonses\.com$/),
    })),
  ];
}

test('the unmodified resend client creates, gets, lists, verifies, updates and removes a domain', async () => {
  const domain = { name: 'shop.test', region: 'us-east-1', created_at: instant };
  const added = await resend.domains.create({ name: 'Shop.test', region: 'us-east-1', openTracking: true });
  expect(added).toMatchObject({
    error: null,
    data: {
      ...domain,
      id: uuid,
      status: 'pending',
      capabilities: { sending: 'enabled', receiving: 'disabled' },
      records: records('shop.test', 'pending'),
    },
  });
  const id = added.data?.id ?? '';
  const got = await resend.domains.get(id);
  expect(got).toMatchObject({ data: { object: 'domain', ...domain, id, status: 'pending' } });
  expect(got.data?.records).toEqual(added.data?.records);
  expect(got.data?.created_at).toBe(added.data?.created_at);
  expect((await resend.domains.list({ limit: 100 })).data?.data).toContainEqual(
    expect.objectContaining({ ...domain, id, status: 'pending' }),
  );

  expect(await resend.domains.verify(id)).toMatchObject({ data: { object: 'domain', id } });
  expect(await resend.domains.get(id)).toMatchObject({ data: { status: 'pending' } });
  await identityBecomes('shop.test', 'SUCCESS');
  expect(await resend.domains.verify(id)).toMatchObject({ data: { object: 'domain', id } });
  expect(await resend.domains.get(id)).toMatchObject({
    data: { status: 'verified', records: records('shop.test', 'verified') },
  });
  expect((await resend.domains.list({ limit: 100 })).data?.data).toContainEqual(
    expect.objectContaining({ id, status: 'verified' }),
  );

  expect(await resend.domains.update({ id, tls: 'opportunistic', clickTracking: true })).toMatchObject({
    data: { object: 'domain', id },
  });
  expect(await resend.domains.update({ id, tls: 'enforced' })).toMatchObject({
    data: null,
    error: { name: 'validation_error', message: expect.stringContaining('"tls" must stay "opportunistic"') },
  });

  expect(await resend.domains.remove(id)).toMatchObject({ data: { object: 'domain', id, deleted: true } });
  const gone = { data: null, error: { name: 'not_found', statusCode: 404 } };
  expect(await resend.domains.get(id)).toMatchObject(gone);
  expect(await resend.domains.remove(id)).toMatchObject(gone);
  expect((await resend.domains.list({ limit: 100 })).data?.data.map((each) => each.id)).not.toContain(id);
});

test('a domain may be created again, its return path chosen, and changed', async () => {
  const name = 'bücher.test';
  const first = await resend.domains.create({ name, customReturnPath: 'bounces' });
  expect(first).toMatchObject({
    error: null,
    data: {
      name: 'xn--bcher-kva.test',
      records: records('xn--bcher-kva.test', 'pending', 'bounces.xn--bcher-kva.test'),
    },
  });
  const id = first.data?.id ?? '';
  expect((await resend.domains.create({ name })).data).toEqual(first.data);
  expect(await resend.domains.create({ name, customReturnPath: 'other' })).toMatchObject({
    error: { name: 'validation_error', message: expect.stringContaining('bounces.xn--bcher-kva.test') },
  });

  expect(await call(shared, 'PATCH', `/domains/${id}`, { body: { custom_return_path: 'mail' } })).toMatchObject({
    status: 200,
  });
  expect((await resend.domains.get(id)).data?.records[0]).toMatchObject({ name: 'mail.xn--bcher-kva.test' });
  expect((await resend.domains.remove(id)).error).toBeNull();
});

test('domains that were verified in SES without Sesame appear with the next sync, and are listed by paging', async () => {
  const names = ['one.test', 'two.test', 'three.test'];
  for (const name of names) await identityBecomes(name, 'SUCCESS');
  await timePasses(shared, 5 * 60_000);
  const all = await eventually(async () => {
    const domains = (await resend.domains.list({ limit: 100 })).data?.data ?? [];
    expect(domains.filter(({ status }) => status === 'verified').map(({ name }) => name)).toEqual(
      expect.arrayContaining(names),
    );
    return domains.map(({ id }) => id);
  });

  const pages = [];
  let after: string | undefined;
  do {
    const { data } = await resend.domains.list({ limit: 1, ...(after !== undefined && { after }) });
    pages.push(...(data?.data ?? []).map((each) => each.id));
    after = data?.has_more ? data.data.at(-1)?.id : undefined;
  } while (after !== undefined);
  expect(pages).toEqual(all);
  expect(pages).toEqual([...pages].sort());
  const before = await resend.domains.list({ limit: 2, before: pages.at(-1) ?? '' });
  expect(before.data?.data.map((each) => each.id)).toEqual(pages.slice(-3, -1));

  // What was made in the console has no MAIL FROM domain, so there are the DKIM records alone.
  const { data: listed } = await resend.domains.list({ limit: 100 });
  const id = listed?.data.find(({ name }) => name === 'one.test')?.id ?? '';
  expect((await resend.domains.get(id)).data?.records).toHaveLength(3);
  expect((await resend.domains.remove(id)).error).toBeNull();
});

describe('a domain that was verified after the sender was deployed', () => {
  const name = 'second.test';
  const attempt = async (from: string) => {
    const to = simulated('success');
    const { status, body } = await send(shared, to, { from });
    return { status, name: body['name'], message: String(body['message']), to };
  };

  test('is refused while it is pending, then for want of a deployment, with the command to run', async () => {
    const id = await created(name);
    const pending = await attempt(`a@${name}`);
    expect(pending).toMatchObject({ status: 422, name: 'identity_not_verified' });
    expect(pending.message).toContain(`${name} is still pending`);

    await identityBecomes(name, 'SUCCESS');
    expect((await resend.domains.verify(id)).error).toBeNull();
    const refused = await attempt(`b@${name}`);
    const command =
      'export SESAME_SENDING_IDENTITIES=example.com,second.test && npx nx deploy sender && npx nx deploy identities';
    expect(refused).toMatchObject({ status: 422, name: 'identity_not_deployed' });
    expect(refused.message).toContain(command);
    expect(await mailTo(shared, refused.to)).toEqual([]);
    expect(await call(shared, 'GET', `/domains/${id}`)).toMatchObject({
      body: { status: 'verified', deployed: false, deploy_command: command },
    });
  });

  test("is refused to deliver's own credentials by IAM", async () => {
    const ses = new SESv2Client(await clientAs(shared, 'sender-deliver'));
    const sent = ses.send(
      new SendEmailCommand({
        FromEmailAddress: `hello@${name}`,
        Destination: { ToAddresses: [simulated('success')] },
        ConfigurationSetName: 'sesame-local-transactional',
        Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello' } } } },
      }),
    );
    await expect(sent).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/sender-deliver.*ses:SendEmail.*identity\/second\.test/),
    });
  });

  test('shows beside one that is deployed, and can be removed', async () => {
    const { body } = await call(shared, 'GET', '/domains?limit=100');
    const listed = body['data'] as { id: string; name: string; deployed: boolean }[];
    const deployed = Object.fromEntries(listed.map((each) => [each.name, each.deployed]));
    expect(deployed).toMatchObject({ 'example.com': true, [name]: false });

    const id = listed.find((each) => each.name === name)?.id ?? '';
    expect((await resend.domains.remove(id)).error).toBeNull();
    expect(await attempt(`c@${name}`)).toMatchObject({ status: 422, name: 'identity_not_verified' });
  });
});

test.each([
  ['', 'missing'],
  ['hello@shop.test', 'e-mail address'],
  ['https://shop.test', 'https://'],
  ['shop.test.', 'dot at the end'],
  ['*.shop.test', 'all of its subdomains'],
  ['192.0.2.1', 'IP address'],
  ['localhost', 'at least two parts'],
  ['co.uk', 'the domain that you own'],
  ['shop\u200b.test', 'invisible'],
  ['my_shop.test', 'letters, digits and hyphens'],
])('%j is refused as a domain, and says why', async (name, said) => {
  expect(await resend.domains.create({ name })).toMatchObject({
    data: null,
    error: { name: 'validation_error', statusCode: 422, message: expect.stringContaining(said) },
  });
});

test('a domain of another region is refused', async () => {
  expect(await resend.domains.create({ name: 'shop.test', region: 'eu-west-1' })).toMatchObject({
    error: { name: 'validation_error', message: expect.stringContaining('must be us-east-1') },
  });
});
