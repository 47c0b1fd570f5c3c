import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClock } from './clock';
import { openStore } from './store';

test('an advance moves time, is told to who listens, and outlives a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  let store = openStore(folder);
  let clock = openClock(store, () => 1_000);
  const heard: number[] = [];
  const stop = clock.onAdvance((ms) => heard.push(ms));
  clock.advance(500);
  stop();
  clock.advance(1);
  expect({ now: clock.now(), heard }).toEqual({ now: 1_501, heard: [500] });
  store.close();

  store = openStore(folder);
  clock = openClock(store, () => 2_000);
  expect(clock.now()).toBe(2_501);
  store.close();
});

test.each([0, -1, 1.5, Number.NaN])('time does not move by %p', (ms) => {
  const store = openStore(undefined);
  expect(() => openClock(store).advance(ms)).toThrow(RangeError);
  store.close();
});

test('a call may be signed by the machine’s clock, by this one, or by this one as it just was', () => {
  const store = openStore(undefined);
  let wall = 1_000;
  const clock = openClock(store, () => wall);
  clock.advance(3_600_000);
  expect(clock.signingTimes()).toEqual([1_000, 3_601_000, 1_000]);
  wall += 5_000;
  clock.advance(3_600_000);
  expect(clock.signingTimes()).toEqual([6_000, 7_206_000, 6_000, 3_606_000]);
  wall += 10_000;
  expect(clock.signingTimes()).toEqual([16_000, 7_216_000]);
  store.close();
});
