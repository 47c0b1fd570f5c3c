import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMailbox } from '@sesame/email';
import { checkSender } from './check-sender';
import type { Identity } from './identity';

type Case = { name: string; input: string; verdict: { identity: string } | { refused: string; reason: string } };

const casesOf = (file: string) =>
  JSON.parse(readFileSync(join(__dirname, '..', 'cases', `${file}.json`), 'utf8')) as Case[];
const cases = [...casesOf('example.com'), ...casesOf('other-identities')];

/** What SES knows in these cases; `theirs.test` is verified too, in the account of somebody else. */
const identities = [
  ['example.com', 'SUCCESS'],
  ['Ada@people.test', 'SUCCESS'],
  ['undeployed.test', 'SUCCESS'],
  ['pending.test', 'PENDING'],
  ['Eve@people.test', 'PENDING'],
  ['failed.test', 'FAILED'],
].map(([name = '', verificationStatus = '']): Identity => {
  const type = name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN';
  return { name, type, verified: verificationStatus === 'SUCCESS', verificationStatus };
});
const sendingIdentities = ['example.com', 'Ada@people.test'];

function decisionAbout(text: string) {
  const parsed = parseMailbox(text);
  if (!parsed.ok) throw new Error(parsed.sentence);
  return checkSender({ from: parsed.mailbox, identities, sendingIdentities });
}

test.each(cases)('$name', ({ input, verdict }) => {
  const decision = decisionAbout(input);
  if ('identity' in verdict) return expect(decision).toEqual({ allowed: true, identity: verdict.identity });

  const { refused: name, reason } = verdict;
  expect(decision).toMatchObject({ allowed: false, name, reason });
  return expect(decision).toHaveProperty('message', expect.stringMatching(/[.?)] .*(SES|Deploy|Sesame).*/s));
});

test('a look-alike and a misspelling name what was perhaps meant', () => {
  expect(decisionAbout('hello@examp1e.com')).toHaveProperty('message', expect.stringContaining('mean example.com?'));
  expect(decisionAbout('hello@exmple.com')).toHaveProperty('message', expect.stringContaining('mean example.com?'));
  expect(decisionAbout('ada@people.test')).toHaveProperty('message', expect.stringContaining('as Ada@people.test.'));
});

test('nothing is said about an identity that is not of this deployment', () => {
  expect(decisionAbout('hello@undep1oyed.test')).toMatchObject({ reason: 'unknown' });
  expect(decisionAbout('hello@theirs1.test')).not.toHaveProperty('message', expect.stringContaining('theirs.test'));
});

test('a sender with many labels is judged in less than 50 ms of CPU, among a thousand identities', () => {
  const from = { address: `a@${'e.'.repeat(125)}de`, domain: `${'e.'.repeat(125)}de` };
  const many = Array.from({ length: 1_000 }, (_, n) => `domain-${n}.example`);
  const cpuMs = () => {
    const before = process.cpuUsage();
    expect(checkSender({ from, identities: [], sendingIdentities: many })).toMatchObject({ reason: 'unknown' });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  expect(Math.min(cpuMs(), cpuMs(), cpuMs())).toBeLessThan(50);
});
