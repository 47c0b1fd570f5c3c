import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { shared } from './given';
import { eventually } from './then';

const readme = readFileSync(resolve(__dirname, '..', 'README.md'), 'utf8');
const commands = [...readme.matchAll(/```sh\n(curl[\s\S]*?)```/g)].map(([, command = '']) => command);
const [sendIt = '', lookUp = '', readMail = ''] = commands;

/** Runs a command of the README as it stands there, but for the ports. */
function run(command: string): Record<string, unknown> {
  const here = command.replace(/http:\/\/127\.0\.0\.1:(3000|4566)/g, (_, port) =>
    port === '3000' ? shared.api : shared.aws,
  );
  return JSON.parse(
    execFileSync('bash', ['-c', here], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as Record<string, unknown>;
}

test('the commands of the README do what it says', async () => {
  expect(commands).toHaveLength(3);
  run(sendIt);
  await eventually(async () =>
    expect(run(lookUp)).toMatchObject({ email: 'bounce@simulator.amazonses.com', origin: 'bounce' }),
  );
  expect(run(sendIt)).toMatchObject({ name: 'recipient_suppressed', statusCode: 422 });
  expect(Array.isArray(run(readMail))).toBe(true);
});

test('what CI runs is what the README says', () => {
  const script = readFileSync(resolve(__dirname, '..', '.ci', 'run'), 'utf8');
  const [testCommand = ''] = /^npm .*npm test$/m.exec(readme) ?? [];
  expect(testCommand).not.toBe('');
  expect(script.trimEnd().split('\n').at(-1)).toBe(testCommand);
});
