import { apiRequest } from '../api-request.fixture';
import { deployment, describedShop, shop } from '../domain.fixture';
import { createDomain, type CreateDomainParts } from './create-domain';

const { mailFrom, ...withoutReturnPath } = describedShop;
const ses = {
  create: jest.fn<ReturnType<CreateDomainParts['ses']['create']>, [string]>(),
  describe: jest.fn<ReturnType<CreateDomainParts['ses']['describe']>, [string]>(),
  setMailFrom: jest.fn<Promise<boolean>, [string, string]>(),
};
const put = jest.fn<Promise<void>, Parameters<CreateDomainParts['copy']['put']>>();
const get = jest.fn<ReturnType<CreateDomainParts['domains']['get']>, [string, string?]>();
const answerTo = (body: unknown) =>
  createDomain({ ses, copy: { put }, domains: { get }, deployment })(apiRequest({ body }));

beforeEach(() => {
  jest.resetAllMocks();
  ses.create.mockResolvedValue(withoutReturnPath);
  ses.setMailFrom.mockResolvedValue(true);
  get.mockResolvedValue(shop);
});

test('a domain is created in lower case, followed at once, given a return path, and answered with its records', async () => {
  await expect(answerTo({ name: 'Shop.test' })).resolves.toMatchObject({
    body: {
      id: shop.id,
      name: 'shop.test',
      status: 'pending',
      created_at: '2026-11-20T09:00:00.000Z',
      deployed: false,
    },
  });
  expect(ses.create).toHaveBeenCalledWith('shop.test');
  expect(put).toHaveBeenCalledWith(describedShop.identity, describedShop.asOf, 'own');
  expect(ses.setMailFrom).toHaveBeenCalledWith('shop.test', 'send.shop.test');
});

test('the return path may be chosen', async () => {
  const { body } = await answerTo({ name: 'shop.test', custom_return_path: 'bounces' });
  expect(ses.setMailFrom).toHaveBeenCalledWith('shop.test', 'bounces.shop.test');
  const returnPath = expect.objectContaining({ type: 'MX', name: 'bounces.shop.test' });
  expect(body).toMatchObject({ records: expect.arrayContaining([returnPath]) });
});

test('one that SES has already is answered as it is, its return path kept', async () => {
  ses.create.mockResolvedValue(undefined);
  ses.describe.mockResolvedValue({ ...describedShop, mailFrom: { domain: 'mail.shop.test', status: 'SUCCESS' } });
  await expect(answerTo({ name: 'shop.test' })).resolves.toMatchObject({ body: { id: shop.id } });
  expect(ses.setMailFrom).not.toHaveBeenCalled();

  await expect(answerTo({ name: 'shop.test', custom_return_path: 'send' })).rejects.toMatchObject({
    errorName: 'validation_error',
    details: { field: 'custom_return_path' },
  });
});

test('a call that broke off before the return path was set is completed by the next', async () => {
  ses.setMailFrom.mockRejectedValueOnce(new Error('SES is busy'));
  await expect(answerTo({ name: 'shop.test' })).rejects.toThrow('SES is busy');
  expect(put).toHaveBeenCalledTimes(1);

  ses.create.mockResolvedValue(undefined);
  ses.describe.mockResolvedValue(withoutReturnPath);
  const { body } = await answerTo({ name: 'shop.test' });
  expect(ses.setMailFrom).toHaveBeenLastCalledWith('shop.test', mailFrom?.domain);
  expect(body).toMatchObject({ records: expect.arrayContaining([expect.objectContaining({ type: 'MX' })]) });
});

test('one that is removed while it is created is neither', async () => {
  ses.setMailFrom.mockResolvedValue(false);
  await expect(answerTo({ name: 'shop.test' })).rejects.toMatchObject({ errorName: 'application_error' });
});

test.each([
  [undefined, undefined],
  [{}, 'name'],
  [{ name: 7 }, 'name'],
  [{ name: 'shop.test.' }, 'name'],
  [{ name: 'shop.test', region: 'us-east-1' }, 'region'],
  [{ name: 'shop.test', custom_return_path: 'shop.test' }, 'custom_return_path'],
  [{ name: 'shop.test', custom_return_path: 'se nd' }, 'custom_return_path'],
  [{ name: 'shop.test', tls: 'enforced' }, 'tls'],
  [{ name: 'shop.test', open_tracking: false }, 'open_tracking'],
  [{ name: 'shop.test', capabilities: { receiving: 'enabled' } }, 'capabilities.receiving'],
  [{ name: 'shop.test', tracking_subdomain: 'links' }, 'tracking_subdomain'],
  [{ name: 'shop.test', dkim: '2048' }, 'dkim'],
])('the body %j is refused, and SES not asked', async (body, field) => {
  const refusal = answerTo(body);
  await expect(refusal).rejects.toMatchObject({ errorName: 'validation_error' });
  if (field !== undefined) await expect(refusal).rejects.toMatchObject({ details: { field } });
  expect(ses.create).not.toHaveBeenCalled();
});

test('what is so for every domain may be said', async () => {
  const settings = { open_tracking: true, click_tracking: true, tls: 'opportunistic', region: 'eu-west-1' };
  const capabilities = { sending: 'enabled', receiving: 'disabled' };
  await expect(answerTo({ name: 'shop.test', ...settings, capabilities })).resolves.toBeDefined();
});
