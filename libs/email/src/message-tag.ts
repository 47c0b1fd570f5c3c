import type { Refusal } from './refusal';

/** SES documents 256; that it takes so many is unverified, and a tag it refused would fail mail that was accepted. */
const maximumLength = 255;
const allowedCharacters = /^[A-Za-z0-9_-]+$/;

/** The message tag that carries Sesame's e-mail id through every event of SES. */
export const emailIdTag = 'sesame-email-id';

/** The message tag that carries the id of the template that an e-mail was made from. */
export const templateTag = 'sesame-template';

const tagRefusals = {
  reserved_by_ses: 'Tag names that begin with "ses:" are reserved by Amazon SES.',
  reserved_by_sesame: 'Tag names that begin with "sesame-" are reserved by Sesame.',
  name_empty: 'The name of a tag is empty.',
  name_too_long: `The name of a tag has at most ${maximumLength} characters.`,
  name_characters: 'The name of a tag may hold ASCII letters, digits, underscores and hyphens only.',
  value_empty: 'The value of a tag is empty.',
  value_too_long: `The value of a tag has at most ${maximumLength} characters.`,
  value_characters: 'The value of a tag may hold ASCII letters, digits, underscores and hyphens only.',
} as const satisfies Record<string, string>;

export type TagRefusal = keyof typeof tagRefusals;

/** Every reason to refuse a tag. */
export const tagReasons = Object.keys(tagRefusals);

/**
 * Why a message tag is refused, or `undefined`. Names and values are ASCII letters, digits, `_` and `-`, 1 to 256
 * characters (AWS documentation: SES API v2, MessageTag). Names that begin with `sesame-` are Sesame's, and those that
 * begin with `ses:` belong to SES.
 */
export function tagProblem(name: string, value: string): Refusal<TagRefusal> | undefined {
  const reason = reasonAgainst(name, value);
  return reason && { reason, sentence: tagRefusals[reason] };
}

function reasonAgainst(name: string, value: string): TagRefusal | undefined {
  if (name === '') return 'name_empty';
  if (name.length > maximumLength) return 'name_too_long';
  const lowerCased = name.toLowerCase();
  if (lowerCased.startsWith('ses:')) return 'reserved_by_ses';
  if (lowerCased.startsWith('sesame-')) return 'reserved_by_sesame';
  if (!allowedCharacters.test(name)) return 'name_characters';
  if (value === '') return 'value_empty';
  if (value.length > maximumLength) return 'value_too_long';
  return allowedCharacters.test(value) ? undefined : 'value_characters';
}
