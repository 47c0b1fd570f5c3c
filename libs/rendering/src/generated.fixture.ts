import * as fc from 'fast-check';
import type { Variable } from './variable';

/** `SESAME_LAW_RUNS=10000` tells the laws at length; by default they are short. */
export const numRuns = Number(process.env['SESAME_LAW_RUNS'] ?? 100);

/** Contents: white space and lines, since handlebars removes some of it, and backslashes before braces. */
const content = fc
  .array(
    fc.constantFrom('a', ' ', '\n', '\r\n', '\t', '<p title="x">', '</p>', '}', '&', 'é', '\\{{v}} ', '{', '  \n'),
    {
      maxLength: 5,
    },
  )
  .map((pieces) => pieces.join('').replace(/\{$/, '{ '));

function bodyOf(depth: number, loops: number): fc.Arbitrary<string> {
  return fc.array(nodeOf(depth, loops), { maxLength: 5 }).map((nodes) => nodes.join(''));
}

function nodeOf(depth: number, loops: number): fc.Arbitrary<string> {
  const strip = fc.constantFrom('', '', '', '~');
  const value = fc.constantFrom('v1', 'v2', 'o.v1', 'o.o.v3', './v1', 'this.v2', 'o/v2', '@root.v1', '@root.o.v2');
  const ofLoop = loops > 0 ? ['@index', '@key', '@first', '@last', '../v1', '../o.v2'] : [];
  const ofOuterLoop = loops > 1 ? ['@../index', '../../v2'] : [];
  const printed = fc.oneof(value, fc.constantFrom('v1', ...ofLoop, ...ofOuterLoop));
  const open = fc.tuple(strip, strip).map(([left, right]) => ({ left, right }));
  const tag = fc.tuple(open, printed).map(([{ left, right }, name]) => `{{${left}${name}${right}}}`);
  const comment = fc.constantFrom('{{! x }}', '{{!-- {{v1}} --}}', '\n  {{! x }}  \n');
  const partial = fc.constantFrom(
    '{{> p}}',
    '\n  {{> p}}\n',
    '{{> q}}',
    '{{> p o}}',
    '{{> p v1=v2}}',
    '{{> p v1="x" v2=o.v1}}',
  );
  const leaf = fc.oneof(content, tag, comment, partial);
  if (depth === 0) return leaf;

  const asked = fc.constantFrom('c1', 'c2', 'o.c1', 'l1', 'v1', ...(loops > 0 ? ['@first', '../c1'] : []));
  const block = (
    name: string,
    path: fc.Arbitrary<string>,
    inner: fc.Arbitrary<string>,
    otherwise: fc.Arbitrary<string>,
  ) =>
    fc.tuple(open, open, path, inner, fc.option(fc.tuple(open, otherwise))).map(([begin, end, on, body, other]) => {
      const second = other ? `{{${other[0].left}else${other[0].right}}}${other[1]}` : '';
      return `{{${begin.left}#${name} ${on}${begin.right}}}${body}${second}{{${end.left}/${name}${end.right}}}`;
    });
  const same = bodyOf(depth - 1, loops);
  const elseIf = fc
    .tuple(asked, asked, same, same)
    .map(([first, second, one, two]) => `{{#if ${first}}}${one}{{else if ${second}}}${two}{{/if}}`);
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    { weight: 1, arbitrary: block('if', asked, same, same) },
    { weight: 1, arbitrary: block('unless', asked, same, same) },
    { weight: 1, arbitrary: elseIf },
    { weight: 2, arbitrary: block('each', fc.constantFrom('l1', 'o.l2'), bodyOf(depth - 1, loops + 1), same) },
    { weight: 1, arbitrary: block('with', fc.constantFrom('o', 'o.o'), bodyOf(depth - 1, 0), same) },
  );
}

const partials =
  '{{#*inline "p"}}[{{v1}}{{#if c1}}{{v2}}{{/if}}]{{/inline}}\n' + '{{#*inline "q"}}{{> p}}\n{{/inline}}';

/** For tests: a part of a template, made by its grammar. Names say how they are used, so that few are used in two ways. */
export const anySource: fc.Arbitrary<string> = bodyOf(3, 0).map((body) => `${partials}${body}`);

/** For tests: any text that can be carried, the signs of HTML among it. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('<', '>', '&', '"', "'", '`', '=', '&lt;', '{{', '\n', '-->', '$&'),
      fc.string({ unit: 'binary' }),
    ),
    {
      maxLength: 4,
    },
  )
  .map((pieces) => pieces.join('').replaceAll('\0', ''));

/** For tests: data that have all that the variables say, required or not. */
export function dataFor(variables: readonly Variable[]): fc.Arbitrary<Record<string, unknown>> {
  const values = variables.map((variable) => [variable.name, valueFor(variable)] as const);
  return fc.record(Object.fromEntries(values), { noNullPrototype: true });
}

function valueFor({ kind, fields, item }: Variable): fc.Arbitrary<unknown> {
  if (kind === 'value') return fc.oneof(anyText, fc.integer(), fc.boolean());
  if (kind === 'object') return dataFor(fields);
  if (kind === 'condition') return fc.constantFrom(true, false, 0, 1, '', 'x', null);
  return fc.array(item ? valueFor(item) : fc.integer(), { maxLength: 3 });
}
