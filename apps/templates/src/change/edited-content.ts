import { isDeepStrictEqual } from 'node:util';
import type { TemplateContent, TemplateVariable } from '@sesame/template';
import type { ContentWish } from '../template-fields';

export const noContent: TemplateContent = { replyTo: [], variables: [] };

/** The content as a caller wants it: what is absent stays, and null is none, as an empty text is. */
export function editedContent(content: TemplateContent, wish: ContentWish, now: Date): TemplateContent {
  const part = (name: 'subject' | 'html' | 'text' | 'from') => {
    const value = wish[name] === undefined ? content[name] : wish[name] || undefined;
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...part('subject'),
    ...part('html'),
    ...part('text'),
    ...part('from'),
    ...streamOf(content, wish),
    replyTo: wish.reply_to === undefined ? content.replyTo : (wish.reply_to ?? []),
    variables:
      wish.variables === undefined ? content.variables : declared(content.variables, wish.variables ?? [], now),
  };
}

function streamOf(content: TemplateContent, wish: ContentWish): Pick<TemplateContent, 'stream'> {
  const stream = wish.stream === undefined ? content.stream : wish.stream;
  return stream ? { stream } : {};
}

/** A variable that is declared again as it was keeps its times. */
function declared(
  before: readonly TemplateVariable[],
  wished: readonly { key: string; type: TemplateVariable['type']; fallback_value?: unknown }[],
  now: Date,
): TemplateVariable[] {
  const at = now.toISOString();
  return wished.map(({ key, type, fallback_value = null }) => {
    const known = before.find((variable) => variable.key === key);
    if (known?.type === type && isDeepStrictEqual(known.fallback_value, fallback_value)) return known;
    return { key, type, fallback_value, created_at: known?.created_at ?? at, updated_at: at };
  });
}
