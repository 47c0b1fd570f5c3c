import fc from 'fast-check';
import { dueKey, duePartitions, dueTimeOf, recentKey } from './due';

const id = fc.uuid();
const time = fc.date({ min: new Date('2026-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

test('an entry of the index is found in one of its sixteen partitions, under its time', () => {
  fc.assert(
    fc.property(id, time, (id, due) => {
      const { due_pk, due_sk } = dueKey('own', id, due);
      expect(duePartitions('own')).toContain(due_pk);
      expect(dueTimeOf(due_sk)).toEqual(due);
    }),
  );
  expect(new Set(duePartitions('own')).size).toBe(16);
});

test('the earlier is due the earlier it sorts', () => {
  fc.assert(
    fc.property(id, time, time, (id, one, other) => {
      expect(dueKey('own', id, one).due_sk < dueKey('own', id, other).due_sk).toBe(one < other);
    }),
  );
});

test('recent e-mails are found by their day and one of four shards', () => {
  expect(recentKey('own', '01936f9e-2c00-7000-8000-0000000000ab', new Date('2026-11-22T23:59:59Z'))).toEqual({
    recent_pk: 'own#2026-11-22#3',
    recent_sk: '01936f9e-2c00-7000-8000-0000000000ab',
  });
});
