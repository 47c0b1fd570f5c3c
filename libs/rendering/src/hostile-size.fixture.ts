import type { HostileCase } from './hostile-case.fixture';

const chain = (count: number, calls: string) =>
  Array.from({ length: count }, (_, at) => `{{#*inline "p${at}"}}${calls.replaceAll('NEXT', `p${at + 1}`)}{{/inline}}`);
const doubling = (count: number) =>
  `${chain(count, '{{> NEXT}}{{> NEXT}}').join('')}{{#*inline "p${count}"}}x{{/inline}}{{> p0}}`;
const nestedEach = (depth: number) => `${'{{#each @root.a}}'.repeat(depth)}x${'{{/each}}'.repeat(depth)}`;
const hundred = Array.from({ length: 100 }, (_, at) => at);
const long = 'x'.repeat(300_000);

const refused = (name: string, source: string, sentence: string): HostileCase => ({
  name,
  why: 'Reading it would take longer than any mail is worth.',
  source: { text: source },
  verdict: { refused: sentence },
});
const unfit = (name: string, source: HostileCase['source'], data: unknown, problem: string): HostileCase => ({
  name,
  why: 'Rendering it would take the function’s memory or time.',
  source,
  data,
  verdict: { unfit: [problem] },
});

/** Templates and data that are large, deep, or grow. */
export const hostileSizes: HostileCase[] = [
  refused('a template of more than 500,000 bytes', 'x'.repeat(500_001), 'at most 500000 bytes'),
  refused('a template whose bytes are more than its characters', '€'.repeat(170_000), 'at most 500000 bytes'),
  refused('a hundred thousand tags', '{{a}}'.repeat(100_000), 'at most 1000 tags'),
  refused('a thousand tags and one', '{{a}}'.repeat(1_001), 'at most 1000 tags'),
  refused('a hundred thousand comments', '{{!}}'.repeat(100_000), 'at most 1000 tags'),
  refused('a tag of a megabyte', `{{${'a.'.repeat(200_000)}a}}`, 'at most 500 characters'),
  refused('a tag of white space', `{{a${' '.repeat(400_000)}}}`, 'at most 500 characters'),
  refused('a thousand long tags', `{{${'a.'.repeat(200)}a}}`.repeat(900), 'at most 24000 characters'),
  refused('braces without an end', '{{'.repeat(200_000), 'Raw blocks'),
  refused('braces in spaces without an end', '{{ '.repeat(150_000), 'never closed'),
  refused('blocks 51 deep', `${'{{#if a}}'.repeat(51)}${'{{/if}}'.repeat(51)}`, 'at most 50 deep'),
  refused('blocks fifty thousand deep', '{{#if a}}'.repeat(50_000), 'at most 50 deep'),
  refused('closing tags alone', '{{/if}}'.repeat(50_000), 'closes nothing'),
  refused('an endless else if', `{{#if a}}${'{{else if b}}'.repeat(900)}{{/if}}`, 'at most 50 deep'),
  refused('partials that call two of the next, forty deep', doubling(40), 'call fewer partials'),
  refused('partials that call two of the next, fifteen deep', doubling(15), 'call fewer partials'),
  refused('quotation marks without an end', `{{a ${'"'.repeat(100_001)}`, 'never closed'),
  refused('backslashes before a tag that is not closed', `${'\\'.repeat(400_000)}{{`, 'never closed'),
  unfit('each, six deep, on a list of a hundred', { text: nestedEach(6) }, { a: hundred }, 'a too_much'),
  unfit('each, forty deep, on a list of a hundred', { text: nestedEach(40) }, { a: hundred }, 'a too_much'),
  unfit(
    'a list of a hundred thousand',
    { text: '{{#each a}}x{{this}}{{/each}}' },
    { a: Array.from({ length: 100_000 }, () => 1) },
    'a too_much',
  ),
  unfit(
    'a list with a hundred million holes',
    { text: '{{#each a}}x{{/each}}' },
    { a: Object.assign([], { length: 100_000_000 }) },
    'a too_much',
  ),
  unfit('a text of 300,000 printed four times', { text: '{{a}}{{a}}{{a}}{{a}}' }, { a: long }, 'a too_much'),
  unfit('a text of five million', { text: '{{a}}' }, { a: 'x'.repeat(5_000_000) }, 'a too_much'),
  unfit('a text that escaping makes six times as long', '{{a}}', { a: '"'.repeat(300_000) }, ' too_much'),
  unfit(
    'a text of 300,000 in a loop',
    { text: '{{#each a}}{{@root.b}}{{/each}}' },
    { a: hundred, b: long },
    'b too_much',
  ),
  unfit(
    'a content of 400,000 in a loop',
    { text: `{{#each a}}${'x'.repeat(400_000)}{{/each}}` },
    { a: hundred },
    'a too_much',
  ),
  unfit(
    'a partial that grows by its indentation',
    { text: `{{#*inline "p"}}{{a}}{{/inline}}\n${' '.repeat(100_000)}{{> p}}\n` },
    { a: '\n'.repeat(1_000) },
    ' too_much',
  ),
  unfit('HTML too long for a text to be derived', { html: '{{a}}' }, { a: 'x'.repeat(100_001) }, ' too_much'),
  unfit(
    'HTML of too many elements for a text to be derived',
    { html: '{{#each a}}<p>{{this}}{{/each}}' },
    { a: Array.from({ length: 3_001 }, () => 1) },
    ' too_much',
  ),
  {
    name: 'a partial called twice of the next, ten deep',
    why: 'What stays within the budget is not refused.',
    source: { text: doubling(10) },
    verdict: { renderedLength: 1_024 },
  },
  {
    name: 'a template of 500,000 bytes',
    why: 'It is what SES takes.',
    source: { text: 'x'.repeat(500_000) },
    verdict: { renderedLength: 500_000 },
  },
  {
    name: 'a thousand tags',
    why: 'It is what one template may have.',
    source: { text: '{{a}}'.repeat(1_000) },
    data: { a: 1 },
    verdict: { renderedLength: 1_000 },
  },
  {
    name: 'blocks fifty deep',
    why: 'It is what one template may have.',
    source: { text: `${'{{#if a}}'.repeat(50)}x${'{{/if}}'.repeat(50)}` },
    data: { a: 1 },
    verdict: { renderedLength: 1 },
  },
  {
    name: 'an output of a megabyte',
    why: 'It is the most that is rendered.',
    source: { text: '{{#each a}}{{this}}{{/each}}' },
    data: { a: Array.from({ length: 10 }, () => 'x'.repeat(100_000)) },
    verdict: { renderedLength: 1_000_000 },
  },
  {
    name: 'a path of two hundred names',
    why: 'It is long, and harmless.',
    source: { text: `{{${Array.from({ length: 200 }, () => 'a').join('.')}}}` },
    verdict: { unfit: [`${Array.from({ length: 200 }, () => 'a').join('.')} missing`] },
  },
  {
    name: 'elements 3,000 deep from which a text is derived',
    why: 'A reader of HTML that calls itself for every element would end with the stack.',
    source: { subject: '{{a}}', html: '<b>'.repeat(3_000) },
    data: { a: 'x' },
    verdict: { rendered: 'x' },
  },
  {
    name: 'tables 900 deep from which a text is derived',
    why: 'A reader of HTML that calls itself for every element would end with the stack.',
    source: { subject: '{{a}}', html: '<table><tr><td>'.repeat(900) },
    data: { a: 'x' },
    verdict: { rendered: 'x' },
  },
  {
    name: 'a cell that spans a million rows',
    why: 'A reader of tables that makes each of them would use all memory.',
    source: { subject: '{{a}}', html: '<table><tr><td rowspan="1000000" colspan="1000000">a</td></tr></table>' },
    data: { a: 'x' },
    verdict: { rendered: 'x' },
  },
  {
    name: 'branches that end in ever new places of HTML',
    why: 'Following every one would double with each.',
    source: `<a ${'{{#if a}}x{{else}}y{{/if}}'.repeat(300)}>`,
    verdict: { renderedLength: 304 },
  },
  {
    name: 'loops around loops in HTML',
    why: 'Reading each body twice would double with each.',
    source: `${'{{#each a}}<p>'.repeat(45)}${'{{/each}}'.repeat(45)}`,
    data: { a: [] },
    verdict: { rendered: '' },
  },
  {
    name: 'loops around loops in a tag',
    why: 'Each can end in another place than it began, and reading its body again would double with each.',
    source: `${'{{#each a}}<p x="'.repeat(45)}${'{{/each}}'.repeat(45)}`,
    data: { a: [] },
    verdict: { rendered: '' },
  },
];
