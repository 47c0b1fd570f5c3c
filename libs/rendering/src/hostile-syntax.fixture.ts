import type { HostileCase } from './hostile-case.fixture';
import type { TemplateSource } from './template';

const text = { type: 'ContentStatement', value: 'x', loc: {} };
const number = { type: 'NumberLiteral', value: 'process.exit(1)', original: 1 };
const mustache = { type: 'MustacheStatement', path: { type: 'PathExpression', parts: ['a'] }, params: [number] };
const notTexts: [string, unknown][] = [
  ['a syntax tree', { type: 'Program', body: [text] }],
  ['a syntax tree with code in a number', { type: 'Program', body: [mustache] }],
  ['a tree inside of a list', [{ type: 'Program', body: [] }]],
  ['a text as an object', new String('{{a}}')],
  ['an object that makes a text of itself', { toString: () => '{{a}}' }],
  ['a number', 5],
  ['true', true],
  ['a function', () => '{{a}}'],
  ['null', null],
  ['bytes', Buffer.from('{{a}}')],
];

const refusals: [name: string, source: string, refused: string][] = [
  ['an expression in parentheses', '{{#if (lookup a "b")}}x{{/if}}', 'parentheses are not supported'],
  ['an expression as a helper', '{{((a))}}', 'cannot be read'],
  ['an expression in a parameter of a partial', '{{#*inline "p"}}{{/inline}}{{> p a=(b)}}', 'parentheses'],
  ['a dynamic partial', '{{> (a)}}', 'must be written in the template'],
  ['a dynamic partial by look-up', '{{> (lookup . "name")}}', 'must be written in the template'],
  ['a partial block', '{{#> layout}}x{{/layout}}', 'Partial blocks'],
  ['a raw block', '{{{{raw}}}}{{a}}{{{{/raw}}}}', 'Raw blocks'],
  ['a raw block that is not closed', '{{{{raw}}}}{{a}}', 'Raw blocks'],
  ['a decorator', '{{* foo}}', 'Decorators are not supported'],
  ['a block decorator', '{{#*foo "a"}}{{/foo}}', 'The only decorator'],
  ['a decorator named constructor', '{{#*constructor "a"}}{{/constructor}}', 'The only decorator'],
  ['a partial named by a variable', '{{#*inline a}}{{/inline}}', 'The only decorator'],
  ['a definition inside of a block', '{{#if a}}{{#*inline "p"}}x{{/inline}}{{/if}}', 'outside of every block'],
  ['names after as', '{{#each a as |constructor|}}{{/each}}', 'Names after "as"'],
  ['a section', '{{#a}}x{{/a}}', 'is not supported'],
  ['an inverted section', '{{^a}}x{{/a}}', 'is not supported'],
  ['a condition on two variables', '{{#if a b}}x{{/if}}', 'exactly one variable'],
  ['a condition on none', '{{#if}}x{{/if}}', 'exactly one variable'],
  ['a condition on a number', '{{#if 1}}x{{/if}}', 'name of a variable'],
  ['a condition with options', '{{#if a includeZero=true}}x{{/if}}', 'no parameters with names'],
  ['a text as a variable', '{{"constructor"}}', 'name of a variable'],
  ['a number as a variable', '{{5}}', 'name of a variable'],
  ['undefined as a variable', '{{undefined}}', 'name of a variable'],
  ['null as a variable', '{{null}}', 'name of a variable'],
  ['a tag that is not closed', 'Hello {{name', 'never closed'],
  ['a tag that is closed too late', '{{{a}}', 'cannot be read'],
  ['a tag that is closed too much', '{{a}}}', ''],
  ['an empty tag', '{{}}', 'cannot be read'],
  ['a tag in a tag', '{{a {{b}} }}', ''],
  ['a text that is not closed', '{{a "b}}', 'cannot be read'],
  ['a bracket that is not closed', '{{[a}}', 'cannot be read'],
  ['a comment that is not closed', '{{!-- a }}', 'never closed'],
  ['a block that is not closed', '{{#if a}}', 'never closed'],
  ['a block that is closed by another', '{{#if a}}{{/each}}', 'write {{/if}}'],
  ['a closing tag alone', '{{/if}}', 'closes nothing'],
  ['an else alone', '{{else}}', 'cannot be read'],
  ['an else if alone', '{{else if a}}', 'belongs into a block'],
  ['two elses', '{{#if a}}1{{else}}2{{else}}3{{/if}}', 'cannot be read'],
  ['a path with .. in its middle', '{{a/../b}}', 'is no path'],
  ['a path with this in its middle', '{{a.this.b}}', 'is no path'],
  ['a path above the data', '{{../../../a}}', 'leads out of the data'],
  ['a very long way up', `{{${'../'.repeat(150)}a}}`, 'leads out of the data'],
  ['an outer turn that is not there', '{{#each a}}{{@../index}}{{/each}}', 'only inside of'],
  ['a partial that calls itself', '{{#*inline "p"}}{{> p}}{{/inline}}{{> p}}', 'calls itself'],
  [
    'partials that call one another',
    '{{#*inline "p"}}{{> q}}{{/inline}}{{#*inline "q"}}{{> p}}{{/inline}}',
    'calls itself',
  ],
  ['a partial that is not defined', '{{> missing}}', 'is not defined'],
  ['a partial with two variables', '{{#*inline "p"}}{{/inline}}{{> p a b}}', 'at most one variable'],
  ['a variable that is printed and gone through', '{{a}}{{#each a}}{{this}}{{/each}}', 'can only be one'],
  ['a NUL in a template', 'a\0b', 'NUL'],
  ['half of a surrogate pair in a template', 'a\ud800b', 'surrogate'],
];

/** Sources that are no text, or no template of the language. */
export const hostileSyntax: HostileCase[] = [
  ...notTexts.map(([name, html]) => ({
    name: `${name} instead of a text`,
    why: 'Handlebars takes a syntax tree as it is; compiled, one can run code.',
    source: { html } as TemplateSource,
    verdict: { refused: 'must be a text' },
  })),
  ...refusals.map(([name, source, refused]) => ({
    name,
    why: 'What is not in the language is refused when it is saved, not when mail is to be sent.',
    source: { text: source },
    verdict: { refused },
  })),
];
