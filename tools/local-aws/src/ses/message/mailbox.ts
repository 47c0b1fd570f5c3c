import { AwsError } from '../../aws-error';

/** One sender or recipient as a request names it. */
export interface Mailbox {
  /** As the caller wrote it: `Shop <shop@example.com>` or `shop@example.com`. */
  text: string;
  /** The address alone, in the caller's spelling. */
  address: string;
  /** Without its quotes; RFC 2047 encoded words are left as they are. */
  displayName?: string;
}

const withDisplayName = /^(?<name>"(?:[^"\\]|\\.)*"|[^"<>,;:]*)\s*<(?<address>[^<>]+)>$/;
const localPart = /^(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*|"(?:[^"\\]|\\.)+")$/i;
const domain = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

/**
 * Reads one mailbox; undefined if it is none that SES would take. SES has no SMTPUTF8: the domain must be Punycode and
 * a display name with other letters must come as RFC 2047 encoded words, so anything beyond printable ASCII is none.
 */
export function parseMailbox(text: string): Mailbox | undefined {
  if (!/^[\x20-\x7e]*$/.test(text)) return undefined;
  const groups = withDisplayName.exec(text.trim())?.groups;
  const address = (groups?.['address'] ?? text).trim();
  if (!isAddress(address)) return undefined;
  const displayName = unquoted(groups?.['name']?.trim() ?? '');
  return { text, address, ...(displayName && { displayName }) };
}

/**
 * Reads one mailbox, or refuses as SES does (AWS documentation: "Amazon SES email sending errors"). That an unreadable
 * address is answered with the text known for an empty one is unverified.
 */
export function readMailbox(text: string): Mailbox {
  // eslint-disable-next-line no-control-regex
  if (/[^\x00-\x7f]/.test(text)) {
    throw new AwsError('BadRequestException', 'There are non-ASCII characters in the email address');
  }
  const mailbox = parseMailbox(text);
  if (!mailbox) throw new AwsError('BadRequestException', `Invalid email address ${text}.`);
  return mailbox;
}

/** The address with its domain in lower case, as SES keeps addresses; the local part keeps its case. */
export function withLowerCaseDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at + 1) + address.slice(at + 1).toLowerCase();
}

/** The domain of an address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Whether a text is a domain name with a dot in it, in ASCII (Punycode). */
export function isDomain(text: string): boolean {
  return text.length <= 253 && text.includes('.') && domain.test(text);
}

function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  return at > 0 && at <= 64 && localPart.test(address.slice(0, at)) && domain.test(address.slice(at + 1));
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name;
}
