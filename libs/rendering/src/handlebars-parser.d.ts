/** Handlebars' parser alone: what the grammar makes, after white space control. Its compiler and runtime are never imported. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base' {
  type Position = { line: number; column: number };
  type Located = { loc: { start: Position; end: Position } };
  type PathExpression = Located & {
    type: 'PathExpression';
    data: boolean;
    depth: number;
    parts: string[];
    original: string;
  };
  type Literal = Located &
    (
      | { type: 'StringLiteral'; value: string; original: string }
      | { type: 'NumberLiteral'; value: number; original: number }
      | { type: 'BooleanLiteral'; value: boolean; original: boolean }
      | { type: 'UndefinedLiteral' | 'NullLiteral' }
    );
  type SubExpression = Located & { type: 'SubExpression' };
  type Expression = PathExpression | Literal | SubExpression;
  type Hash = Located & { pairs: { key: string; value: Expression }[] };
  type Call = Located & { path: PathExpression | Literal | SubExpression; params: Expression[]; hash?: Hash };
  type Program = { type: 'Program'; body: Statement[]; blockParams?: string[] };
  type Statement =
    | (Call & { type: 'MustacheStatement'; escaped: boolean })
    | (Call & { type: 'Decorator' })
    | (Call & { type: 'DecoratorBlock'; program: Program })
    | (Call & { type: 'BlockStatement'; program?: Program; inverse?: Program })
    | (Located & { type: 'PartialStatement'; name: Expression; params: Expression[]; hash?: Hash; indent?: string })
    | (Located & { type: 'PartialBlockStatement' })
    | (Located & { type: 'ContentStatement'; value: string })
    | (Located & { type: 'CommentStatement' });
  /** Handed anything that claims to be a tree, it gives it back unread: only ever called with a string. */
  function parse(input: string): Program;
  /** Where the lexer stopped, when `parse` has thrown. Lines from 1, columns from 0. */
  const parser: { lexer: { yylloc: { first_line: number; first_column: number } } };
}
