const maximumNameLength = 126;
const maximumValueLength = 995;
const maximumLength = 996;
/** Printable ASCII but for the colon. */
const namePattern = /^[!-9;-~]+$/;
const valuePattern = /^[ -~]+$/;

const protectedNames = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'subject',
  'sender',
  'reply-to',
  'return-path',
  'date',
  'message-id',
  'mime-version',
  'dkim-signature',
]);
const protectedPrefixes = ['content-', 'x-ses-'];

/**
 * What is wrong with a header of the caller's own, as a sentence, or `undefined`. Limits and characters are those of
 * SES (AWS documentation: SES API v2, MessageHeader). Headers that SES or Sesame write, and those that steer SES
 * (`X-SES-…`), are refused whatever their case.
 */
export function headerProblem(name: string, value: string): string | undefined {
  if (name === '' || !namePattern.test(name)) return 'A header name is made of printable ASCII characters, no colon.';
  if (name.length > maximumNameLength) return `A header name has at most ${maximumNameLength} characters.`;
  if (isProtected(name.toLowerCase())) return 'This header is written by Sesame or Amazon SES and cannot be set.';
  if (value === '') return 'A header value is empty.';
  if (!valuePattern.test(value)) return 'A header value may hold printable ASCII characters only, no line breaks.';
  if (value.length > maximumValueLength) return `A header value has at most ${maximumValueLength} characters.`;
  if (name.length + value.length > maximumLength) {
    return `A header has at most ${maximumLength} characters, name and value together.`;
  }
  return undefined;
}

function isProtected(lowerCasedName: string): boolean {
  return protectedNames.has(lowerCasedName) || protectedPrefixes.some((prefix) => lowerCasedName.startsWith(prefix));
}
