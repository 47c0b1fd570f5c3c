import { domainStatus, recordStatus } from './domain-status';

test.each([
  ['NOT_STARTED', 'not_started', 'not_started'],
  ['PENDING', 'pending', 'pending'],
  ['SUCCESS', 'verified', 'verified'],
  ['FAILED', 'failed', 'failed'],
  ['TEMPORARY_FAILURE', 'temporary_failure', 'partially_failed'],
  ['A_WORD_OF_TOMORROW', 'pending', 'pending'],
])('what SES calls %s is %s for a record and %s for a domain', (said, record, domain) => {
  expect([recordStatus(said), domainStatus(said)]).toEqual([record, domain]);
});

test('a record of which SES says nothing has not been started', () => {
  expect(recordStatus(undefined)).toBe('not_started');
});
