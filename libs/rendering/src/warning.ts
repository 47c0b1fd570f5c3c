import { isAtTagName, type HtmlContext } from './html-context';
import type { ValueNode } from './node';

export type WarningKind = 'unescaped' | 'unquoted_attribute' | 'script' | 'style' | 'tag';

const sentences: Readonly<Record<WarningKind, string>> = {
  unescaped: 'is put into the HTML as it is; write it with two braces, unless it is HTML that you made yourself.',
  unquoted_attribute: 'stands in an attribute without quotes, where a space ends it; put quotes around it.',
  script: 'stands in a script, where escaping HTML does not help; mail clients remove scripts anyway.',
  style: 'stands in a style, where data can add rules of its own; choose between fixed styles with {{#if}}.',
  tag: 'stands inside of a tag, where data can add attributes; put it into the value of an attribute, in quotes.',
};

/** What can go wrong with a value in a place of HTML, if anything. The sentence follows the name of the variable. */
export function warningFor(
  { escaped }: ValueNode,
  context: HtmlContext,
): { kind: WarningKind; sentence: string } | undefined {
  const kind = kindIn(context) ?? (escaped ? undefined : 'unescaped');
  return kind && { kind, sentence: sentences[kind] };
}

function kindIn(context: HtmlContext): WarningKind | undefined {
  const { at, element, attribute, quote } = context;
  if (isAtTagName(context)) return 'tag';
  if (at === 'text') return element === 'script' || element === 'style' ? element : undefined;
  if (at === 'comment') return undefined;
  if (at !== 'value' && at !== 'before value') return 'tag';
  if (attribute === 'style') return 'style';
  if (attribute.startsWith('on')) return 'script';
  return quote === '' ? 'unquoted_attribute' : undefined;
}
