import { createSendLimits } from './send-limits';
import { getAccount } from './get-account';
import { openSesUnderTest, refusal, testCall } from './ses-under-test';

const rateExceeded = refusal('TooManyRequestsException', 'Maximum sending rate exceeded.', 429);
const quotaExceeded = refusal('TooManyRequestsException', 'Daily message quota exceeded.', 429);
const to = (...ToAddresses: string[]) => ({ Destination: { ToAddresses } });
const people = (count: number) => to(...Array.from({ length: count }, (_, index) => `person${index}@example.net`));

function limitsAt(start: number, quota: { maxSendRate: number; max24HourSend: number }) {
  const clock = { time: start, now: () => clock.time };
  const limits = createSendLimits(clock, quota);
  const take = (recipients: number) => {
    limits.requireRoom({ all: recipients, counted: recipients });
    limits.take({ all: recipients, counted: recipients });
  };
  return { clock, limits, take };
}

test('a second of the rate may come at once, and then one recipient at a time', () => {
  const { clock, take } = limitsAt(0, { maxSendRate: 10, max24HourSend: -1 });
  for (let sent = 0; sent < 10; sent++) take(1);
  expect(() => take(1)).toThrow(rateExceeded);
  clock.time += 99;
  expect(() => take(1)).toThrow(rateExceeded);
  clock.time += 1;
  take(1);
  expect(() => take(1)).toThrow(rateExceeded);
});

test('the rate counts recipients, and a refused message takes nothing of it', () => {
  const { take } = limitsAt(0, { maxSendRate: 10, max24HourSend: -1 });
  take(8);
  expect(() => take(3)).toThrow(rateExceeded);
  take(2);
});

test('a message with more recipients than the rate goes when nothing is owed, and is then owed for', () => {
  const { clock, take } = limitsAt(0, { maxSendRate: 1, max24HourSend: -1 });
  take(50);
  clock.time = 49_999;
  expect(() => take(50)).toThrow(rateExceeded);
  clock.time = 50_000;
  take(50);
});

test('over any length of time no more is taken than the rate and one burst', () => {
  const { clock, take } = limitsAt(0, { maxSendRate: 50, max24HourSend: -1 });
  let taken = 0;
  for (; clock.time < 10_000; clock.time += 7) {
    for (let tried = 0; tried < 3; tried++) {
      try {
        take(1);
        taken++;
      } catch (error) {
        expect(error).toEqual(rateExceeded);
      }
    }
  }
  expect(taken).toBeGreaterThanOrEqual(545);
  expect(taken).toBeLessThanOrEqual(550);
});

test('the quota comes free as what was sent grows a day old', () => {
  const { clock, limits, take } = limitsAt(0, { maxSendRate: 1000, max24HourSend: 5 });
  take(3);
  clock.time = 1000;
  take(2);
  expect(() => take(1)).toThrow(quotaExceeded);
  clock.time = 24 * 3_600_000;
  expect(limits.sentLast24Hours()).toBe(2);
  take(3);
  expect(() => take(1)).toThrow(quotaExceeded);
});

test('what fell out of a long window is let go of, and the count stays right', () => {
  const { clock, limits, take } = limitsAt(0, { maxSendRate: 1000, max24HourSend: -1 });
  for (let sent = 0; sent < 25_000; sent++, clock.time += 10) take(1);
  clock.time = 24 * 3_600_000 + 200_000;
  expect(limits.sentLast24Hours()).toBe(4_999);
});

test('SendEmail is refused beyond the rate, the simulator included, and the clock door lets it go on', () => {
  const under = openSesUnderTest({ maxSendRate: 2 });
  under.send(to('alice@example.net', 'success@simulator.amazonses.com'));
  expect(() => under.send()).toThrow(rateExceeded);
  under.clock.advance(500);
  under.send();
});

test('SendEmail is refused beyond the quota; the simulator is not counted in it, and GetAccount tells the same', () => {
  const under = openSesUnderTest({ maxSendRate: 1000, max24HourSend: 3 });
  under.send(people(3));
  expect(() => under.send()).toThrow(quotaExceeded);
  under.send(to('success@simulator.amazonses.com'));
  expect(getAccount.run(under.ses, {}, testCall)).toMatchObject({ SendQuota: { SentLast24Hours: 3 } });
  under.clock.advance(24 * 3_600_000);
  expect(getAccount.run(under.ses, {}, testCall)).toMatchObject({ SendQuota: { SentLast24Hours: 0 } });
  under.send(people(3));
});

test('what an earlier run has sent counts', () => {
  const under = openSesUnderTest({ max24HourSend: 3 });
  under.send(people(3));
  const sent = under.ses.mails.sentSince(0);
  const limits = createSendLimits(under.clock, { maxSendRate: 50, max24HourSend: 3 }, sent);
  expect(() => limits.requireRoom({ all: 1, counted: 1 })).toThrow(quotaExceeded);
});

test('an unverified sender takes no share', () => {
  const under = openSesUnderTest({ maxSendRate: 1 });
  expect(() => under.send({ FromEmailAddress: 'shop@example.org' })).toThrow(refusal('MessageRejected'));
  under.send();
});
