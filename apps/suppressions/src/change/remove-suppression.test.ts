import type { SuppressionTable } from '@sesame/suppression';
import { apiRequest } from '../api-request.fixture';
import { removeSuppression } from './remove-suppression';

const id = '1b9d6bcd-bbfd-8b2d-9b5d-ab8dfbbd4bed';
const now = new Date('2026-11-22T10:00:00.000Z');
const remove = jest.fn<ReturnType<SuppressionTable['remove']>, Parameters<SuppressionTable['remove']>>();
const answerTo = (suppression: string) =>
  removeSuppression({ remove })(apiRequest({ pathParameters: { suppression }, now }));

beforeEach(() => remove.mockReset());

test.each([id, 'Jane@example.com'])('%s is taken off the list, and by whom is kept', async (suppression) => {
  remove.mockResolvedValue({ id, removedAt: now });
  await expect(answerTo(suppression)).resolves.toEqual({ body: { object: 'suppression', id, deleted: true } });
  expect(remove).toHaveBeenCalledWith(suppression, { connection: 'own', now, by: 'key key' });
});

test('what is not on the list cannot be removed', async () => {
  remove.mockResolvedValue(undefined);
  await expect(answerTo('jane@example.com')).rejects.toMatchObject({ errorName: 'not_found' });
});

test('what is neither an id nor an address is refused', async () => {
  await expect(answerTo('jane')).rejects.toMatchObject({ details: { field: 'suppression' } });
  expect(remove).not.toHaveBeenCalled();
});
