import * as fc from 'fast-check';
import Handlebars from 'handlebars';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { anySource, anyText, dataFor, numRuns } from './generated.fixture';
import { parseTemplate } from './parse-template';
import { checkVariables, render } from './render';
import type { Template, TemplateSource } from './template';
import type { Variable } from './variable';

function templateOf(source: TemplateSource): Template {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(JSON.stringify({ source, problems: parsed.problems }));
  return parsed.template;
}

/** A template of the grammar, with data for its variables. A source that no data could satisfy is none. */
const templateAndData = anySource
  .map((source) => ({ source, parsed: parseTemplate({ html: source, text: source }) }))
  .filter(({ parsed }) => parsed.ok)
  .chain(({ source }) => {
    const template = templateOf({ html: source, text: source });
    return dataFor(template.variables).map((data) => ({ source, template, data }));
  });

test('data that have every variable render, as handlebars renders them', () => {
  fc.assert(
    fc.property(templateAndData, ({ source, template, data }) => {
      const rendering = render(template, data);
      expect(rendering).toMatchObject({ ok: true });
      if (!rendering.ok) return;
      expect(checkVariables(template, [], data)).toEqual({ ok: true });
      const expected = Handlebars.compile(source)(data);
      expect(rendering.html).toBe(expected);
      expect(rendering.text).toBe(unescaped(expected));
    }),
    { numRuns },
  );
});

test('data that lack a required variable, or have it of another type, are refused, and it is named', () => {
  fc.assert(
    fc.property(templateAndData, fc.nat(), fc.boolean(), ({ template, data }, choice, isMissing) => {
      const required = requiredPaths(template.variables);
      fc.pre(required.length > 0);
      const path = required[choice % required.length]!;
      const rendering = render(template, broken(data, path.split('.'), isMissing));
      expect(rendering).toMatchObject({ ok: false });
      const named = rendering.ok ? [] : rendering.problems.map((problem) => problem.path);
      expect(named.some((each) => each === path || each.startsWith(`${path}.`))).toBe(true);
      expect(checkVariables(template, [], broken(data, path.split('.'), isMissing))).toEqual(rendering);
    }),
    { numRuns },
  );
});

test('any one value that is taken away is refused exactly when it would have been shown', () => {
  const sign = '\u2603shown\u2603';
  fc.assert(
    fc.property(templateAndData, fc.nat(), ({ source, template, data }, choice) => {
      const shown = leaves(data).filter((path) => !isAskedFor(source, path.at(-1)!));
      fc.pre(shown.length > 0);
      const path = shown[choice % shown.length]!;
      const wouldShow = Handlebars.compile(source)(replaced(data, path, sign)).includes(sign);
      expect(render(template, replaced(data, path, undefined)).ok).toBe(!wouldShow);
    }),
    { numRuns },
  );
});

test('an HTML parser reads back exactly the data, from texts and from attributes in either quotes', () => {
  const html = `<p title="{{a}}" lang='{{a}}'>{{a}}</p>`;
  const template = templateOf({ html });
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), (text) => {
      fc.pre(!text.includes('\0'));
      const rendering = render(template, { a: text });
      const [paragraph, ...more] = rendering.ok ? parseFragment(rendering.html ?? '').childNodes : [];
      const read = text.replace(/\r\n?/g, '\n');
      expect(more).toEqual([]);
      expect(paragraph).toMatchObject({
        nodeName: 'p',
        attrs: [
          { name: 'title', value: read },
          { name: 'lang', value: read },
        ],
      });
      expect(textIn(paragraph)).toBe(read);
    }),
    { numRuns },
  );
});

test('no text makes parsing or rendering throw', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{',
    '}',
    '#',
    '/',
    'if',
    'each',
    ' ',
    'a',
    '.',
    '"',
    '[',
    ']',
    '!',
    '--',
    '~',
    '\\',
    '>',
    '*inline',
    '@index',
    'else',
    '^',
    '(',
    ')',
    '|',
    '=',
    '\n',
    '&',
    '..',
    '<a href="',
    '\ud800',
    '5',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const parsed = parseTemplate({ html: pieces.join('') });
      if (parsed.ok) return void render(parsed.template, { a: 'x' });
      expect(parsed.problems.every(({ line, column }) => line >= 1 && column >= 1)).toBe(true);
      expect(parsed.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: numRuns * 5 },
  );
});

test('the same template and data give the same bytes', () => {
  fc.assert(
    fc.property(templateAndData, ({ source, data }) => {
      const once = render(templateOf({ html: source }), data);
      expect(render(templateOf({ html: source }), structuredClone(data))).toEqual(once);
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});

/** Handlebars' own `noEscape` adds numbers that stand side by side instead of writing them. */
function unescaped(html: string): string {
  const signs: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#x27': "'",
    '#x60': '`',
    '#x3D': '=',
  };
  return html.replace(/&(amp|lt|gt|quot|#x27|#x60|#x3D);/g, (_, name: string) => signs[name] ?? '');
}

/** Paths that are required from the top of the data on, without going through a list. */
function requiredPaths(variables: readonly Variable[]): string[] {
  return variables
    .filter(({ required }) => required)
    .flatMap(({ path, kind, fields }) => [path, ...(kind === 'object' ? requiredPaths(fields) : [])]);
}

function broken(data: unknown, keys: readonly string[], isMissing: boolean): unknown {
  return replaced(data, keys, isMissing ? undefined : () => 'no data');
}

function replaced(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data))
    return data.map((item: unknown, at) => (String(at) === key ? replaced(item, rest, value) : item));
  const object = data as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, value) };
}

function leaves(data: unknown): string[][] {
  if (typeof data !== 'object' || data === null) return [[]];
  return Object.entries(data).flatMap(([key, value]) => leaves(value).map((path) => [key, ...path]));
}

/** Taking away what a condition asks for changes which way is taken. */
function isAskedFor(source: string, name: string): boolean {
  return new RegExp(`(?:if|unless)\\s[^}]*\\b${name}\\b`).test(source);
}

function textIn(node: DefaultTreeAdapterTypes.ChildNode | undefined): string {
  if (!node || !('childNodes' in node)) return '';
  return node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}
