import type { SuppressionTable } from '@sesame/suppression';
import { apiRequest } from '../api-request.fixture';
import { addBatch } from './add-batch';
import { removeBatch } from './remove-batch';

const now = new Date('2026-11-22T10:00:00.000Z');
const id = '1b9d6bcd-bbfd-8b2d-9b5d-ab8dfbbd4bed';
const otherId = '2b9d6bcd-bbfd-8b2d-9b5d-ab8dfbbd4bed';
const addManual = jest.fn<ReturnType<SuppressionTable['addManual']>, Parameters<SuppressionTable['addManual']>>();
const remove = jest.fn<ReturnType<SuppressionTable['remove']>, Parameters<SuppressionTable['remove']>>();
const add = (body: unknown) => addBatch({ addManual })(apiRequest({ body, now }));
const takeOff = (body: unknown) => removeBatch({ remove })(apiRequest({ body, now }));
const addresses = (count: number) => Array.from({ length: count }, (_, index) => `jane.${index}@example.com`);
const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

beforeEach(() => {
  addManual.mockReset();
  addManual.mockImplementation(async (email) => ({ id: `id of ${email}` }));
  remove.mockReset();
  remove.mockResolvedValue({ id, removedAt: now });
});

test('a batch of addresses is added, and answered in its order', async () => {
  await expect(add({ emails: ['Jane@Example.com', 'john@example.com'] })).resolves.toEqual({
    body: {
      data: [
        { object: 'suppression', id: 'id of Jane@example.com' },
        { object: 'suppression', id: 'id of john@example.com' },
      ],
    },
  });
  expect(addManual).toHaveBeenCalledWith('Jane@example.com', { connection: 'own', now, tellSes: 'bulk' });
});

test('a batch may have an end, and may leave the list of SES alone', async () => {
  await add({ emails: ['jane@example.com'], expires_at: '2027-01-31T12:00:00Z', sync_to_ses: false });
  expect(addManual).toHaveBeenCalledWith('jane@example.com', {
    connection: 'own',
    now,
    expiresAt: new Date('2027-01-31T12:00:00.000Z'),
    tellSes: false,
  });
});

test('an address that is named twice, in whatever spelling, is added once and answered twice', async () => {
  const { body } = await add({ emails: ['jane@example.com', 'JANE@example.com'] });
  expect(addManual).toHaveBeenCalledTimes(1);
  expect(body).toMatchObject({ data: [{ id: expect.any(String) }, { id: expect.any(String) }] });
});

test.each([
  [add, { emails: ['jane@example.com', 'john'] }, 'emails[1]'],
  [add, { emails: [] }, 'emails'],
  [add, { emails: addresses(101) }, 'emails'],
  [add, {}, 'emails'],
  [add, { emails: ['jane@example.com'], expires_at: '2026-01-01T00:00:00Z' }, 'expires_at'],
  [add, { emails: ['jane@example.com'], sync_to_ses: 'no' }, 'sync_to_ses'],
  [takeOff, {}, 'emails'],
  [takeOff, { emails: ['jane@example.com'], ids: [id] }, 'ids'],
  [takeOff, { emails: ['jane@example.com', 'john'] }, 'emails[1]'],
  [takeOff, { ids: [id, 'jane@example.com'] }, 'ids[1]'],
  [takeOff, { ids: Array.from({ length: 101 }, () => id) }, 'ids'],
])('%p %j is refused in %s, and nothing is done', async (change, body, field) => {
  await expect(change(body)).rejects.toMatchObject({ errorName: 'validation_error', details: { field } });
  expect(addManual).not.toHaveBeenCalled();
  expect(remove).not.toHaveBeenCalled();
});

test('the limit is told', async () => {
  await expect(add({ emails: addresses(101) })).rejects.toThrow('"emails" must have at most 100 entries.');
});

test('a table that stops answering midway is told, with what was done and what to do', async () => {
  addManual.mockImplementation(async (email) => {
    if (email.startsWith('jane.30')) throw throttled;
    return { id: email };
  });
  await expect(add({ emails: addresses(60) })).rejects.toMatchObject({
    errorName: 'application_error',
    message: expect.stringMatching(/after \d+ of 60.*Send the same request again/),
    details: { extensions: { data: expect.arrayContaining([{ object: 'suppression', id: 'jane.0@example.com' }]) } },
  });
  expect(addManual.mock.calls.length).toBeLessThan(60);
});

test('a table that does not answer at all is the failure that it is', async () => {
  addManual.mockRejectedValue(throttled);
  await expect(add({ emails: addresses(3) })).rejects.toBe(throttled);
});

test('a batch is removed by addresses or by ids; what is not on the list is no error', async () => {
  remove.mockImplementation(async (one) => (one === otherId ? undefined : { id, removedAt: now }));
  await expect(takeOff({ ids: [id, otherId.toUpperCase(), otherId] })).resolves.toEqual({
    body: {
      data: [
        { object: 'suppression', id, deleted: true },
        { object: 'suppression', id: otherId, deleted: false },
        { object: 'suppression', id: otherId, deleted: false },
      ],
    },
  });
  expect(remove).toHaveBeenCalledWith(id, { connection: 'own', now, by: 'key key', tellSes: 'bulk' });
  remove.mockResolvedValue(undefined);
  const { body } = await takeOff({ emails: ['Jane@example.com', 'jane@EXAMPLE.com'] });
  expect(body).toEqual({
    data: Array.from({ length: 2 }, () => ({
      object: 'suppression',
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8/),
      deleted: false,
    })),
  });
});
