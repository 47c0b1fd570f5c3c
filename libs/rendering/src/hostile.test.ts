import { judge, type HostileCase } from './hostile-case.fixture';
import { hostileData } from './hostile-data.fixture';
import { hostileHtml } from './hostile-html.fixture';
import { hostileNames } from './hostile-names.fixture';
import { hostileSizes } from './hostile-size.fixture';
import { hostileSyntax } from './hostile-syntax.fixture';

const mostCpuMs = 50;
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

test(`no case takes more than ${mostCpuMs} ms of CPU`, () => {
  const slow = cases
    .map((hostile) => ({ name: hostile.name, ms: leastCpuMs(hostile) }))
    .filter(({ ms }) => ms > mostCpuMs);
  expect(slow).toEqual([]);
});

/** Processor time, so that a busy machine does not count; the least of several, so that a collection of garbage does not. */
function leastCpuMs(hostile: HostileCase): number {
  let least = Infinity;
  for (let attempt = 0; attempt < 8 && least > mostCpuMs; attempt += 1) {
    const before = process.cpuUsage();
    judge(hostile);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
