import { openStore } from '../store';
import { openSuppressionList, type SuppressionList } from './suppression-list';
import { refusal } from './ses-under-test';

let list: SuppressionList;
beforeEach(() => {
  list = openSuppressionList(openStore(undefined));
});
const bounced = (emailAddress: string, lastUpdateTime = 1) =>
  list.put({ emailAddress, reason: 'BOUNCE', lastUpdateTime });

test('an entry keeps the case of its local part and loses that of its domain', () => {
  bounced('Alice@Example.NET');
  expect(list.required('Alice@EXAMPLE.net').emailAddress).toBe('Alice@example.net');
});

test('an entry is read and removed only in the case it was added in', () => {
  bounced('Alice@example.net');
  const notFound = refusal(
    'NotFoundException',
    'Email address alice@example.net does not exist on your suppression list.',
    404,
  );
  expect(() => list.required('alice@example.net')).toThrow(notFound);
  expect(() => list.remove('alice@example.net')).toThrow(notFound);
  list.remove('Alice@example.net');
  expect(() => list.required('Alice@example.net')).toThrow('does not exist');
});

test('mail is held back without regard to case, for the reasons that are on', () => {
  bounced('Alice@example.net');
  expect(list.holdingBack('alice@EXAMPLE.net', ['BOUNCE', 'COMPLAINT'])?.emailAddress).toBe('Alice@example.net');
  expect(list.holdingBack('alice@example.net', ['COMPLAINT'])).toBeUndefined();
  expect(list.holdingBack('alice@example.net', [])).toBeUndefined();
  expect(list.holdingBack('alice@example.org', ['BOUNCE'])).toBeUndefined();
});

test('adding again overwrites the reason and what caused it', () => {
  list.put({ emailAddress: 'a@example.net', reason: 'BOUNCE', lastUpdateTime: 1, messageId: 'm', feedbackId: 'f' });
  list.put({ emailAddress: 'a@example.net', reason: 'COMPLAINT', lastUpdateTime: 2 });
  expect(list.required('a@example.net')).toEqual({
    emailAddress: 'a@example.net',
    reason: 'COMPLAINT',
    lastUpdateTime: 2,
  });
});

test('listing goes by address, and by reason, time and place if asked', () => {
  bounced('c@example.net', 30);
  bounced('a@example.net', 10);
  list.put({ emailAddress: 'b@example.net', reason: 'COMPLAINT', lastUpdateTime: 20 });
  const addresses = (filter: Partial<Parameters<SuppressionList['list']>[0]>) =>
    list
      .list({ reasons: ['BOUNCE', 'COMPLAINT'], limit: 10, ...filter })
      .map((entry) => entry.emailAddress[0])
      .join('');
  expect(addresses({})).toBe('abc');
  expect(addresses({ limit: 2 })).toBe('ab');
  expect(addresses({ after: 'a@example.net' })).toBe('bc');
  expect(addresses({ reasons: ['COMPLAINT'] })).toBe('b');
  expect(addresses({ from: 20, to: 30 })).toBe('bc');
});
