import type { SuppressionTable } from '@sesame/suppression';
import { apiRequest } from '../api-request.fixture';
import { listSuppressions } from './list-suppressions';

const id = '1b9d6bcd-bbfd-8b2d-9b5d-ab8dfbbd4bed';
const list = jest.fn<ReturnType<SuppressionTable['list']>, Parameters<SuppressionTable['list']>>();
const answerTo = (query: Record<string, string>) => listSuppressions({ list })(apiRequest({ query }));

beforeEach(() => {
  list.mockReset();
  list.mockResolvedValue({ entries: [], hasMore: false });
});

test('a page is a list of entries that says whether there is more', async () => {
  const createdAt = new Date('2026-11-20T09:15:03.669Z');
  const entry = { id, email: 'Jane@example.com', origin: 'manual', createdAt, feedbackId: '' } as const;
  list.mockResolvedValue({ entries: [entry], hasMore: true });
  await expect(answerTo({})).resolves.toEqual({
    body: {
      object: 'list',
      has_more: true,
      data: [
        {
          id,
          email: 'Jane@example.com',
          stream: null,
          origin: 'manual',
          source_id: null,
          created_at: '2026-11-20T09:15:03.669Z',
          reason: 'A person added this address.',
          happened_at: '2026-11-20T09:15:03.669Z',
          feedback_id: null,
          expires_at: null,
          synced_to_ses: false,
        },
      ],
    },
  });
});

test.each([
  [{}, { limit: 20 }],
  [{ limit: '1' }, { limit: 1 }],
  [
    { limit: '100', after: id },
    { limit: 100, after: id },
  ],
  [
    { before: id, origin: 'complaint' },
    { limit: 20, before: id, origin: 'complaint' },
  ],
])('the query %j asks for %j', async (query: Record<string, string>, expected) => {
  await answerTo(query);
  expect(list).toHaveBeenCalledWith({ connection: 'own', ...expected });
});

test.each([
  ['limit', { limit: '0' }],
  ['limit', { limit: '101' }],
  ['limit', { limit: '1e1' }],
  ['limit', { limit: '' }],
  ['after', { after: 'jane@example.com' }],
  ['before', { before: 'x' }],
  ['before', { after: id, before: id }],
  ['origin', { origin: 'spam' }],
  ['orgin', { orgin: 'bounce' }],
])('a query that is wrong in %s is refused: %j', async (field, query: Record<string, string>) => {
  await expect(answerTo(query)).rejects.toMatchObject({ errorName: 'validation_error', details: { field } });
  expect(list).not.toHaveBeenCalled();
});
