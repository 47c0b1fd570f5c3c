import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision, Principal } from '@sesame/iam';
import { openClock } from '../clock';
import type { Access } from '../operation';
import { openStore } from '../store';
import { createLogs } from './logs';

const role: Principal = {
  type: 'role-session',
  account: '000000000000',
  roleArn: 'arn:aws:iam::000000000000:role/sesame/bounces',
  sessionArn: 'arn:aws:sts::000000000000:assumed-role/bounces/bounces',
};
const group = '/aws/lambda/sesame-local-bounces';
const stream = '2026/11/22/[$LATEST]0123';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'logs-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function logsFor(allowed: string[], dataFolder?: string) {
  const clock = openClock(openStore(undefined), () => 0);
  const asked: Access[] = [];
  const authorize = (principal: Principal, access: Access): Decision => {
    asked.push(access);
    const statement = { policy: 'p', index: 0 };
    const about = { principal, action: access.action, resource: access.resource, reason: '' };
    return allowed.includes(access.action)
      ? { ...about, decision: 'allowed', by: 'identity', statement, statements: [statement] }
      : { ...about, decision: 'explicitly-denied', by: 'identity', statement };
  };
  return { clock, asked, logs: createLogs({ authorize, clock, ...(dataFolder !== undefined && { dataFolder }) }) };
}
const both = ['logs:CreateLogStream', 'logs:PutLogEvents'];

test('what a function writes is in a file that is named for it, behind what was there', () => {
  for (const line of ['one\n', 'two\n']) logsFor(both, folder).logs.openStream(role, group, stream)?.write(line);
  expect(readFileSync(join(folder, 'logs', 'sesame-local-bounces.log'), 'utf8')).toBe('one\ntwo\n');
  expect(logsFor(both, folder).logs.read(group)).toBe('one\ntwo\n');
});

test('without a data folder it is kept in memory', () => {
  const { logs } = logsFor(both);
  logs.openStream(role, group, stream)?.write('one\n');
  expect(logs.read(group)).toBe('one\n');
  expect(logs.read('/aws/lambda/other')).toBe('');
});

test('a group with a name of its own stays inside the folder', () => {
  const { logs } = logsFor(both, folder);
  logs.openStream(role, '../../outside', stream)?.write('x');
  expect(readFileSync(join(folder, 'logs', '..-..-outside.log'), 'utf8')).toBe('x');
});

test('the role is asked for its stream once, and for its lines once a minute', () => {
  const { logs, clock, asked } = logsFor(both);
  const opened = logs.openStream(role, group, stream);
  for (const line of ['one', 'two', 'three']) opened?.write(line);
  clock.advance(60_000);
  opened?.write('four');
  const resource = `arn:aws:logs:us-east-1:000000000000:log-group:${group}:log-stream:${stream}`;
  expect(asked).toEqual([
    { action: 'logs:CreateLogStream', resource },
    { action: 'logs:PutLogEvents', resource },
    { action: 'logs:PutLogEvents', resource },
  ]);
});

test('a role that may not create a stream has none, and one that may not write keeps nothing', () => {
  expect(logsFor(['logs:PutLogEvents']).logs.openStream(role, group, stream)).toBeUndefined();
  const { logs } = logsFor(['logs:CreateLogStream']);
  logs.openStream(role, group, stream)?.write('secret');
  expect(logs.read(group)).toBe('');
});
