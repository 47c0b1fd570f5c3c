import type { ShownSuppression, SuppressionTable } from '@sesame/suppression';
import { apiRequest } from '../api-request.fixture';
import { getSuppression } from './get-suppression';

const id = '1b9d6bcd-bbfd-8b2d-9b5d-ab8dfbbd4bed';
const entry: ShownSuppression = {
  id,
  email: 'Jane@example.com',
  origin: 'bounce',
  createdAt: new Date('2026-11-20T09:15:03.669Z'),
  feedbackId: 'feedback',
  sourceId: '01a202b2-c57b-7d1e-9c3a-5f0e6a7b8c9d',
  reason: { code: 'general', status: '5.1.1' },
};
const get = jest.fn<ReturnType<SuppressionTable['get']>, Parameters<SuppressionTable['get']>>();
const answerTo = (suppression: string) => getSuppression({ get })(apiRequest({ pathParameters: { suppression } }));

beforeEach(() => get.mockReset());

test.each([id, 'Jane+news@example.com'])(
  '%s is shown with what happened, when, and the e-mail that led to it',
  async (suppression) => {
    get.mockResolvedValue(entry);
    await expect(answerTo(suppression)).resolves.toEqual({
      body: {
        object: 'suppression',
        id,
        email: 'Jane@example.com',
        stream: null,
        origin: 'bounce',
        source_id: '01a202b2-c57b-7d1e-9c3a-5f0e6a7b8c9d',
        created_at: '2026-11-20T09:15:03.669Z',
        reason: 'SES reported a permanent bounce: the address does not exist (5.1.1).',
        happened_at: '2026-11-20T09:15:03.669Z',
        feedback_id: 'feedback',
        expires_at: null,
        synced_to_ses: false,
      },
    });
    expect(get).toHaveBeenCalledWith(suppression, { connection: 'own' });
  },
);

test('an entry that ends says when, and one that SES holds too says so', async () => {
  const expiresAt = new Date('2027-01-31T12:00:00.000Z');
  get.mockResolvedValue({ ...entry, origin: 'manual', expiresAt, syncedToSes: true });
  await expect(answerTo(id)).resolves.toMatchObject({
    body: { expires_at: '2027-01-31T12:00:00.000Z', synced_to_ses: true },
  });
});

test('an entry that no e-mail of Sesame led to has no source', async () => {
  const { sourceId, ...withoutSource } = entry;
  get.mockResolvedValue(withoutSource);
  expect(sourceId).toBeDefined();
  await expect(answerTo(id)).resolves.toMatchObject({ body: { source_id: null } });
});

test('an entry from before reasons were kept, or that a person added, says what is known', async () => {
  const { reason, ...withoutReason } = entry;
  expect(reason).toBeDefined();
  get.mockResolvedValue(withoutReason);
  await expect(answerTo(id)).resolves.toMatchObject({ body: { reason: 'SES reported a permanent bounce.' } });
  get.mockResolvedValue({ ...withoutReason, origin: 'manual', feedbackId: '' });
  await expect(answerTo(id)).resolves.toMatchObject({
    body: { reason: 'A person added this address.', feedback_id: null },
  });
});

test('what is not on the list is not found', async () => {
  get.mockResolvedValue(undefined);
  await expect(answerTo('jane@example.com')).rejects.toMatchObject({ errorName: 'not_found' });
});

test.each(['jane', '', '1b9d6bcd'])('%j is neither an id nor an address', async (suppression) => {
  await expect(answerTo(suppression)).rejects.toMatchObject({
    errorName: 'validation_error',
    details: { field: 'suppression' },
  });
  expect(get).not.toHaveBeenCalled();
});

test('an unsubscribe is shown with its stream, and with the e-mail it was made by', async () => {
  get.mockResolvedValue({
    ...entry,
    stream: 'marketing',
    origin: 'manual',
    feedbackId: '',
    reason: { code: 'unsubscribed' },
  });
  await expect(answerTo(id)).resolves.toMatchObject({
    body: {
      stream: 'marketing',
      origin: 'manual',
      source_id: entry.sourceId,
      reason: 'The recipient unsubscribed: by the link or the button of a message.',
    },
  });
});
