import type { SuppressionTable } from '@sesame/suppression';
import { apiRequest } from '../api-request.fixture';
import { addSuppression } from './add-suppression';

const id = '1b9d6bcd-bbfd-8b2d-9b5d-ab8dfbbd4bed';
const now = new Date('2026-11-22T10:00:00.000Z');
const addManual = jest.fn<ReturnType<SuppressionTable['addManual']>, Parameters<SuppressionTable['addManual']>>();
const answerTo = (body: unknown) => addSuppression({ addManual })(apiRequest({ body, now }));

beforeEach(() => {
  addManual.mockReset();
  addManual.mockResolvedValue({ id });
});

test('an address is added as it was spelled, and its id answered', async () => {
  await expect(answerTo({ email: 'Jane@Example.com' })).resolves.toEqual({ body: { object: 'suppression', id } });
  expect(addManual).toHaveBeenCalledWith('Jane@example.com', { connection: 'own', now });
});

test.each([
  [undefined, undefined],
  ['jane@example.com', undefined],
  [{}, 'email'],
  [{ email: 5 }, 'email'],
  [{ email: 'jane' }, 'email'],
  [{ email: 'jane@example.com\r\nBcc: x@example.com' }, 'email'],
  [{ email: 'jane@example.com', emails: [] }, 'emails'],
])('the body %j is refused', async (body, field) => {
  const refusal = answerTo(body);
  await expect(refusal).rejects.toMatchObject({ errorName: 'validation_error' });
  if (field !== undefined) await expect(refusal).rejects.toMatchObject({ details: { field } });
  expect(addManual).not.toHaveBeenCalled();
});
