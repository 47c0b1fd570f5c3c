import type { ParsedPart } from './node';
import type { Part, Place } from './template-problem';
import type { Variable } from './variable';
import type { WarningKind } from './warning';

/** The sources of a template. A part that is `undefined` is not there. */
export type TemplateSource = { [part in Part]?: string | undefined };

/** Something that a person should look at, and that hinders nothing. */
export type Warning = Place & { part: Part; kind: WarningKind; sentence: string };

/** A template that can be rendered. Made by `parseTemplate` alone; immutable, and good to keep. */
export type Template = {
  readonly parts: { readonly [part in Part]?: ParsedPart };
  /** What the template reads, in the order in which it first does. */
  readonly variables: readonly Variable[];
  readonly warnings: readonly Warning[];
};
