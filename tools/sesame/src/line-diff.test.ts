import fc from 'fast-check';
import { lineDiff } from './line-diff';

test('what went is shown before what came, with two lines around them', () => {
  expect(lineDiff('a\nb\nc\nold\nd\ne\nf', 'a\nb\nc\nnew\nd\ne\nf')).toEqual([
    '…',
    '  b',
    '  c',
    '- old',
    '+ new',
    '  d',
    '  e',
    '…',
  ]);
});

test('control characters never reach the terminal', () => {
  expect(lineDiff('', 'a\u001B[2Jb')).toEqual(['+ a\u{fffd}[2Jb']);
});

test('the lines of each text are all that is marked as its own or as of both, and equal texts show nothing', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const shown = lineDiff(before.join('\n'), after.join('\n'));
      const count = (marks: string) => shown.filter((line) => marks.includes(line[0] ?? '')).length;
      expect(count('+') - count('-')).toBe(after.length - before.length);
      expect(shown.length === 0).toBe(before.join() === after.join());
    }),
  );
});
