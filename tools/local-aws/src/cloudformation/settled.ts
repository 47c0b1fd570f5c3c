import { noValue, Pending, type Resolved } from './intrinsics/intrinsic';
import type { TemplateValue } from './template';

/**
 * A resolved value as plain JSON: what is pending becomes text that any property of type text takes, and every text is
 * passed through `rewrite`.
 */
export function settled(value: Resolved, rewrite: (text: string) => string = (text) => text): TemplateValue {
  if (value instanceof Pending) return `pending-${value.of.replaceAll('.', '-')}`;
  if (value === noValue) return null;
  if (typeof value === 'string') return rewrite(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => settled(element, rewrite));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, settled(member, rewrite)]));
}
