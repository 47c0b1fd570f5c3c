import { createInFlightLimit } from './in-flight-limit';

test('messages in flight are counted only when they may have reached the limit', () => {
  let inFlight = 0;
  const count = jest.fn(() => inFlight);
  const limit = createInFlightLimit(100, count);
  const receive = (wanted: number) => {
    const room = limit.roomFor(1, wanted);
    limit.received(1, room);
    inFlight += room;
    return room;
  };

  for (let i = 0; i < 10; i++) expect(receive(10)).toBe(10);
  expect(count).toHaveBeenCalledTimes(1);
  expect(receive(10)).toBe(0);
  expect(count).toHaveBeenCalledTimes(2);
  inFlight -= 4;
  expect(receive(10)).toBe(4);
  expect(receive(10)).toBe(0);
});

test('a restart begins with what was in flight before', () => {
  expect(createInFlightLimit(100, () => 95).roomFor(1, 10)).toBe(5);
});
