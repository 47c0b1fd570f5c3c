import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import type { EmulatedService } from '../emulated-service';
import { createFaults } from '../faults/faults';
import { createRoles } from '../iam/roles';
import { openStore } from '../store';
import { createSessions } from '../sts/sessions';
import type { DoorParts } from './door';
import { createDoors } from './index';

const clock = openClock(openStore(undefined));
const roles = createRoles();
roles.apply({ name: 'sesame-local-bounces', trust: { Version: '2012-10-17', Statement: [] }, policies: [] });
const service = (signingName: string, ...names: string[]) =>
  ({ signingName, operations: names.map((name) => ({ name })) }) as Partial<EmulatedService> as EmulatedService;
const faults = createFaults();
const open = createDoors({
  ...{ roles, clock, faults, rolePrefix: 'sesame-local-', sessions: createSessions(clock), log: createDecisionLog() },
  services: [service('ses', 'GetAccount', 'SendEmail'), service('dynamodb', 'BatchWriteItem', 'PutItem')],
  resourceTypes: { emulated: [], inert: {} },
} as Partial<DoorParts> as DoorParts);

async function ask(method: string, path: string, body?: unknown): Promise<{ statusCode?: number; value: unknown }> {
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const answer = await open({ method, url: `/_sesame/${path}`, headers: { host: 'localhost' }, body: bytes });
  return { ...answer, value: JSON.parse(String(answer?.body)) };
}
const throttle = { service: 'ses', operation: 'SendEmail', kind: 'throttle' };

test('a fault is added, shown with what it has seen, and taken away', async () => {
  const settings = { ...throttle, function: 'bounces', count: 2 };
  const shown = { ...settings, id: 1, seed: 1, seen: 0, hit: 0 };
  expect(await ask('POST', 'faults', settings)).toMatchObject({ statusCode: 200, value: shown });
  faults.next({ service: 'ses', operation: 'SendEmail', role: 'sesame-local-bounces' });
  expect((await ask('GET', 'faults')).value).toEqual([{ ...shown, seen: 1, hit: 1 }]);
  expect(await ask('DELETE', 'faults/7')).toMatchObject({
    statusCode: 404,
    value: { message: 'There is no fault 7.' },
  });
  expect((await ask('DELETE', 'faults/1')).value).toEqual({ cleared: 1 });
  await ask('POST', 'faults', settings);
  expect((await ask('DELETE', 'faults')).value).toEqual({ cleared: 1 });
});

test.each([
  ['no share and no number', throttle, '"count"'],
  ['a share above one', { ...throttle, rate: 1.5 }, 'rate'],
  ['a share of nothing', { ...throttle, rate: 0 }, 'rate'],
  ['an unknown kind', { ...throttle, kind: 'explode', count: 1 }, 'kind'],
  ['an unknown member', { ...throttle, count: 1, times: 3 }, 'times'],
  ['an unknown service', { ...throttle, service: 'kms', count: 1 }, 'there are dynamodb, ses'],
  ['an unknown operation', { ...throttle, operation: 'SendMail', count: 1 }, 'there are GetAccount, SendEmail'],
  ['an unknown function', { ...throttle, function: 'deliver', count: 1 }, 'there are bounces'],
  ['a delay of no length', { ...throttle, kind: 'delay', count: 1 }, 'delayMs'],
  ['a length of no delay', { ...throttle, delayMs: 5, count: 1 }, 'delayMs'],
  ['half of something that is no batch', { ...throttle, kind: 'unprocessed', count: 1 }, 'BatchWriteItem'],
])('%s is refused in words', async (_, settings, words) => {
  const { statusCode, value } = await ask('POST', 'faults', settings);
  expect(statusCode).toBe(422);
  expect((value as { message: string }).message).toContain(words);
  expect(faults.list()).toEqual([]);
});
