import { declarationProblems } from './declared-variable';
import { parseTemplate, variablesOf } from './parse-template';
import { render } from './render';
import { renderEmail } from './render-email';
import type { Template, TemplateSource } from './template';
import { unsubscribeLinkProblem } from './unsubscribe-link';

const url = 'https://mail.example.com/unsubscribe/0193a1b2.secret-_';

function templateOf(source: TemplateSource): Template {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.template;
}
const problemsOf = (source: TemplateSource, data: unknown, link: string | undefined = url) => {
  const rendering = renderEmail(templateOf(source), data, [], link);
  return rendering.ok ? [] : rendering.problems.map(({ path, reason }) => `${path}: ${reason}`);
};

test.each([
  ['<a href="{{unsubscribe_url}}">', `<a href="${url}">`],
  ['<a href="{{@root.unsubscribe_url}}">', `<a href="${url}">`],
  ['{{#each items}}{{../unsubscribe_url}} {{/each}}', `${url} ${url} `],
  ['{{#if unsubscribe_url}}a{{else}}b{{/if}}', 'a'],
  ['{{#*inline "foot"}}{{link}}{{/inline}}{{> foot link=unsubscribe_url}}', url],
])('%s holds the link, byte for byte', (html, expected) => {
  expect(renderEmail(templateOf({ html }), { items: [1, 2] }, [], url)).toMatchObject({ ok: true, html: expected });
});

test('a template without it is rendered as it is, in either stream, and nothing of the link is among its data', () => {
  const template = templateOf({ text: '{{#each this}}{{@key}}={{this}} {{/each}}' });
  for (const link of [url, undefined]) {
    expect(renderEmail(template, { a: 1 }, [], link)).toEqual(render(template, { a: 1 }));
  }
});

test('a link that the data bring is refused, used or not, and so is the template where there is no link', () => {
  const html = '{{name}} {{unsubscribe_url}}';
  expect(problemsOf({ html }, { name: 'Ada', unsubscribe_url: url })).toEqual(['unsubscribe_url: reserved']);
  expect(problemsOf({ html }, { unsubscribe_url: 1 })).toEqual(['unsubscribe_url: reserved', 'name: missing']);
  expect(problemsOf({ html: '{{name}}' }, { name: 'Ada', unsubscribe_url: null })).toEqual([
    'unsubscribe_url: reserved',
  ]);
  const withoutLink = renderEmail(templateOf({ html }), {}, [], undefined);
  expect(withoutLink).toMatchObject({ problems: [{ reason: 'marketing_only' }, { path: 'name', reason: 'missing' }] });
  const asked = renderEmail(templateOf({ html: '{{#if unsubscribe_url}}a{{/if}}' }), {}, [], undefined);
  expect(asked).toMatchObject({ ok: false });
});

test('it is no variable of the caller: none to give, none to declare, nothing to go through', () => {
  const template = templateOf({ html: '{{name}} {{unsubscribe_url}}' });
  expect(variablesOf(template).map(({ name }) => name)).toEqual(['name']);
  const declared = { key: 'unsubscribe_url', type: 'string' } as const;
  expect(declarationProblems(template, [declared])).toMatchObject([{ reason: 'reserved' }]);
  for (const html of ['{{unsubscribe_url.path}}', '{{#each unsubscribe_url}}x{{/each}}']) {
    expect(declarationProblems(templateOf({ html }), [])).toMatchObject([{ reason: 'reserved' }]);
  }
});

test.each<[TemplateSource, string | undefined, string | undefined]>([
  [{ html: '<p>', text: '{{unsubscribe_url}}' }, 'no_unsubscribe_link', 'unsubscribe_link_unfilled'],
  [{ html: '{{#if unsubscribe_url}}x{{/if}}' }, 'no_unsubscribe_link', 'unsubscribe_link_unfilled'],
  [{ html: '{{#each items}}{{unsubscribe_url}}{{/each}}' }, 'no_unsubscribe_link', undefined],
  [{ html: '{{#each items}}{{../unsubscribe_url}}{{/each}}' }, undefined, 'unsubscribe_link_unfilled'],
  [{ html: '{{unsubscribe_url}}', text: 'x' }, undefined, 'unsubscribe_link_unfilled'],
  [{ text: 'x' }, 'no_unsubscribe_link', undefined],
  [{ text: '{{unsubscribe_url}}' }, undefined, 'unsubscribe_link_unfilled'],
])('%j as marketing mail: %s, as transactional mail: %s', (source, marketing, transactional) => {
  const template = templateOf(source);
  expect(unsubscribeLinkProblem(template, 'marketing')?.kind).toBe(marketing);
  expect(unsubscribeLinkProblem(template, undefined)).toBeUndefined();
  expect(unsubscribeLinkProblem(template, 'transactional')?.kind).toBe(transactional);
});
