import * as fc from 'fast-check';
import { fewestEvents, judge } from './judge';
import type { JudgedWindow } from './judged-window';
import type { Limits } from './limits';

const limits: Limits = {
  recipients: 1_000,
  warn: { bounce_rate: 0.02, complaint_rate: 0.0005 },
  pause: { bounce_rate: 0.05, complaint_rate: 0.001 },
};
const [from, to] = [new Date('2026-11-21T12:00:00.000Z'), new Date('2026-11-22T12:00:00.000Z')];
const active = { state: 'active' } as const;

function counted(recipients: number, hardBounces: number, complaints = 0): JudgedWindow {
  const of = (some: number) => (recipients === 0 ? null : some / recipients);
  const rates = { bounce_rate: of(hardBounces), complaint_rate: of(complaints) };
  return { recipients, hardBounces, complaints, ...rates, from, to };
}

test.each([
  ['nothing was sent', counted(0, 0), 'leave'],
  ['too few recipients say nothing', counted(999, 999, 999), 'leave'],
  ['below the lines', counted(10_000, 199, 4), 'leave'],
  ['hard bounces on the line of a warning', counted(10_000, 200), 'warn'],
  ['complaints on the line of a warning', counted(10_000, 0, 5), 'warn'],
  ['hard bounces just below the line of a pause', counted(10_000, 499), 'warn'],
  ['hard bounces on the line of a pause', counted(10_000, 500), 'pause'],
  ['complaints on the line of a pause', counted(10_000, 0, 10), 'pause'],
  ['two complaints are two people', counted(1_000, 0, 2), 'leave'],
  ['three are not', counted(1_000, 0, 3), 'pause'],
] as const)('%s', (_, window, decision) => {
  expect(judge(active, window, limits).decision).toBe(decision);
});

test('a pause comes with its figures, of the rate that is further beyond its line', () => {
  expect(judge(active, counted(10_000, 600, 20), limits)).toEqual({
    decision: 'pause',
    cause: { rate: 'complaint_rate', value: 0.002, threshold: 0.001, recipients: 10_000, events: 20, from, to },
  });
});

test('a warning is given once, and ends well below its line', () => {
  const warned = { state: 'warned' } as const;
  expect(judge(warned, counted(10_000, 300), limits)).toEqual({ decision: 'leave', why: 'warned' });
  expect(judge(warned, counted(10_000, 170), limits)).toEqual({ decision: 'leave', why: 'near the line' });
  expect(judge(warned, counted(500, 0), limits)).toEqual({ decision: 'leave', why: 'too few recipients' });
  expect(judge(warned, counted(10_000, 150), limits).decision).toBe('stop warning');
  expect(judge(warned, counted(10_000, 500), limits).decision).toBe('pause');
});

const window = fc
  .record({ recipients: fc.nat(100_000), bounces: fc.nat(100_000), complaints: fc.nat(1_000) })
  .map(({ recipients, bounces, complaints }) => counted(recipients, Math.min(bounces, recipients), complaints));

test('whatever is counted, what is paused stays so, and what is not is paused if and only if a line was crossed', () => {
  fc.assert(
    fc.property(window, fc.constantFrom('active' as const, 'warned' as const), (counts, state) => {
      expect(judge({ state: 'paused' }, counts, limits).decision).toBe('leave');
      const isOver = (events: number, line: number) => events >= fewestEvents && events / counts.recipients >= line;
      const { recipients, hardBounces, complaints } = counts;
      const expected = recipients >= 1_000 && (isOver(hardBounces, 0.05) || isOver(complaints, 0.001));
      expect(judge({ state }, counts, limits).decision === 'pause').toBe(expected);
    }),
  );
});
