import { apiRequest } from '../api-request.fixture';
import { describedShop, shop } from '../domain.fixture';
import { verifyDomain, type VerifyDomainParts } from './verify-domain';

const asked = new Date('2026-11-22T10:00:00.000Z');
const parts = {
  ses: { describe: jest.fn<ReturnType<VerifyDomainParts['ses']['describe']>, [string]>() },
  copy: { put: jest.fn(), remove: jest.fn() },
  domains: { get: jest.fn<ReturnType<VerifyDomainParts['domains']['get']>, [string, string?]>() },
  now: () => asked,
};
const answer = () => verifyDomain(parts)(apiRequest({ pathParameters: { id: shop.id } }));

beforeEach(() => {
  jest.resetAllMocks();
  parts.domains.get.mockResolvedValue(shop);
});

test('the table says at once what SES says', async () => {
  const identity = { ...describedShop.identity, verified: true, verificationStatus: 'SUCCESS' };
  parts.ses.describe.mockResolvedValue({ ...describedShop, identity });
  await expect(answer()).resolves.toEqual({ body: { object: 'domain', id: shop.id } });
  expect(parts.copy.put).toHaveBeenCalledWith(identity, describedShop.asOf, 'own');
});

test('a domain that SES no longer has goes from the table, and is not found', async () => {
  parts.ses.describe.mockResolvedValue(undefined);
  await expect(answer()).rejects.toMatchObject({ errorName: 'not_found' });
  expect(parts.copy.remove).toHaveBeenCalledWith('shop.test', asked, 'own');
});

test('a domain that is not there is not asked about', async () => {
  parts.domains.get.mockResolvedValue(undefined);
  await expect(answer()).rejects.toMatchObject({ errorName: 'not_found' });
  expect(parts.ses.describe).not.toHaveBeenCalled();
});
