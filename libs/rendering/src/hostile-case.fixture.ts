import { parseTemplate } from './parse-template';
import { render } from './render';
import type { TemplateSource } from './template';

/** What must come of a template and its data: a part as rendered, a problem of the template, or problems of the data. */
export type HostileVerdict =
  | { rendered: string; warned?: readonly string[] }
  | { renderedLength: number }
  | { refused: string }
  | { unfit: readonly string[] };

/** For tests: one hostile template or its data. `why` says what would happen otherwise. */
export type HostileCase = {
  name: string;
  why: string;
  /** Of a string, the HTML part alone, with a text beside it. */
  source: string | TemplateSource;
  data?: unknown;
  verdict: HostileVerdict;
};

/** For tests: what really comes of a case, in the words of its verdict; a part is told where the source has one alone. */
export function judge({ source, data = {}, verdict }: HostileCase): HostileVerdict {
  const parsed = parseTemplate(typeof source === 'string' ? { html: source, text: '' } : source);
  if (!parsed.ok) return { refused: parsed.problems.map(({ sentence }) => sentence).join(' ') };
  const rendering = render(parsed.template, data);
  if (!rendering.ok) return { unfit: rendering.problems.map(({ path, reason }) => `${path} ${reason}`) };
  const { subject, html, text } = rendering;
  const rendered = subject ?? html ?? text ?? '';
  if ('renderedLength' in verdict) return { renderedLength: rendered.length };
  const warned = rendering.warnings.map(({ kind }) => kind);
  return warned.length > 0 ? { rendered, warned } : { rendered };
}
