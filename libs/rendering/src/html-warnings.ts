import { afterContent, afterValue, outsideOfTags, type HtmlContext } from './html-context';
import { limits } from './limits';
import type { Node, ParsedPart, ValueNode } from './node';
import type { PartProblem } from './template-problem';
import { warningFor, type WarningKind } from './warning';

/** A place in the HTML part where data could become more than text. */
export type PartWarning = PartProblem & { kind: WarningKind };

/** A step costs as much as so many characters. */
const stepWeight = 50;

/** Branches can end in different contexts; so many are followed at once. */
const mostContexts = 4;

/**
 * Reads the HTML around every value, with partials put in and both branches followed: warns where escaping is not enough,
 * and marks the values that begin the address of a link.
 */
export function htmlWarnings({ nodes, partials }: ParsedPart): { warnings: PartWarning[]; problems: PartProblem[] } {
  const warnings = new Map<string, PartWarning>();
  let characters = 0;

  function through(body: readonly Node[], from: readonly HtmlContext[]): readonly HtmlContext[] {
    return body.reduce(
      (contexts, node) => (characters > limits.analysedCharacters ? contexts : step(node, contexts)),
      from,
    );
  }

  function step(node: Node, from: readonly HtmlContext[]): readonly HtmlContext[] {
    characters += stepWeight;
    switch (node.kind) {
      case 'content':
        characters += node.content.length * from.length;
        return distinct(from.map((context) => afterContent(context, node.content)));
      case 'value':
        for (const context of from) judge(node, context);
        return distinct(
          from.flatMap((context) => [afterValue(context), ...(mayStayAtBeginning(context) ? [context] : [])]),
        );
      case 'condition':
        return distinct([...through(node.truthy, from), ...through(node.falsy, from)]);
      case 'with':
        return distinct([...through(node.body, from), ...through(node.otherwise ?? [], from)]);
      case 'each': {
        const once = through(node.body, from);
        const again = distinct([...from, ...once]);
        const twice = again.length > from.length ? through(node.body, again) : once;
        return distinct([...twice, ...through(node.otherwise ?? [], from)]);
      }
      case 'partial':
        return through(partials.get(node.name) ?? [], from);
    }
  }

  function judge(node: ValueNode, context: HtmlContext): void {
    if (beginsLink(context)) node.beginsLink = true;
    const { line, column, written } = node.path;
    const found = warningFor(node, context);
    if (found)
      warnings.set(`${line}:${column}:${found.kind}`, {
        line,
        column,
        ...found,
        sentence: `${written} ${found.sentence}`,
      });
  }

  through(nodes, [outsideOfTags]);
  const sentence = `With its partials put in, the HTML has at most ${limits.analysedCharacters} characters; call fewer partials.`;
  const problems = characters > limits.analysedCharacters ? [{ line: 1, column: 1, sentence }] : [];
  return { warnings: [...warnings.values()], problems };
}

const linkAttributes = ['href', 'src', 'action', 'formaction', 'background', 'poster', 'cite', 'data', 'xlink:href'];

function beginsLink({ at, attribute, begun }: HtmlContext): boolean {
  return linkAttributes.includes(attribute) && (at === 'before value' || (at === 'value' && begun === ''));
}

/** A value may be empty, so that the next one begins the attribute. */
function mayStayAtBeginning(context: HtmlContext): boolean {
  return beginsLink(context);
}

function distinct(contexts: readonly HtmlContext[]): readonly HtmlContext[] {
  if (contexts.length === 1) return contexts;
  return [...new Map(contexts.map((context) => [JSON.stringify(context), context])).values()].slice(0, mostContexts);
}
