import { asciiDomain } from './domain';
import type { Mailbox } from './mailbox';
import { refuse, type RefusedMailbox } from './mailbox-refusal';

const maximumAddressLength = 320;
const maximumLocalPartLength = 64;
const localPartCharacters = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]*$/;
const nonAscii = /[^\x20-\x7e]/;

/** Takes `local@domain` apart, as strictly as Amazon SES and most receivers do: ASCII dot-atoms and a domain name. */
export function parseAddress(address: string): { ok: true; mailbox: Mailbox } | RefusedMailbox {
  if (address.trim() === '') return refuse('empty');
  if (address.length > maximumAddressLength) return refuse('too_long');
  if (address.includes('"')) return refuse(address.includes('@') ? 'quoted_local_part' : 'no_at');
  const at = address.indexOf('@');
  if (at === -1) return refuse('no_at');
  if (address.startsWith('@') && address.includes(':')) return refuse('source_route');
  if (address.includes('@', at + 1)) return refuse('several_ats');

  const localPart = address.slice(0, at);
  const domainText = address.slice(at + 1);
  if (localPart === '') return refuse('empty_local_part');
  if (localPart.length > maximumLocalPartLength) return refuse('too_long');
  if (nonAscii.test(localPart)) return refuse('non_ascii_local_part');
  if (/[,;]/.test(address)) return refuse('several_addresses');
  if (/[()]/.test(address)) return refuse('comment');
  if (!isDotAtom(localPart)) return refuse('bad_local_part');
  if (domainText.startsWith('[') || /^[0-9.]+$/.test(domainText)) return refuse('ip_literal');
  const domain = asciiDomain(domainText);
  if (domain === undefined) return refuse('bad_domain');
  return { ok: true, mailbox: { address: `${localPart}@${domain}`, localPart, domain } };
}

function isDotAtom(localPart: string): boolean {
  const badDot = localPart.startsWith('.') || localPart.endsWith('.') || localPart.includes('..');
  return !badDot && localPartCharacters.test(localPart);
}
