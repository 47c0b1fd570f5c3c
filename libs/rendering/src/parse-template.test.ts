import { declarationProblems } from './declared-variable';
import { parseTemplate, variablesOf } from './parse-template';
import type { Template, TemplateSource } from './template';
import type { Variable } from './variable';

function templateOf(source: TemplateSource): Template {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.template;
}

const described = (variables: readonly Variable[]): string[] =>
  variables.flatMap(({ path, kind, required, fields, item }) => [
    `${path} ${kind}${required ? '' : '?'}`,
    ...described(fields),
    ...(item ? described([item]) : []),
  ]);
const variablesFor = (text: string) => described(variablesOf(templateOf({ text })));

test.each([
  ['{{name}}', ['name value']],
  ['{{user.name}}', ['user object', 'user.name value']],
  ['{{#if a}}{{b}}{{else}}{{c}}{{/if}}', ['a condition?', 'b value?', 'c value?']],
  ['{{#if a}}{{b}}{{/if}}{{b}}', ['a condition?', 'b value']],
  ['{{#unless a.b}}{{c}}{{/unless}}', ['a object?', 'a.b condition?', 'c value?']],
  [
    '{{#each items}}{{name}}{{#if sale}}{{price}}{{/if}}{{../currency}}{{/each}}',
    [
      'items list',
      'items[] object',
      'items[].name value',
      'items[].sale condition?',
      'items[].price value?',
      'currency value?',
    ],
  ],
  ['{{#each tags}}{{this}}{{else}}none{{/each}}', ['tags list?', 'tags[] value']],
  ['{{#with user}}{{name}}{{../title}}{{/with}}', ['user object', 'user.name value', 'title value']],
  ['{{#with user}}{{name}}{{else}}{{guest}}{{/with}}', ['user object?', 'user.name value', 'guest value?']],
  [
    '{{#*inline "p"}}{{label}}: {{value}}{{/inline}}{{> p label="Total" value=order.total}}{{> p sums}}',
    ['order object?', 'order.total value', 'sums object', 'sums.label value', 'sums.value value'],
  ],
  ['{{@root.a}}{{#each b}}{{@index}}{{@root.c}}{{/each}}', ['a value', 'b list', 'c value?']],
])('what %s needs', (text, expected) => {
  expect(variablesFor(text)).toEqual(expected);
});

