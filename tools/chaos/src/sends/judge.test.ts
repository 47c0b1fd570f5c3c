import { judge, type Observed, violations } from './judge';

const sent = (id: string): Observed => ({
  address: `${id}@simulator.amazonses.com`,
  ids: [id, id],
  mails: 1,
  told: { status: 'sent' },
  caught: false,
});
const notConfirmed: Observed = {
  ...sent('caught'),
  mails: 0,
  told: { status: 'failed', error: 'not_confirmed' },
  caught: true,
};
const allKills = { kills: 1, planned: 1 };
const wrongIn = (...planted: Observed[]) => violations(judge([sent('a'), notConfirmed, ...planted]), allKills);

test('everything holds where each is sent once, or was caught by a kill and is told as not confirmed', () => {
  expect(wrongIn()).toEqual([]);
  expect(judge([sent('a'), notConfirmed])).toMatchObject({ notConfirmed: 1, killsInWindow: 1 });
});

test.each<[string, Observed, string]>([
  ['SES has it twice', { ...sent('b'), mails: 2 }, 'doubled is 1'],
  ['it stays queued', { ...sent('b'), mails: 0, told: { status: 'queued' } }, 'lost is 1'],
  ['the API knows none', { address: 'b', ids: ['b'], mails: 1, caught: false }, 'lost is 1'],
  ['no offer was accepted', { address: 'b', ids: [], mails: 0, caught: false }, 'neverAccepted is 1'],
  ['two offers had two answers', { ...sent('b'), ids: ['b', 'c'] }, 'answeredDifferently is 1'],
  ['it has the answer of another', { ...sent('b'), ids: ['a'] }, 'answeredDifferently is 2'],
  ['it is told as sent and SES has none', { ...sent('b'), mails: 0 }, 'toldWrongly is 1'],
  ['it is told as failed and SES has it', { ...sent('b'), told: { status: 'failed' } }, 'toldWrongly is 1'],
])('a planted fault is found: %s', (_, planted, words) => {
  expect(wrongIn(planted)).toContain(words);
});

test('an e-mail that is not confirmed although no kill caught it is found twice over', () => {
  expect(wrongIn({ ...notConfirmed, ids: ['b'], caught: false })).toEqual([
    'notConfirmedWithoutKill is 1',
    'notConfirmed (2) is more than killsInWindow (1)',
  ]);
});

test('a run in which not every kill was made proves less than it says', () => {
  expect(violations(judge([sent('a')]), { kills: 3, planned: 4 })).toEqual(['only 3 of 4 kills were made']);
});
