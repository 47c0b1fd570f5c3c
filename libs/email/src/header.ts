import type { Refusal } from './refusal';

const maximumNameLength = 126;
const maximumValueLength = 995;
const maximumLength = 996;
/** Printable ASCII but for the colon. */
const namePattern = /^[!-9;-~]+$/;
const valuePattern = /^[ -~]+$/;

const headerRefusals = {
  name_not_printable: 'A header name is made of printable ASCII characters, no space and no colon.',
  name_too_long: `A header name has at most ${maximumNameLength} characters.`,
  protected: 'This header is written by Sesame or Amazon SES and cannot be set.',
  value_empty: 'A header value must not be empty; leave the header out.',
  value_not_printable: 'A header value may hold printable ASCII characters only, no line breaks.',
  value_too_long: `A header value has at most ${maximumValueLength} characters.`,
  too_long: `A header has at most ${maximumLength} characters, name and value together.`,
} as const satisfies Record<string, string>;

export type HeaderRefusal = keyof typeof headerRefusals;

/** Every reason to refuse a header. */
export const headerReasons = Object.keys(headerRefusals);

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
  'received',
  'dkim-signature',
  'domainkey-signature',
  'authentication-results',
]);
const protectedPrefixes = ['content-', 'x-ses-', 'resent-', 'arc-'];

/**
 * Why a header of the caller's own is refused, or `undefined`. Limits and characters are those of SES (AWS documentation:
 * SES API v2, MessageHeader). Headers that SES or Sesame write, those that steer SES (`X-SES-…`), and those that only a
 * mail server may add are refused whatever their case.
 */
export function headerProblem(name: string, value: string): Refusal<HeaderRefusal> | undefined {
  const reason = reasonAgainst(name, value);
  return reason && { reason, sentence: headerRefusals[reason] };
}

function reasonAgainst(name: string, value: string): HeaderRefusal | undefined {
  if (name.length > maximumNameLength) return 'name_too_long';
  if (!namePattern.test(name)) return 'name_not_printable';
  if (isProtected(name.toLowerCase())) return 'protected';
  if (value === '') return 'value_empty';
  if (value.length > maximumValueLength) return 'value_too_long';
  if (!valuePattern.test(value)) return 'value_not_printable';
  return name.length + value.length > maximumLength ? 'too_long' : undefined;
}

function isProtected(lowerCasedName: string): boolean {
  return protectedNames.has(lowerCasedName) || protectedPrefixes.some((prefix) => lowerCasedName.startsWith(prefix));
}
