import { join } from 'node:path';
import * as z from 'zod';
import { roleApi } from './application';
import { call, shared, simulated, timePasses } from './given';
import { door } from './people';
import { signedFetch, type SigningCredentials } from './signed-fetch';
import { accepted, decisionsAbout, eventually, mailTo } from './then';
import { copyOfTheSources, framework } from './workspace';

const shop = 'arn:aws:cloudformation:us-east-1:000000000000:stack/shop-local/*';
const bucket = 'arn:aws:s3:::shop-local-serverlessdeploymen*';
const applicationRole = 'arn:aws:iam::000000000000:role/sesame/sesame-local-application';
const ownRole = 'arn:aws:iam::000000000000:role/shop-local-reader';

/** What somebody needs to deploy the shop and to try it: nothing of Sesame but to give a function the application role. */
const policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'cloudformation:*', Resource: shop },
    { Effect: 'Allow', Action: ['cloudformation:ValidateTemplate', 'cloudformation:ListExports'], Resource: '*' },
    { Effect: 'Allow', Action: 'iam:*', Resource: ownRole },
    { Effect: 'Allow', Action: 's3:*', Resource: [bucket, `${bucket}/*`] },
    { Effect: 'Allow', Action: 'lambda:*', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:shop-local-*' },
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: applicationRole,
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
  ],
};

const workspace = copyOfTheSources(['e2e/shop', 'package.json']);
const folder = join(workspace.folder, 'e2e', 'shop');
let developer: SigningCredentials;
const shopIs = async (command: 'deploy' | 'remove') => {
  const { code, said } = await framework(shared, developer, folder, command);
  expect(code === 0 ? '' : said).toBe('');
};

beforeAll(async () => {
  process.env['ROLE_API'] = await roleApi(shared);
  const { accessKeyId = '', secretAccessKey = '' } = await door(shared, 'users', { name: 'developer', policy });
  developer = { accessKeyId, secretAccessKey };
  await shopIs('deploy');
}, 120_000);
afterAll(async () => {
  await shopIs('remove');
  workspace.remove();
}, 120_000);

const answered = z.object({ status: z.number(), body: z.record(z.string(), z.unknown()), accessKeyId: z.string() });

/** Has a function of the shop confirm an order; what it was answered, and by which credentials it asked. */
async function confirm(id: string, customer: string, functionName = 'shop-local-confirm-order') {
  const url = `${shared.aws}/2015-03-31/functions/${functionName}/invocations`;
  const request = { method: 'POST', body: JSON.stringify({ id, customer }) };
  return answered.parse(await (await signedFetch('lambda', url, developer, request)).json());
}
const arrives = (to: string) => eventually(async () => expect(await mailTo(shared, to)).toHaveLength(1));

test('an application on Lambda sends by the role that it runs with, and has no key', async () => {
  const customer = simulated('success');
  const { status, body } = await confirm('1', customer);
  expect({ status, body }).toEqual({ status: 200, body: { id: expect.any(String) } });
  await arrives(customer);
  expect(await call(shared, 'GET', `/emails/${String(body['id'])}`)).toMatchObject({
    body: { to: [customer], subject: 'Your order' },
  });
  expect((await decisionsAbout(shared, 'application')).at(-1)).toMatchObject({
    ...{ action: 'execute-api:Invoke', decision: 'allowed', statement: { sid: 'Send' } },
    // The session is called after the function, so it is known which application sent.
    principal: 'arn:aws:sts::000000000000:assumed-role/sesame-local-application/shop-local-confirm-order',
  });
});

test('an order that is confirmed again is no second e-mail', async () => {
  const customer = simulated('success');
  const [first, again] = [await confirm('2', customer), await confirm('2', customer)];
  expect(again.body).toEqual(first.body);
  await arrives(customer);
});

test('the same code with a role that may only read is refused by the name of the action', async () => {
  const customer = simulated('success');
  expect(await confirm('3', customer, 'shop-local-reader')).toMatchObject({
    status: 403,
    body: { message: 'Forbidden' },
  });
  const refused = (await decisionsAbout(shared)).findLast(({ principal }) => principal.endsWith('/shop-local-reader'));
  expect(refused).toMatchObject({
    ...{ action: 'execute-api:Invoke', decision: 'implicitly-denied' },
    resource: expect.stringMatching(/\/POST\/emails$/),
  });
  expect(await mailTo(shared, customer)).toEqual([]);
});

test('when its credentials end Lambda gives it others, and every order is confirmed at its first attempt, and once', async () => {
  const customers = Array.from({ length: 6 }, () => simulated('success'));
  const confirmed: Awaited<ReturnType<typeof confirm>>[] = [];
  for (const [index, customer] of customers.entries()) {
    if (index === 3) {
      await Promise.all(customers.slice(0, index).map(arrives));
      await timePasses(shared, 3_600_000);
      await accepted(shared, simulated('success'));
    }
    confirmed.push(await confirm(`of-an-hour-${index}`, customer));
  }
  expect(confirmed.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(new Set(confirmed.map(({ body }) => body['id'])).size).toBe(6);
  const keys = confirmed.map(({ accessKeyId }) => accessKeyId);
  expect([new Set(keys.slice(0, 3)).size, new Set(keys.slice(3)).size, new Set(keys).size]).toEqual([1, 1, 2]);
  await Promise.all(customers.map(arrives));
});
