import { apiRequest } from '../api-request.fixture';
import { deployment, shop } from '../domain.fixture';
import { listDomains, type ListDomainsParts } from './list-domains';

const list = jest.fn<
  ReturnType<ListDomainsParts['domains']['list']>,
  Parameters<ListDomainsParts['domains']['list']>
>();
const answerTo = (query: Record<string, string>) =>
  listDomains({ domains: { list }, deployment })(apiRequest({ query }));

beforeEach(() => list.mockReset().mockResolvedValue({ domains: [], hasMore: false }));

test('a page holds the domains, their status, and whether they are deployed', async () => {
  const deployed = { ...shop, name: 'example.com', verificationStatus: 'SUCCESS' };
  list.mockResolvedValue({ domains: [shop, deployed], hasMore: true });
  await expect(answerTo({})).resolves.toMatchObject({
    body: {
      object: 'list',
      has_more: true,
      data: [
        { id: shop.id, name: 'shop.test', status: 'pending', deployed: false },
        { name: 'example.com', status: 'verified', deployed: true },
      ],
    },
  });
});

test.each([
  [{}, { limit: 20 }],
  [
    { limit: '100', after: shop.id },
    { limit: 100, after: shop.id },
  ],
  [{ before: shop.id }, { limit: 20, before: shop.id }],
])('the query %j asks for %j', async (query: Record<string, string>, expected) => {
  await answerTo(query);
  expect(list).toHaveBeenCalledWith({ connection: 'own', ...expected });
});

test.each([
  ['limit', { limit: '0' }],
  ['limit', { limit: '101' }],
  ['after', { after: 'shop.test' }],
  ['before', { after: shop.id, before: shop.id }],
  ['status', { status: 'verified' }],
])('a query that is wrong in %s is refused: %j', async (field, query: Record<string, string>) => {
  await expect(answerTo(query)).rejects.toMatchObject({ errorName: 'validation_error', details: { field } });
  expect(list).not.toHaveBeenCalled();
});
