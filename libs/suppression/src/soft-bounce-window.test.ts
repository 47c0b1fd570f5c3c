import fc from 'fast-check';
import { markOfFact, timeOfMark, type FactMark } from './fact-mark';
import { softBounceWindow } from './soft-bounce-window';

const hour = 3_600_000;
const day = 24 * hour;
const start = new Date('2026-11-01T00:00:00.000Z').getTime();
const address = 'jane@example.com';
/** A soft bounce so many hours after the start. */
const softBounce = (hours: number, feedbackId = `feedback-${hours}`): FactMark =>
  markOfFact({ time: new Date(start + hours * hour), feedbackId, address });

test.each([
  ['none', [], 'too-few', 0],
  ['four over four days', [0, 24, 48, 96], 'too-few', 4],
  ['five, the first 14 days and an hour before the last', [0, 100, 200, 300, 337], 'too-few', 5],
  ['five an hour short of three days', [0, 1, 2, 3, 71], 'too-close-together', 5],
  ['a hundred in one day', Array.from({ length: 100 }, (_, index) => index / 10), 'too-close-together', 100],
])('%s do not suppress: %j', (_, hours, reason, bounces) => {
  expect(softBounceWindow(hours.map((each) => softBounce(each)))).toEqual({ decision: 'count', reason, bounces });
});

test.each([
  ['five over four days', [0, 24, 48, 72, 96], 96],
  ['five over three days to the millisecond', [0, 1, 2, 3, 72], 72],
  ['five over 14 days to the millisecond', [0, 100, 200, 300, 336], 336],
  ['five over four days and one long after', [0, 24, 48, 72, 96, 2000], 96],
  ['five in a day and one three days later', [0, 1, 2, 3, 4, 76], 76],
  ['seven, every one of which but the first four completes a window', [0, 24, 48, 72, 96, 120, 144], 144],
])('%s suppress by the newest that has enough behind it: %j', (_, hours, completing) => {
  const decision = softBounceWindow(hours.map((each) => softBounce(each)));
  expect(decision).toEqual({ decision: 'suppress', completedBy: softBounce(completing), bounces: hours.length });
});

test('a bounce that is told twice counts once, with another time too', () => {
  const four = [0, 24, 48, 72].map((each) => softBounce(each));
  const again = [softBounce(72), softBounce(96, 'feedback-72')];
  expect(softBounceWindow([...four, ...again])).toEqual({ decision: 'count', reason: 'too-few', bounces: 4 });
});

test('bounces up to the last removal do not count', () => {
  const five = [0, 24, 48, 72, 96].map((each) => softBounce(each));
  const [first = ''] = five;
  expect(softBounceWindow(five, new Date(start - 1).toISOString()).decision).toBe('suppress');
  expect(softBounceWindow(five, timeOfMark(first))).toMatchObject({ decision: 'count', bounces: 4 });
});

const anyBounces = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 20 * 4 }), fc.integer({ min: 0, max: 12 }))
    .map(([quarters, id]) => softBounce(quarters * 6, `feedback-${id}`)),
  { maxLength: 20 },
);
const anyRemoval = fc.option(
  fc.integer({ min: 0, max: 20 }).map((days) => new Date(start + days * day).toISOString()),
  { nil: undefined },
);

test('it decides what the rule says, spelled out', () => {
  fc.assert(
    fc.property(anyBounces, anyRemoval, (bounces, removed) => {
      expect(softBounceWindow(bounces, removed).decision).toBe(isEnough(bounces, removed) ? 'suppress' : 'count');
    }),
    { numRuns: 1000 },
  );
});

test('the order of the bounces does not matter, nor how often each is told', () => {
  const shuffled = anyBounces.chain((bounces) =>
    fc.tuple(fc.constant(bounces), fc.shuffledSubarray([...bounces, ...bounces], { minLength: bounces.length * 2 })),
  );
  fc.assert(
    fc.property(shuffled, anyRemoval, ([bounces, repeated], removed) => {
      expect(softBounceWindow(repeated, removed)).toEqual(softBounceWindow(bounces, removed));
    }),
  );
});

test('the newest of all that suppressed while bounces arrived is what all of them together say, in any order', () => {
  fc.assert(
    fc.property(anyBounces, anyRemoval, (bounces, removed) => {
      const suppressedBy = bounces.map((_, index) => completedBy(bounces.slice(0, index + 1), removed));
      const newest = suppressedBy
        .filter((mark) => mark !== undefined)
        .sort()
        .at(-1);
      expect(newest).toBe(completedBy(bounces, removed));
    }),
    { numRuns: 1000 },
  );
});

test('ten thousand bounces are decided on in less than 50 ms of CPU', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => softBounce(index / 140));
  const milliseconds = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    expect(softBounceWindow(many)).toMatchObject({ decision: 'count', bounces: 10_000 });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  expect(Math.min(...milliseconds)).toBeLessThan(50);
});

function completedBy(bounces: FactMark[], removed: string | undefined): FactMark | undefined {
  const decision = softBounceWindow(bounces, removed);
  return decision.decision === 'suppress' ? decision.completedBy : undefined;
}

/** Whether some 14 days, wherever they begin, hold at least five different bounces that span at least 72 hours. */
function isEnough(bounces: FactMark[], removed: string | undefined): boolean {
  const counting = bounces.filter((mark) => removed === undefined || timeOfMark(mark) > removed);
  const told = counting.map((mark) => ({ time: Date.parse(timeOfMark(mark)), id: mark.split('#')[1] }));
  return told.some(({ time: begins }) => {
    const inside = told.filter(({ time }) => time >= begins && time <= begins + 14 * day);
    const times = inside.map(({ time }) => time);
    const spans = Math.max(...times) - Math.min(...times);
    return new Set(inside.map(({ id }) => id)).size >= 5 && spans >= 72 * hour;
  });
}
