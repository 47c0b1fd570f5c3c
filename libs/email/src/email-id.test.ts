import { isUuid, newEmailId } from './email-id';

const now = new Date('2026-11-22T10:00:00.123Z');

test('an e-mail id is a UUIDv7 that holds its time', () => {
  const id = newEmailId(now, (size) => new Uint8Array(size).fill(0xff));
  expect(id).toBe('01a202b2-c57b-7fff-bfff-ffffffffffff');
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime());
});

test('ids of later milliseconds sort later, and two ids of one moment differ', () => {
  expect(newEmailId(new Date(now.getTime() + 1)) > newEmailId(now)).toBe(true);
  expect(newEmailId(now)).not.toBe(newEmailId(now));
});

test('a UUID is known by its spelling, in any case', () => {
  expect(isUuid(newEmailId(now))).toBe(true);
  expect(isUuid('019AA9D8-1A7B-8FFF-BFFF-FFFFFFFFFFFF')).toBe(true);
  expect(isUuid('jane@example.com')).toBe(false);
  expect(isUuid(` ${newEmailId(now)}`)).toBe(false);
});
