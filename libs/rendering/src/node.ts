import type { Place } from './template-problem';

/** What `@` reads: of the turn of an `each`, or the whole data. */
export type LoopValue = 'index' | 'key' | 'first' | 'last';

/** A variable as it is written. `up` counts `../`; of a loop value, the loops outwards. */
export type Path = Place & { from: 'scope' | 'root' | LoopValue; up: number; keys: readonly string[]; written: string };

export type PartialParameter = { name: string; value: Path | { literal: string | number | boolean | undefined } };

export type ValueNode = {
  kind: 'value';
  path: Path;
  /** False for `{{{…}}}` and `{{&…}}`. */
  escaped: boolean;
  /** The value begins the address of a link, or may: set when the HTML around it has been read. */
  beginsLink?: true;
};

/** A template after parsing: our own tree, made only by the parser, so that what is walked is known. */
export type Node =
  | { kind: 'content'; content: string }
  | ValueNode
  | { kind: 'condition'; path: Path; truthy: readonly Node[]; falsy: readonly Node[] }
  | { kind: 'each' | 'with'; path: Path; body: readonly Node[]; otherwise: readonly Node[] | undefined }
  | (Place & {
      kind: 'partial';
      name: string;
      context: Path | undefined;
      parameters: readonly PartialParameter[];
      indent: string;
    });

/** One part of a template with the partials defined in it. No partial reaches itself. */
export type ParsedPart = { nodes: readonly Node[]; partials: ReadonlyMap<string, readonly Node[]> };
