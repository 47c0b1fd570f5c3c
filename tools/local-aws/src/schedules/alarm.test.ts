import { openClock } from '../clock';
import { openStore } from '../store';
import { setAlarm } from './alarm';

test('an alarm goes off in real time, once', async () => {
  const clock = openClock(openStore(undefined));
  const deed = jest.fn();
  setAlarm(clock, clock.now() + 30, deed);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(deed).not.toHaveBeenCalled();
  await new Promise((resolve) => setTimeout(resolve, 60));
  clock.advance(1000);
  expect(deed).toHaveBeenCalledTimes(1);
});

test('an alarm goes off when the clock is advanced past it, and not before', () => {
  const clock = openClock(openStore(undefined), () => 0);
  const deed = jest.fn();
  const other = jest.fn();
  setAlarm(clock, 1000, deed);
  setAlarm(clock, 1000, other)();
  clock.advance(999);
  expect(deed).not.toHaveBeenCalled();
  clock.advance(1);
  expect(deed).toHaveBeenCalledTimes(1);
  expect(other).not.toHaveBeenCalled();
});
