const maximumLength = 256;
const allowedCharacters = /^[A-Za-z0-9_-]+$/;

/** The message tag that carries Sesame's e-mail id through every event of SES. */
export const emailIdTag = 'sesame-email-id';

/**
 * What is wrong with a message tag, as a sentence, or `undefined`. Names and values are ASCII letters, digits, `_` and
 * `-`, 1 to 256 characters (AWS documentation: SES API v2, MessageTag). Names that begin with `sesame-` are Sesame's,
 * and those that begin with `ses:` belong to SES.
 */
export function tagProblem(name: string, value: string): string | undefined {
  const lowerCased = name.toLowerCase();
  if (lowerCased.startsWith('ses:')) return 'Tag names that begin with "ses:" are reserved by Amazon SES.';
  if (lowerCased.startsWith('sesame-')) return 'Tag names that begin with "sesame-" are reserved by Sesame.';
  return partProblem('name', name) ?? partProblem('value', value);
}

function partProblem(part: 'name' | 'value', text: string): string | undefined {
  if (text === '') return `The ${part} of a tag is empty.`;
  if (text.length > maximumLength) return `The ${part} of a tag has at most ${maximumLength} characters.`;
  if (allowedCharacters.test(text)) return undefined;
  return `The ${part} of a tag may hold ASCII letters, digits, underscores and hyphens only.`;
}
