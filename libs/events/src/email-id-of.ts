import { emailIdTag, isUuid } from '@sesame/email';
import type { Mail } from './mail';

/** Sesame's own id of the e-mail an event is about, from the tag it was sent with; `undefined` for mail of others. */
export function emailIdOf({ tags }: Pick<Mail, 'tags'>): string | undefined {
  const [id] = tags.get(emailIdTag) ?? [];
  return id !== undefined && isUuid(id) ? id : undefined;
}
