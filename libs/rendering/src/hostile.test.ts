import { judge } from './hostile-case.fixture';
import { hostileData } from './hostile-data.fixture';
import { hostileHtml } from './hostile-html.fixture';
import { hostileNames } from './hostile-names.fixture';
import { hostileSizes } from './hostile-size.fixture';
import { hostileSyntax } from './hostile-syntax.fixture';

const cases = [...hostileNames, ...hostileSyntax, ...hostileSizes, ...hostileData, ...hostileHtml];

test.each(cases)('$name', (hostile) => {
  const { verdict } = hostile;
  const judged = judge(hostile);
  if (!('refused' in verdict)) return expect(judged).toEqual(verdict);
  return expect(judged).toEqual({ refused: expect.stringContaining(verdict.refused) });
});

test('the corpus has the size that was promised, and says of each case why', () => {
  expect(cases.length).toBeGreaterThanOrEqual(130);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  expect(cases.filter(({ why }) => why === '')).toEqual([]);
});

test('no case takes more processor time than escaping half a million quotation marks plainly', () => {
  const quotationMarks = '"'.repeat(500_000);
  const most = leastCpuMs(() => quotationMarks.replace(/["&<>']/g, (mark) => `&#${mark.charCodeAt(0)};`), 0);
  const slow = cases
    .map((hostile) => ({ name: hostile.name, ms: leastCpuMs(() => judge(hostile), most) }))
    .filter(({ ms }) => ms > most);
  expect(slow).toEqual([]);
});

/**
 * Processor time, beside that of something known, so that neither a busy nor a slow machine counts; the least of several, so that a
 * collection of garbage does not. What is `enough` is not tried again.
 */
function leastCpuMs(deed: () => unknown, enough: number): number {
  let least = Infinity;
  for (let attempt = 0; attempt < 8 && least > enough; attempt += 1) {
    const before = process.cpuUsage();
    deed();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
