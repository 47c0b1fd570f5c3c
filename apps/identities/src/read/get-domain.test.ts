import { apiRequest } from '../api-request.fixture';
import { deployment, describedShop, shop } from '../domain.fixture';
import { getDomain, type GetDomainParts } from './get-domain';

const get = jest.fn<ReturnType<GetDomainParts['domains']['get']>, [string, string?]>();
const describe_ = jest.fn<ReturnType<GetDomainParts['describe']>, [string]>();
const answerTo = (id: string) =>
  getDomain({ domains: { get }, describe: describe_, deployment })(apiRequest({ pathParameters: { id } }));

beforeEach(() => {
  get.mockReset().mockResolvedValue(shop);
  describe_.mockReset().mockResolvedValue(describedShop);
});

test('a domain is shown as SES describes it, with its records and whether it is deployed', async () => {
  await expect(answerTo(shop.id)).resolves.toEqual({
    body: {
      object: 'domain',
      id: shop.id,
      name: 'shop.test',
      status: 'pending',
      created_at: '2026-11-20T09:00:00.000Z',
      region: 'eu-west-1',
      capabilities: { sending: 'enabled', receiving: 'disabled' },
      open_tracking: true,
      click_tracking: true,
      deployed: false,
      deploy_command:
        'export SESAME_SENDING_IDENTITIES=example.com,shop.test && npx nx deploy sender && npx nx deploy identities',
      records: expect.arrayContaining([expect.objectContaining({ record: 'DKIM', status: 'pending' })]),
      recommended_records: [expect.objectContaining({ record: 'DMARC' })],
    },
  });
  expect(get).toHaveBeenCalledWith(shop.id, 'own');
  expect(describe_).toHaveBeenCalledWith('shop.test');
});

test('what SES says now outdoes what the table still says', async () => {
  const identity = { ...describedShop.identity, verified: true, verificationStatus: 'SUCCESS' };
  describe_.mockResolvedValue({ ...describedShop, identity });
  await expect(answerTo(shop.id)).resolves.toMatchObject({ body: { status: 'verified' } });
});

test('a domain that the table does not have, or SES no longer has, is not found', async () => {
  describe_.mockResolvedValue(undefined);
  await expect(answerTo(shop.id)).rejects.toMatchObject({ errorName: 'not_found' });
  get.mockResolvedValue(undefined);
  describe_.mockClear();
  await expect(answerTo(shop.id)).rejects.toMatchObject({ errorName: 'not_found' });
  expect(describe_).not.toHaveBeenCalled();
});

test.each(['shop.test', '', 'anything'])('%j is no id', async (id) => {
  await expect(answerTo(id)).rejects.toMatchObject({ errorName: 'validation_error', details: { field: 'id' } });
  expect(get).not.toHaveBeenCalled();
});