test.each<[string, string, number, number, RegExp]>([
  ['an unknown helper', 'a\n b {{upper name}}', 2, 4, /helper upper is not supported/],
  ['a section', '{{#name}}x{{/name}}', 1, 1, /there are \{\{#if\}\}/],
  ['an expression in parentheses', '{{#if (eq a b)}}x{{/if}}', 1, 7, /parentheses/],
  ['a raw block', 'x {{{{raw}}}}y{{{{/raw}}}}', 1, 3, /Raw blocks/],
  ['a decorator', '{{* a}}', 1, 1, /Decorators/],
  ['a block decorator that is not inline', '{{#*other "a"}}{{/other}}', 1, 1, /only decorator/],
  ['a definition inside of a block', '{{#if a}}{{#*inline "p"}}{{/inline}}{{/if}}', 1, 10, /outside of every block/],
  ['a dynamic partial', '{{> (lookup . "p")}}', 1, 1, /must be written/],
  ['a partial block', '{{#> p}}x{{/p}}', 1, 1, /Partial blocks/],
  ['an unknown partial', '\n{{> p}}', 2, 1, /partial p is not defined/],
  ['a partial that calls itself', '{{#*inline "p"}}{{> p}}{{/inline}}', 1, 17, /calls itself/],
  ['a partial that is defined twice', '{{#*inline "p"}}{{/inline}}{{#*inline "p"}}{{/inline}}', 1, 28, /defined twice/],
  ['a block that is not closed', 'a {{#if b}}\n{{#each c}}{{/each}}', 1, 3, /never closed; write \{\{\/if\}\}/],
  ['a block that is closed by another', '{{#if a}}\n{{/each}}', 1, 4, /write \{\{\/if\}\}/],
  ['a closing tag alone', 'a{{/if}}', 1, 2, /closes nothing/],
  ['a tag that is not closed', 'a\n\n{{b', 3, 1, /never closed/],
  ['an empty tag', '{{}}', 1, 3, /cannot be read/],
  ['the name of a helper', '{{lookup}}', 1, 1, /name of a helper/],
  ['a text instead of a variable', '{{"a"}}', 1, 3, /name of a variable/],
  ['a path above the data', '{{../a}}', 1, 3, /leads out of the data/],
  ['a path out of a partial', '{{#*inline "p"}}{{../a}}{{/inline}}{{#each b}}{{> p}}{{/each}}', 1, 19, /leads out/],
  ['an index outside of a loop', '{{@index}}', 1, 3, /only inside of/],
  ['an unknown @ name', '{{@level}}', 1, 3, /not known/],
  ['a name that is printed and an object', '{{a}}{{a.b}}', 1, 8, /can only be one/],
  ['names for items', '{{#each a as |b|}}{{b}}{{/each}}', 1, 1, /after "as"/],
])('%s is refused, with its place and what to do', (_, text, line, column, sentence) => {
  const parsed = parseTemplate({ text });
  expect(parsed).toMatchObject({ ok: false, problems: [{ part: 'text', line, column }] });
  expect(!parsed.ok && parsed.problems[0]?.sentence).toMatch(sentence);
});

test('all problems of all parts are told', () => {
  const parsed = parseTemplate({ subject: '{{a b}}{{c d}}', html: '{{> p}}', text: 'fine' });
  expect(!parsed.ok && parsed.problems.map(({ part, column }) => `${part} ${column}`)).toEqual([
    'subject 1',
    'subject 8',
    'html 1',
  ]);
});

test.each([
  ['<p>{{{a}}}</p>', ['unescaped 1:7']],
  ['<p title={{a}}>', ['unquoted_attribute 1:12']],
  ['<p title="{{a}}">{{a}}</p>', []],
  ['<style>p { color: {{a}} }</style>{{b}}', ['style 1:21']],
  ['<p style="color:{{a}}">', ['style 1:19']],
  ['<script>var a = "{{a}}"</script>', ['script 1:20']],
  ["<p onclick='{{a}}'>", ['script 1:15']],
  ['<p {{a}}>', ['tag 1:6']],
  ['<{{a}}>', ['tag 1:4']],
  ['<!-- <p {{a}}> -->{{b}}', []],
  ['<p {{#if a}}title="{{else}}{{/if}}{{b}}">', ['tag 1:37']],
  ['{{#*inline "p"}}{{a}}{{/inline}}<p title={{> p}}>', ['unquoted_attribute 1:19']],
  ['a < b {{c}}', []],
])('the HTML %s is warned of', (html, expected) => {
  const { warnings } = templateOf({ html });
  expect(warnings.map(({ kind, line, column }) => `${kind} ${line}:${column}`)).toEqual(expected);
});

test('a text has nothing to warn of', () => {
  expect(templateOf({ text: '<p {{{a}}}>' }).warnings).toEqual([]);
});

test('declarations that no data can satisfy are told', () => {
  const template = templateOf({ text: '{{a}}{{#each b}}{{this}}{{/each}}' });
  const declared = [
    { key: 'a', type: 'list' },
    { key: 'b', type: 'list', fallback_value: 'x' },
    { key: 'b', type: 'list' },
    { key: 'c', type: 'number', fallback_value: 3 },
  ] as const;
  expect(declarationProblems(template, declared).map(({ sentence }) => sentence)).toEqual([
    'a is declared as a list, but the template uses it as a value to print.',
    'The fallback of b must be a list, as it is declared.',
    'b is declared twice.',
  ]);
});
