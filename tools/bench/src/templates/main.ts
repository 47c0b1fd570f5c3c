import { checkVariables, parseTemplate, render } from '@sesame/rendering';
import Handlebars from 'handlebars';
import { costsOf } from './measure';
import { data, html } from './receipt';

const parsed = parseTemplate({ html, text: '' });
const withoutText = parseTemplate({ html });
if (!parsed.ok || !withoutText.ok) throw new Error('The template of this measurement is refused.');
const { template } = parsed;
const compiled = Handlebars.compile(html);
const own = render(template, data);
const { customer: _, ...lacking } = data;
const lack = checkVariables(template, [], lacking);

const costs = costsOf({
  render: () => render(template, data),
  check: () => checkVariables(template, [], data),
  'refuse what lacks a variable': () => checkVariables(template, [], lacking),
  'render, with a text derived': () => render(withoutText.template, data),
  'parse and render': () => {
    const again = parseTemplate({ html, text: '' });
    return again.ok && render(again.template, data);
  },
  'handlebars, compiled once': () => compiled(data),
  'handlebars, compile and render': () => Handlebars.compile(html)(data),
});
const cost = (name: string) => costs[name] ?? NaN;
const ratio = (of: string, to: string) => Number((cost(to) / cost(of)).toFixed(2));

const figures = {
  rendersBesideCompiledHandlebars: ratio('render', 'handlebars, compiled once'),
  parsingBesideCompilingHandlebars: ratio('parse and render', 'handlebars, compile and render'),
  checkingBesideRendering: ratio('render', 'check'),
};
const holds = {
  'the same bytes as handlebars': own.ok && own.html === compiled(data),
  'a missing variable is named': !lack.ok && lack.problems.map(({ path }) => path).join() === 'customer.name',
  'rendering reaches 0.4 of handlebars compiled once': figures.rendersBesideCompiledHandlebars >= 0.4,
  'parsing and rendering reaches handlebars compiling and rendering': figures.parsingBesideCompilingHandlebars >= 1,
  'checking costs at most 1.2 renderings': figures.checkingBesideRendering <= 1.2,
};
const all = Object.values(holds).every(Boolean);

const lines = Object.entries(costs).map(
  ([name, each]) =>
    `${name.padEnd(32)} ${each.toFixed(1).padStart(9)} µs ${String(Math.round(1e6 / each)).padStart(9)}/s`,
);
const verdicts = Object.entries(holds).map(([what, held]) => `${held ? 'holds ' : 'BROKEN'}  ${what}`);
process.stdout.write(`${[...lines, '', ...verdicts].join('\n')}\n`);
process.stdout.write(`${JSON.stringify({ bench: 'templates', ok: all, ...figures, microseconds: costs })}\n`);
process.exitCode = all ? 0 : 1;
