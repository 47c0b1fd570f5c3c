import { parseTemplate } from './parse-template';
import { checkVariables, render } from './render';
import type { Template, TemplateSource } from './template';

function templateOf(source: TemplateSource): Template {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.template;
}

const htmlOf = (html: string, data: unknown) => {
  const rendering = render(templateOf({ html }), data);
  return rendering.ok ? rendering.html : rendering.problems;
};

const receipt = {
  subject: 'Your order {{order.id}}',
  html: [
    '{{#*inline "line"}}',
    '<tr><td>{{name}}</td><td>{{price}} {{currency}}</td></tr>',
    '{{/inline}}',
    '<h1>Thank you, {{customer.name}}</h1>',
    '<table>',
    '  {{#each order.items}}',
    '  {{> line currency=../currency}}',
    '  {{else}}',
    '  <tr><td>Nothing</td></tr>',
    '  {{/each}}',
    '</table>',
    '{{#if note}}<p>{{note}}</p>{{else}}<p>No note.</p>{{/if}}',
    '<a href="https://shop.test/o/{{order.id}}?a=1&amp;b=2">Your order</a>',
  ].join('\n'),
};
const order = {
  currency: '€',
  customer: { name: 'Ada & Bob' },
  order: {
    id: 7,
    items: [
      { name: '<Tea>', price: 3 },
      { name: 'Cup', price: 4.5 },
    ],
  },
};

test('a receipt is rendered: subject, escaped HTML, and a text derived from it', () => {
  expect(render(templateOf(receipt), order)).toEqual({
    ok: true,
    subject: 'Your order 7',
    html: [
      '<h1>Thank you, Ada &amp; Bob</h1>',
      '<table>',
      '  <tr><td>&lt;Tea&gt;</td><td>3 €</td></tr>',
      '  <tr><td>Cup</td><td>4.5 €</td></tr>',
      '</table>',
      '<p>No note.</p>',
      '<a href="https://shop.test/o/7?a=1&amp;b=2">Your order</a>',
    ].join('\n'),
    text: [
      'Thank you, Ada & Bob',
      '',
      '<Tea> 3 €',
      'Cup 4.5 €',
      '',
      'No note.',
      '',
      'Your order (https://shop.test/o/7?a=1&b=2)',
    ].join('\n'),
    warnings: [],
  });
});

test('every variable that is missing or of the wrong type is named by its path, and nothing is rendered', () => {
  const items = [{ name: 'Tea' }, { name: ['Cup'], price: 1 }];
  const rendering = render(templateOf(receipt), { order: { items }, customer: 'Ada', note: { text: 'Hi' } });
  expect(rendering).toMatchObject({ ok: false });
  expect(!rendering.ok && rendering.problems.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    'order.id missing',
    'customer.name missing',
    'order.items[0].price missing',
    'currency missing',
    'order.items[1].name mistyped',
    'note mistyped',
  ]);
});

test('checking names what rendering names', () => {
  const template = templateOf(receipt);
  const rendering = render(template, { order: {} });
  expect(checkVariables(template, [], { order: {} })).toEqual(rendering);
  expect(checkVariables(template, [], order)).toEqual({ ok: true });
});

test.each([
  ['a value of an outer scope', '{{#each a}}{{../b}}{{this}}{{/each}}', { a: [1, 2], b: 'x' }, 'x1x2'],
  [
    'the turn of a loop',
    '{{#each a}}{{@index}}{{#if @first}}f{{/if}}{{#if @last}}l{{/if}}{{/each}}',
    { a: [0, 0] },
    '0f1l',
  ],
  ['the keys of an object', '{{#each a}}{{@key}}={{this}};{{/each}}', { a: { x: 1, y: 2 } }, 'x=1;y=2;'],
  [
    'an outer turn',
    '{{#each a}}{{#each this}}{{@../index}}{{@index}} {{/each}}{{/each}}',
    { a: [[1, 2], [3]] },
    '00 01 10 ',
  ],
  ['the other branch of else if', '{{#if a}}1{{else if b}}2{{else}}3{{/if}}', { b: true }, '2'],
  ['unless', '{{#unless a}}1{{else}}2{{/unless}}', { a: [] }, '1'],
  ['with', '{{#with a}}{{b}}{{../c}}{{else}}-{{/with}}', { a: { b: 1 }, c: 2 }, '12'],
  ['the other branch of with', '{{#with a}}{{b}}{{else}}-{{/with}}', {}, '-'],
  ['the whole data', '{{#each a}}{{@root.b}}{{/each}}', { a: [1], b: 2 }, '2'],
  ['white space control', ' a {{~b~}} c ', { b: 1 }, ' a1c '],
  ['an escaped tag', '\\{{a}} {{a}}', { a: 1 }, '{{a}} 1'],
  ['a comment', 'a{{!-- {{b}} --}}c{{! d }}', {}, 'ac'],
  ['a name in brackets', '{{a.[b c]}}', { a: { 'b c': 1 } }, '1'],
  ['a partial with an object', '{{#*inline "p"}}{{x}}{{/inline}}{{> p a}}{{> p x=3}}', { a: { x: 1 } }, '13'],
  ['false and zero', '{{a}}{{b}}', { a: false, b: 0 }, 'false0'],
  ['the length of a list', '{{a.length}}', { a: [1, 2] }, '2'],
])('%s is rendered as handlebars renders it', (_, html, data, expected) => {
  expect(htmlOf(html, data)).toBe(expected);
});

test('a subject is one line without control characters', () => {
  const rendering = render(templateOf({ subject: 'Hello {{name}}\n' }), { name: 'Ada\r\nBcc: eve@x.test\u2028\u0007' });
  expect(rendering).toMatchObject({ ok: true, subject: 'Hello AdaBcc: eve@x.test' });
});

test('text and subject are not escaped', () => {
  const rendering = render(templateOf({ subject: '{{a}}', text: '{{{a}}}{{a}}' }), { a: '<&>' });
  expect(rendering).toMatchObject({ ok: true, subject: '<&>', text: '<&><&>' });
});

test('a declared fallback stands in for what is missing, and a declared type is held', () => {
  const template = templateOf({ text: '{{name}} {{age}}' });
  const declared = [
    { key: 'name', type: 'string', fallback_value: 'friend' },
    { key: 'age', type: 'number' },
  ] as const;
  expect(render(template, { age: 3 }, declared)).toMatchObject({ ok: true, text: 'friend 3' });
  expect(render(template, { name: null, age: '3' }, declared)).toMatchObject({
    ok: false,
    problems: [{ path: 'age', reason: 'mistyped', sentence: 'age must be a number.' }],
  });
});

test('a template without HTML and text gives its subject alone', () => {
  expect(render(templateOf({ subject: 'Hi' }), {})).toEqual({ ok: true, subject: 'Hi', warnings: [] });
});
