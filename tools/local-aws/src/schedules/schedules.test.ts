import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsError } from '../aws-error';
import { openClock } from '../clock';
import type { InvocationResult, Lambda } from '../lambda/lambda';
import { openStore } from '../store';
import { createSchedules, type Schedules, type ScheduleRule } from './schedules';

type Invoke = Lambda['invoke'];
const minuteMs = 60_000;
const ruleArn = 'arn:aws:events:us-east-1:000000000000:rule/sweep';
const sweep: ScheduleRule = {
  name: 'sweep',
  scheduleExpression: 'rate(5 minutes)',
  enabled: true,
  targets: [{ functionName: 'sweeper' }],
};
const failed: InvocationResult = { outcome: 'failed', payload: '{"errorType":"Error"}' };

let folder: string;
let running: ReturnType<typeof start>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schedules-'));
  running = start();
});
afterEach(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

function start() {
  const store = openStore(folder);
  const clock = openClock(store, () => Date.UTC(2026, 10, 22, 9, 0, 0, 500));
  const invoke = jest.fn<ReturnType<Invoke>, Parameters<Invoke>>(async () => ({
    outcome: 'answered',
    payload: 'null',
  }));
  const schedules: Schedules = createSchedules({ clock, lambda: { invoke }, store });
  return {
    schedules,
    invoke,
    async passMinutes(minutes: number) {
      clock.advance(minutes * minuteMs);
      await new Promise((resolve) => setImmediate(resolve));
    },
    async stop() {
      await schedules.stop();
      store.close();
    },
  };
}

test('a rule runs once each period, beginning one period after it was made', async () => {
  expect(running.schedules.applyRule(sweep)).toEqual({ arn: ruleArn });
  await running.passMinutes(4);
  expect(running.invoke).not.toHaveBeenCalled();
  await running.passMinutes(1);
  expect(running.invoke).toHaveBeenCalledTimes(1);
  await running.passMinutes(4);
  expect(running.invoke).toHaveBeenCalledTimes(1);
  await running.passMinutes(1);
  expect(running.invoke).toHaveBeenCalledTimes(2);
});

test('the function gets the scheduled event, from EventBridge in the name of the rule', async () => {
  running.schedules.applyRule(sweep);
  await running.passMinutes(5);
  expect(running.invoke.mock.calls).toEqual([
    [
      'sweeper',
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: '000000000000',
        time: '2026-11-22T09:05:00Z',
        region: 'us-east-1',
        resources: [ruleArn],
        detail: {},
      },
      { by: { type: 'service', service: 'events.amazonaws.com' }, sourceArn: ruleArn },
    ],
  ]);
});

test('a target that has an input of its own gets that', async () => {
  running.schedules.applyRule({ ...sweep, targets: [{ functionName: 'sweeper', input: '{"full":true}' }] });
  await running.passMinutes(5);
  expect(running.invoke.mock.calls[0]?.[1]).toEqual({ full: true });
  expect(() => running.schedules.applyRule({ ...sweep, targets: [{ functionName: 'f', input: '{' }] })).toThrow(
    'not valid JSON',
  );
});

test('an advance past several due times runs the rule once, and keeps its beat', async () => {
  running.schedules.applyRule(sweep);
  await running.passMinutes(17);
  expect(running.invoke).toHaveBeenCalledTimes(1);
  await running.passMinutes(3);
  expect(running.invoke).toHaveBeenCalledTimes(2);
});

test('a restart neither skips a run nor doubles it', async () => {
  running.schedules.applyRule(sweep);
  await running.passMinutes(7);
  await running.stop();
  running = start();
  running.schedules.applyRule(sweep);
  await running.passMinutes(2);
  expect(running.invoke).not.toHaveBeenCalled();
  await running.passMinutes(1);
  expect(running.invoke).toHaveBeenCalledTimes(1);
});

test('a rule that is disabled, removed or stopped does not run; one that is changed begins anew', async () => {
  running.schedules.applyRule(sweep);
  running.schedules.applyRule({ ...sweep, enabled: false });
  await running.passMinutes(20);
  running.schedules.applyRule(sweep);
  running.schedules.applyRule({ ...sweep, scheduleExpression: 'rate(1 hour)' });
  await running.passMinutes(59);
  expect(running.invoke).not.toHaveBeenCalled();
  await running.passMinutes(1);
  expect(running.invoke).toHaveBeenCalledTimes(1);
  running.schedules.removeRule('sweep');
  await running.passMinutes(60);
  expect(running.invoke).toHaveBeenCalledTimes(1);
  await expect(running.schedules.fire('sweep')).rejects.toThrow('Rule sweep does not exist on EventBus default.');
});

describe('a function that fails', () => {
  test('is tried again after one minute and after two more, with the same event, and then no more', async () => {
    running.invoke.mockResolvedValue(failed);
    running.schedules.applyRule({ ...sweep, scheduleExpression: 'rate(1 day)' });
    await running.passMinutes(24 * 60);
    const calls = [running.invoke.mock.calls.length];
    for (const minutes of [0.5, 0.5, 1, 1, 10]) {
      await running.passMinutes(minutes);
      calls.push(running.invoke.mock.calls.length);
    }
    expect(calls).toEqual([1, 1, 2, 2, 3, 3]);
    expect(new Set(running.invoke.mock.calls.map(([, payload]) => payload)).size).toBe(1);
  });

  test('is not tried again once it works, nor when EventBridge may not invoke it', async () => {
    running.invoke.mockResolvedValueOnce(failed);
    running.schedules.applyRule({ ...sweep, scheduleExpression: 'rate(1 day)' });
    await running.passMinutes(24 * 60);
    for (let minute = 0; minute < 5; minute++) await running.passMinutes(1);
    expect(running.invoke).toHaveBeenCalledTimes(2);

    running.invoke.mockRejectedValue(new AwsError('AccessDeniedException', 'no', 403));
    await running.passMinutes(24 * 60);
    for (let minute = 0; minute < 5; minute++) await running.passMinutes(1);
    expect(running.invoke).toHaveBeenCalledTimes(3);
  });
});

describe('fire', () => {
  test('runs a rule at once and waits, without moving when it is due', async () => {
    running.schedules.applyRule(sweep);
    await running.schedules.fire('sweep');
    expect(running.invoke).toHaveBeenCalledTimes(1);
    await running.passMinutes(5);
    expect(running.invoke).toHaveBeenCalledTimes(2);
  });

  test('throws when the function fails', async () => {
    running.schedules.applyRule(sweep);
    running.invoke.mockResolvedValue(failed);
    await expect(running.schedules.fire('sweep')).rejects.toThrow('sweeper failed when rule sweep ran it');
  });
});

test.each([
  ['rate(1 minutes)', 'Parameter ScheduleExpression is not valid.'],
  ['rate(5 minute)', 'Parameter ScheduleExpression is not valid.'],
  ['rate(0 minutes)', 'Parameter ScheduleExpression is not valid.'],
  ['every minute', 'Parameter ScheduleExpression is not valid.'],
  ['cron(0 12 * * ? *)', "Sesame's embedded AWS: cron(0 12 * * ? *) cannot be run here, only rate(…) expressions can."],
])('%s is refused', (scheduleExpression, message) => {
  expect(() => running.schedules.applyRule({ ...sweep, scheduleExpression })).toThrow(message);
});
