import type { ShownSuppression } from '@sesame/suppression';
import { whileSending } from './while-sending';

const suppressed = new Map([['ada@example.net', {} as ShownSuppression]]);
const cause = {
  ...{ rate: 'bounce_rate', value: 0.062, threshold: 0.05, recipients: 4_000, events: 248 },
  ...{ from: '2026-11-21T12:00:00.000Z', to: '2026-11-22T12:03:00.000Z' },
};
const paused = {
  ...{
    pk: 'own',
    stream: 'marketing',
    version: 1,
    state: 'paused',
    since: '2026-11-22T12:03:00.000Z',
    by: 'guard',
    cause,
  },
  to_do: [],
};
const marketing = { connection: 'own', stream: 'marketing' } as const;

function lookUp(companion: unknown) {
  const asked = jest.fn(async () => ({ suppressed, companion }));
  const { suppressedAmong } = whileSending({ suppressedAmongAndCompanion: asked }, { streamsTable: 'streams' });
  return { asked, found: suppressedAmong(['ada@example.net'], marketing) };
}

test.each([
  ['that never changed', undefined],
  ['that people were warned of', { ...paused, state: 'warned' }],
  ['that was resumed', { ...paused, state: 'active' }],
])('a stream %s sends, and its suppressions are looked up in one call', async (_, companion) => {
  const { asked, found } = lookUp(companion);
  expect(await found).toBe(suppressed);
  expect(asked.mock.calls).toEqual([
    [
      ['ada@example.net'],
      { ...marketing, companion: { tableName: 'streams', key: { pk: 'own', sk: 'stream#marketing' } } },
    ],
  ]);
});

test('new mail of a paused stream is refused with the figures and with what to do', async () => {
  await expect(lookUp(paused).found).rejects.toMatchObject({
    errorName: 'sending_paused',
    message: expect.stringContaining('248 of 4000 recipients bounced hard (6.20 %, the line is 5.00 %)') as string,
    details: { extensions: { stream: 'marketing', since: paused.since, cause } },
  });
});

test('a row that nobody can read is no leave to send', async () => {
  await expect(lookUp({ ...paused, state: 'on' }).found).rejects.not.toHaveProperty('errorName');
});
