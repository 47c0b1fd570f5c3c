import { asciiDomain } from '@sesame/email';
import * as z from 'zod/mini';

/** Controls, line and paragraph separators, bidirectional and zero-width characters, lone surrogates, spaces. */
const forbiddenCharacter = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u;
/** Endings such as co.uk, under which everybody registers; which exactly there are is the registries' to say. */
const publicEnding = /^(?:ac|co|com|edu|gov|mil|net|org)\.[a-z]{2}$/;
/** What an international label looks like in ASCII, whether it stands for anything or not. */
const encodedLabel = /^xn--[a-z0-9-]*[a-z0-9]$/i;

/** Why a text is not a domain that could be verified, each with what to tell its writer. */
export const domainRefusals = {
  empty: 'A domain name is missing.',
  too_long: 'A domain name has at most 253 characters, and 63 between two dots.',
  forbidden_character: 'Spaces, line breaks, control characters and invisible characters are not allowed.',
  address: 'This is an e-mail address; give the domain alone, which is what comes after its @.',
  url: 'Give the domain name alone, without https://, a port or a path.',
  wildcard: 'Leave out the "*.": a verified domain covers all of its subdomains.',
  trailing_dot: 'Leave out the dot at the end.',
  leading_dot: 'Leave out the dot at the beginning.',
  empty_label: 'There is nothing between two of its dots.',
  ip_address: 'An IP address is not a domain name.',
  no_dot: 'A domain name has at least two parts, as in example.com.',
  public_ending: 'Nobody can send as everybody under this ending; give the domain that you own, as in example.co.uk.',
  bad_punycode: 'A part of it that begins with "xn--" is no international name; write the name in its own letters.',
  bad_label: 'Between its dots, a domain name has letters, digits and hyphens, and no hyphen first or last.',
} as const satisfies Record<string, string>;

export type DomainRefusal = keyof typeof domainRefusals;

/** Reads a domain name; international names come out as their ASCII (IDNA) form, which is what SES takes. */
export function parseDomainName(text: string): { ok: true; domain: string } | { ok: false; reason: DomainRefusal } {
  const before = refusalBefore(text);
  if (before) return { ok: false, reason: before };
  const domain = asciiDomain(text);
  if (domain === undefined) return { ok: false, reason: refusalOfLabels(text) };
  if (publicEnding.test(domain)) return { ok: false, reason: 'public_ending' };
  return { ok: true, domain };
}

/** A domain name in a request. */
export const domainName = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const parsed = parseDomainName(text);
    if (parsed.ok) return parsed.domain;
    context.issues.push({ code: 'custom', message: domainRefusals[parsed.reason], input: text });
    return z.NEVER;
  }),
);

function refusalBefore(text: string): DomainRefusal | undefined {
  if (text === '') return 'empty';
  if (text.length > 253) return 'too_long';
  if (forbiddenCharacter.test(text)) return 'forbidden_character';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /[/\\?#]/.test(text)) return 'url';
  if (text.includes('@')) return 'address';
  if (/^(?:[0-9.]+|\[.*\]|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*)$/i.test(text) && /[0-9:]/.test(text)) return 'ip_address';
  if (text.includes(':')) return 'url';
  if (text.startsWith('*.')) return 'wildcard';
  return undefined;
}

function refusalOfLabels(text: string): DomainRefusal {
  if (text.startsWith('.')) return 'leading_dot';
  if (text.endsWith('.')) return 'trailing_dot';
  if (text.includes('..')) return 'empty_label';
  if (!text.includes('.')) return 'no_dot';
  if (text.split('.').some((label) => label.length > 63)) return 'too_long';
  const isFalse = (label: string) => encodedLabel.test(label) && asciiDomain(`${label}.example`) === undefined;
  return text.split('.').some(isFalse) ? 'bad_punycode' : 'bad_label';
}
