import type { Expression, Hash, Program, Statement } from 'handlebars/dist/cjs/handlebars/compiler/base';
import type { Node, ParsedPart, PartialParameter, Path } from './node';
import { isSimpleName, placeIn, readPath } from './read-path';
import type { PartProblem } from './template-problem';

type Refuse = (problem: PartProblem) => void;
type Block = Extract<Statement, { type: 'BlockStatement' }>;
type Mustache = Extract<Statement, { type: 'MustacheStatement' }>;
type PartialCall = Extract<Statement, { type: 'PartialStatement' }>;
type Located = Parameters<typeof placeIn>[0];

const blocks = ['if', 'unless', 'each', 'with'];
/** What handlebars would call, or look for, instead of reading a variable of that name. */
const helpers = [...blocks, 'log', 'lookup', 'helperMissing', 'blockHelperMissing'];

/** Handlebars' tree as our own. What is not in the language of SES is refused here, by place. */
export function toParsedPart(program: Program, refuse: Refuse): ParsedPart {
  const partials = new Map<string, readonly Node[]>();
  const refuseAt = (node: Located, sentence: string) => refuse({ ...placeIn(node), sentence });

  const nodesOf = ({ body }: Program): Node[] => body.flatMap((statement) => nodeOf(statement) ?? []);

  function nodeOf(statement: Statement): Node | undefined | void {
    switch (statement.type) {
      case 'ContentStatement':
        return statement.value === '' ? undefined : { kind: 'content', content: statement.value };
      case 'CommentStatement':
        return undefined;
      case 'MustacheStatement':
        return valueOf(statement);
      case 'BlockStatement':
        return blockOf(statement);
      case 'PartialStatement':
        return partialOf(statement);
      case 'DecoratorBlock':
        return refuseAt(statement, '{{#*inline "name"}} is the only decorator, and stands outside of every block.');
      case 'Decorator':
        return refuseAt(statement, 'Decorators are not supported; {{#*inline "name"}} defines a part to use again.');
      case 'PartialBlockStatement':
        return refuseAt(statement, 'Partial blocks are not supported; use {{> name}} with parameters.');
    }
  }

  function valueOf({ path, params, hash, escaped, ...node }: Mustache): Node | undefined | void {
    if (params.length > 0 || hash) return refuseAt(node, unknownHelper(path));
    if (path.type === 'PathExpression' && isSimpleName(path) && helpers.includes(path.original)) {
      const { original } = path;
      return refuseAt(
        node,
        `${original} is the name of a helper; write {{this.${original}}} for a variable of that name.`,
      );
    }
    const read = readPath(path, refuse);
    return read && { kind: 'value', path: read, escaped };
  }

  function blockOf(block: Block): Node | undefined | void {
    const name = block.path.type === 'PathExpression' ? block.path.original : '';
    const [param, ...more] = block.params;
    if (!blocks.includes(name)) {
      return refuseAt(block, `{{#${name}}} is not supported; there are {{#if}}, {{#unless}}, {{#each}} and {{#with}}.`);
    }
    if (!param || more.length > 0) return refuseAt(block, `{{#${name}}} takes exactly one variable.`);
    if (block.hash) return refuseAt(block, `{{#${name}}} takes no parameters with names; remove them.`);
    if (block.program?.blockParams ?? block.inverse?.blockParams) {
      return refuseAt(block, 'Names after "as" are not supported; use this and ../ instead.');
    }
    const path = readPath(param, refuse);
    const body = block.program ? nodesOf(block.program) : [];
    const otherwise = block.inverse && nodesOf(block.inverse);
    if (!path) return undefined;
    if (name === 'if') return { kind: 'condition', path, truthy: body, falsy: otherwise ?? [] };
    if (name === 'unless') return { kind: 'condition', path, truthy: otherwise ?? [], falsy: body };
    return { kind: name === 'each' ? 'each' : 'with', path, body, otherwise };
  }

  function partialOf(call: PartialCall): Node | undefined | void {
    const { name } = call;
    if (name.type === 'SubExpression' || (name.type === 'PathExpression' && name.data)) {
      return refuseAt(call, 'Which partial is used must be written in the template; {{> name}} takes a name.');
    }
    const [context, ...more] = call.params;
    if (more.length > 0) return refuseAt(call, 'A partial takes at most one variable, and parameters as name=value.');
    const path = context && readPath(context, refuse);
    if (context && !path) return undefined;
    return {
      kind: 'partial',
      ...placeIn(call),
      name: 'original' in name ? String(name.original) : '',
      context: path,
      parameters: parametersOf(call.hash),
      indent: call.indent ?? '',
    };
  }

  function parametersOf(hash: Hash | undefined): PartialParameter[] {
    return (hash?.pairs ?? []).flatMap(({ key, value }) => {
      const read = parameterOf(value);
      return read ? [{ name: key, value: read }] : [];
    });
  }

  function parameterOf(value: Expression): Path | { literal: string | number | boolean | undefined } | undefined {
    if (value.type === 'PathExpression' || value.type === 'SubExpression') return readPath(value, refuse);
    return { literal: 'value' in value ? value.value : undefined };
  }

  /** The definitions of partials, which stand beside the content of a part, and what is left of it. */
  function withoutDefinitions({ body }: Program): Statement[] {
    return body.filter((statement) => {
      if (statement.type !== 'DecoratorBlock') return true;
      const [name, ...more] = statement.params;
      const isInline = statement.path.type === 'PathExpression' && statement.path.original === 'inline';
      if (!isInline || name?.type !== 'StringLiteral' || more.length > 0 || statement.hash) {
        refuseAt(statement, 'The only decorator is {{#*inline "name"}}, with a name in quotes.');
      } else if (partials.has(name.value)) {
        refuseAt(statement, `The partial ${name.value} is defined twice; give one of them another name.`);
      } else partials.set(name.value, nodesOf(statement.program));
      return false;
    });
  }

  const nodes = nodesOf({ type: 'Program', body: withoutDefinitions(program) });
  return { nodes, partials };
}

function unknownHelper(path: Mustache['path']): string {
  const name = path.type === 'PathExpression' ? path.original : 'this';
  return `The helper ${name} is not supported; write {{name}} for a variable, and compute values before you send them.`;
}
