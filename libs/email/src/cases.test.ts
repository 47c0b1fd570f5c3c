import { casesOf, textOf, type MailboxCase, type NameAndValueCase, type SubjectCase } from './cases.fixture';
import { formatMailbox } from './format-mailbox';
import { headerProblem, headerReasons } from './header';
import { mailboxRefusals } from './mailbox-refusal';
import { tagProblem, tagReasons } from './message-tag';
import { parseMailbox } from './parse-mailbox';
import type { Refusal } from './refusal';
import { subjectProblem, subjectReasons } from './subject';

const mostCpuMs = 50;
const mailboxes = ['senders', 'recipients', 'reply-to'].flatMap((file) => casesOf<MailboxCase>(file));
const subjects = casesOf<SubjectCase>('subjects');
const headers = casesOf<NameAndValueCase>('headers');
const tags = casesOf<NameAndValueCase>('tags');

const verdictOf = (problem: Refusal | undefined) => (problem ? { refused: problem.reason } : 'accepted');
const everything = [
  ...mailboxes.map(({ name, input }) => ({ name, judge: () => parseMailbox(textOf(input)) })),
  ...subjects.map(({ name, input }) => ({ name, judge: () => subjectProblem(textOf(input)) })),
  ...headers.map(({ name, input }) => ({ name, judge: () => headerProblem(textOf(input.name), textOf(input.value)) })),
  ...tags.map(({ name, input }) => ({ name, judge: () => tagProblem(textOf(input.name), textOf(input.value)) })),
];

test.each(mailboxes)('a mailbox: $name', ({ input, verdict }) => {
  const parsed = parseMailbox(textOf(input));
  if ('refused' in verdict) return expect(parsed).toMatchObject({ ok: false, reason: verdict.refused });

  const { accepted: address, displayName } = verdict;
  const [localPart, domain] = address.split('@');
  const mailbox = { address, localPart, domain, ...(displayName !== undefined && { displayName }) };
  return expect(parsed).toEqual({ ok: true, mailbox });
});

test.each(mailboxes.filter(({ verdict }) => 'accepted' in verdict))(
  'a mailbox is written in printable ASCII: $name',
  ({ input }) => {
    const parsed = parseMailbox(textOf(input));
    expect(parsed.ok && formatMailbox(parsed.mailbox)).toMatch(/^[\x20-\x7e]+$/);
  },
);

test.each(subjects)('a subject: $name', ({ input, verdict }) => {
  expect(verdictOf(subjectProblem(textOf(input)))).toEqual(verdict);
});

test.each(headers)('a header: $name', ({ input, verdict }) => {
  expect(verdictOf(headerProblem(textOf(input.name), textOf(input.value)))).toEqual(verdict);
});

test.each(tags)('a tag: $name', ({ input, verdict }) => {
  expect(verdictOf(tagProblem(textOf(input.name), textOf(input.value)))).toEqual(verdict);
});

test.each([
  ['a mailbox', mailboxes, Object.keys(mailboxRefusals)],
  ['a subject', subjects, subjectReasons],
  ['a header', headers, headerReasons],
  ['a tag', tags, tagReasons],
])('every reason to refuse %s has a case of its own', (_, cases, reasons) => {
  const refused = cases.flatMap(({ verdict }) =>
    typeof verdict === 'object' && 'refused' in verdict ? [verdict.refused] : [],
  );
  expect([...new Set(refused)].sort()).toEqual([...reasons].sort());
});

test('every reason has a sentence of its own', () => {
  const sentences = Object.values(mailboxRefusals);
  expect(new Set(sentences).size).toBe(sentences.length);
});

test('the corpus has the size that was promised', () => {
  expect(mailboxes.length).toBeGreaterThanOrEqual(140);
  expect(subjects.length + headers.length).toBeGreaterThanOrEqual(50);
  expect(tags.length).toBeGreaterThanOrEqual(20);
});

test(`no input takes more than ${mostCpuMs} ms of CPU`, () => {
  const slow = everything.filter(({ judge }) => Math.min(cpuMs(judge), cpuMs(judge), cpuMs(judge)) > mostCpuMs);
  expect(slow.map(({ name }) => name)).toEqual([]);
});

/** Processor time, so that a busy machine does not count; the least of several, so that a collection of garbage does not. */
function cpuMs(judge: () => unknown): number {
  const before = process.cpuUsage();
  judge();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
