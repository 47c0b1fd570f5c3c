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

test('an address is added until a time', async () => {
  await answerTo({ email: 'jane@example.com', expires_at: '2027-01-31T13:00:00+01:00' });
  expect(addManual).toHaveBeenCalledWith('jane@example.com', {
    connection: 'own',
    now,
    expiresAt: new Date('2027-01-31T12:00:00.000Z'),
  });
});

test.each([
  [undefined, undefined],
  ['jane@example.com', undefined],
  [{}, 'email'],
  [{ email: 5 }, 'email'],
  [{ email: 'jane' }, 'email'],
  [{ email: 'jane@example.com\r\nBcc: x@example.com' }, 'email'],
  [{ email: 'jane@example.com', emails: [] }, 'emails'],
  [{ email: 'jane@example.com', expires_at: now.toISOString() }, 'expires_at'],
  [{ email: 'jane@example.com', expires_at: '2027-01-31' }, 'expires_at'],
  [{ email: 'jane@example.com', expires_at: '2027-01-31T12:00:00' }, 'expires_at'],
  [{ email: 'jane@example.com', expires_at: 1_800_000_000 }, 'expires_at'],
])('the body %j is refused', async (body, field) => {
  const refusal = answerTo(body);
  await expect(refusal).rejects.toMatchObject({ errorName: 'validation_error' });
  if (field !== undefined) await expect(refusal).rejects.toMatchObject({ details: { field } });
  expect(addManual).not.toHaveBeenCalled();
});
