import fc from 'fast-check';
import { compilePattern, matchesPattern, type Colons } from './wildcard';

const fits = (pattern: string, text: string, colons: Colons = 'text'): boolean =>
  matchesPattern(compilePattern([{ text: pattern, wildcards: true }], colons), text);

const piece = fc.constantFrom('a', 'b', ':', '*', '?', '.', '\\', '💌');
const pattern = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const text = fc
  .array(fc.constantFrom('a', 'b', ':', '.', '\\', '💌'), { maxLength: 8 })
  .map((pieces) => pieces.join(''));

test('wildcards in text match what the same regular expression matches', () => {
  fc.assert(
    fc.property(pattern, text, (wanted, got) => {
      const escaped = wanted.replace(/[.\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
      expect(fits(wanted, got)).toBe(new RegExp(`^${escaped}$`, 'su').test(got));
    }),
    { numRuns: 2000 },
  );
});

test('wildcards match no more in an ARN than in a resource, and no more there than in text', () => {
  fc.assert(
    fc.property(pattern, text, (wanted, got) => {
      if (fits(wanted, got, 'arn')) expect(fits(wanted, got, 'resource')).toBe(true);
      if (fits(wanted, got, 'resource')) expect(fits(wanted, got, 'text')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a pattern of many wildcards does not take time that grows with each of them', () => {
  const started = performance.now();
  expect(fits('*a'.repeat(60) + 'b', 'a'.repeat(500))).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
