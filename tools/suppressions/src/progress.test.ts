import { openProgress } from './progress';

function shown(isTTY: boolean, everyMs: number): string[] {
  const written: string[] = [];
  let time = 0;
  const progress = openProgress({ write: (text) => written.push(text), isTTY, columns: 60 }, () => time);
  for (const part of [0.1, 0.5, 1]) {
    time += everyMs;
    progress.show(part, `${part * 100} added`);
  }
  progress.say('Done.');
  progress.end();
  return written;
}

test('a terminal gets a bar that draws over itself', () => {
  const [first, second, , line, end] = shown(true, 100);
  expect(first).toBe('\r\u001B[2K███░░░░░░░░░░░░░░░░░░░░░░░░░░░  10 % · 10 added');
  expect(second).toContain('███████████████░░░░░░░░░░░░░░░  50 %');
  expect([line, end]).toEqual(['\r\u001B[2KDone.\n', '\r\u001B[2K']);
});

test('anything else gets a plain line every five seconds', () => {
  expect(shown(false, 5_000)).toEqual(['10 % · 10 added\n', '50 % · 50 added\n', '100 % · 100 added\n', 'Done.\n']);
  expect(shown(false, 100)).toEqual(['Done.\n']);
});
