import { createFaults, type FaultSettings } from './faults';

const fault: FaultSettings = { service: 'ses', operation: 'SendEmail', kind: 'throttle', seed: 1 };
const call = { service: 'ses', operation: 'SendEmail', role: 'deliver' };

test('a count hits the next so many calls and is then over', () => {
  const faults = createFaults();
  faults.add({ ...fault, count: 2 });
  expect([1, 2, 3].map(() => faults.next(call)?.kind)).toEqual(['throttle', 'throttle', undefined]);
  expect(faults.list()).toEqual([expect.objectContaining({ seen: 2, hit: 2 })]);
});

test('only calls of its service, operation and role are meant', () => {
  const faults = createFaults();
  faults.add({ ...fault, role: 'deliver' });
  expect(faults.next({ ...call, service: 'sqs' })).toBeUndefined();
  expect(faults.next({ ...call, operation: 'GetAccount' })).toBeUndefined();
  expect(faults.next({ ...call, role: 'sweep' })).toBeUndefined();
  expect(faults.next(call)).toMatchObject({ kind: 'throttle' });
});

test('without an operation every one of the service is meant', () => {
  const faults = createFaults();
  faults.add({ service: 'dynamodb', kind: 'error', seed: 1 });
  expect(faults.next({ service: 'dynamodb', operation: 'Query' })).toMatchObject({ kind: 'error' });
});

test('a rate hits about that share, the same calls for the same seed and others for another', () => {
  const pattern = (seed: number) => {
    const faults = createFaults();
    faults.add({ ...fault, rate: 0.05, seed });
    return Array.from({ length: 10_000 }, () => (faults.next(call) ? 1 : 0));
  };
  const hits = pattern(7).reduce<number>((sum, hit) => sum + hit, 0);
  expect(hits).toBeGreaterThan(420);
  expect(hits).toBeLessThan(580);
  expect(pattern(7)).toEqual(pattern(7));
  expect(pattern(8)).not.toEqual(pattern(7));
});

test('of two faults the first that hits counts, and what it lets through may meet the second', () => {
  const faults = createFaults();
  faults.add({ ...fault, count: 1 });
  faults.add({ ...fault, kind: 'error', count: 1 });
  expect([1, 2, 3].map(() => faults.next(call)?.kind)).toEqual(['throttle', 'error', undefined]);
});

test('one fault is taken away, or all', () => {
  const faults = createFaults();
  const { id } = faults.add(fault);
  faults.add(fault);
  expect(faults.clear(id)).toBe(1);
  expect(faults.clear(id)).toBe(0);
  expect(faults.clear()).toBe(1);
  expect(faults.next(call)).toBeUndefined();
});
