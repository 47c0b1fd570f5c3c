import type { Stream } from '@sesame/email';
import { newShape } from './shape';
import { addShapeOf } from './shape-of';
import type { Template } from './template';
import { parts, type Part } from './template-problem';
import { unsubscribeVariable } from './unsubscribe-url';

/** What keeps a template from the stream that it says it is for. */
export type UnsubscribeLinkProblem = {
  part: Part;
  kind: 'no_unsubscribe_link' | 'unsubscribe_link_unfilled';
  sentence: string;
};

/**
 * Marketing mail shows a link to unsubscribe in its HTML, or in its text where that is all there is; transactional mail has
 * nowhere that one could lead. A template that says no stream may be either, and is judged when an e-mail is made of it.
 */
export function unsubscribeLinkProblem(
  template: Template,
  stream: Stream | undefined,
): UnsubscribeLinkProblem | undefined {
  if (stream === undefined) return undefined;
  if (stream === 'marketing') {
    const part = template.parts.html ? 'html' : 'text';
    if (useIn(template, part)?.has('printed')) return undefined;
    const written = part === 'html' ? '<a href="{{unsubscribe_url}}">Unsubscribe</a>' : '{{unsubscribe_url}}';
    const sentence = `A template of marketing mail has a link to unsubscribe in its ${part}: put in ${written}.`;
    return { part, kind: 'no_unsubscribe_link', sentence };
  }
  const part = parts.find((one) => useIn(template, one));
  if (!part) return undefined;
  const sentence =
    `${unsubscribeVariable} is filled in marketing mail only, and this template is for transactional mail: ` +
    'take it out, or say another stream.';
  return { part, kind: 'unsubscribe_link_unfilled', sentence };
}

/** What one part alone does with the link. */
function useIn(template: Template, part: Part) {
  const root = newShape('');
  const parsed = template.parts[part];
  if (parsed) addShapeOf(parsed, root);
  return root.fields.get(unsubscribeVariable)?.uses;
}
