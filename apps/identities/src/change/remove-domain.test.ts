import { apiRequest } from '../api-request.fixture';
import { shop } from '../domain.fixture';
import { removeDomain, type RemoveDomainParts } from './remove-domain';

const removedAt = new Date('2026-11-22T10:00:01.000Z');
const ses = { remove: jest.fn<Promise<Date>, [string]>() };
const copy = { remove: jest.fn() };
const get = jest.fn<ReturnType<RemoveDomainParts['domains']['get']>, [string, string?]>();
const answer = () => removeDomain({ ses, copy, domains: { get } })(apiRequest({ pathParameters: { id: shop.id } }));

beforeEach(() => {
  jest.resetAllMocks();
  get.mockResolvedValue(shop);
  ses.remove.mockResolvedValue(removedAt);
});

test('a domain is removed from SES, and the table says so at once', async () => {
  await expect(answer()).resolves.toEqual({ body: { object: 'domain', id: shop.id, deleted: true } });
  expect(ses.remove).toHaveBeenCalledWith('shop.test');
  expect(copy.remove).toHaveBeenCalledWith('shop.test', removedAt, 'own');
});

test('while SES has not removed it, the table goes on saying that it is there', async () => {
  ses.remove.mockRejectedValue(new Error('SES is busy'));
  await expect(answer()).rejects.toThrow('SES is busy');
  expect(copy.remove).not.toHaveBeenCalled();
});

test('a domain that is not there is not found', async () => {
  get.mockResolvedValue(undefined);
  await expect(answer()).rejects.toMatchObject({ errorName: 'not_found' });
  expect(ses.remove).not.toHaveBeenCalled();
});
