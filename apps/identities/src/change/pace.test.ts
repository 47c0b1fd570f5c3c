import { pace } from './pace';

let time = 0;
let slept: number[] = [];
const paced = () =>
  pace({
    now: () => new Date(time),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
    apartMs: 1_000,
  });

beforeEach(() => {
  time = Date.parse('2026-11-22T10:00:00Z');
  slept = [];
});

test('deeds begin a second apart, and the first at once', async () => {
  const run = paced();
  await expect(run(async () => 'first')).resolves.toBe('first');
  time += 400;
  await run(async () => 'second');
  expect(slept).toEqual([600]);
  time += 5_000;
  await run(async () => 'third');
  expect(slept).toEqual([600]);
});

test('a deed that failed counts too, and a clock that went back does not make the next wait for longer', async () => {
  const run = paced();
  await expect(run(() => Promise.reject(new Error('SES is busy')))).rejects.toThrow('SES is busy');
  time -= 60_000;
  await run(async () => undefined);
  expect(slept).toEqual([1_000]);
});
