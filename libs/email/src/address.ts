import { asciiDomain } from './domain';
import type { Mailbox } from './mailbox';
import { refuse, type MailboxRefusal, type RefusedMailbox } from './mailbox-refusal';

const maximumAddressLength = 320;
const maximumLocalPartLength = 64;
const localPartCharacters = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]*$/;
const nonAscii = /[^\x20-\x7e]/;

/** Takes `local@domain` apart, as strictly as Amazon SES and most receivers do: ASCII dot-atoms and a domain name. */
export function parseAddress(address: string): { ok: true; mailbox: Mailbox } | RefusedMailbox {
  if (address.trim() === '') return refuse('empty');
  if (address.length > maximumAddressLength) return refuse('address_too_long');
  if (address.includes('"')) return refuse(address.includes('@') ? 'quoted_local_part' : 'no_at');
  const at = address.indexOf('@');
  if (at === -1) return refuse('no_at');
  if (address.startsWith('@') && address.includes(':')) return refuse('source_route');
  if (address.includes('@', at + 1)) return refuse('several_ats');

  const localPart = address.slice(0, at);
  const domainText = address.slice(at + 1);
  if (localPart === '') return refuse('empty_local_part');
  if (localPart.length > maximumLocalPartLength) return refuse('local_part_too_long');
  if (nonAscii.test(localPart)) return refuse('non_ascii_local_part');
  if (/[,;]/.test(address)) return refuse('several_addresses');
  if (/[()]/.test(address)) return refuse('comment');
  if (!localPartCharacters.test(localPart)) return refuse('bad_local_part');
  if (`.${localPart}.`.includes('..')) return refuse('misplaced_dot');
  if (domainText.startsWith('[') || /^[0-9.]+$/.test(domainText)) return refuse('ip_literal');
  const domain = asciiDomain(domainText);
  if (domain === undefined) return refuse(whyNoDomain(domainText));
  return { ok: true, mailbox: { address: `${localPart}@${domain}`, localPart, domain } };
}

function whyNoDomain(text: string): MailboxRefusal {
  if (asciiDomain(text.replace(/[.。．｡]$/, '')) !== undefined) return 'trailing_dot';
  const isOneLabel = !text.includes('.') && asciiDomain(`${text}.example`) !== undefined;
  return isOneLabel ? 'no_top_level_domain' : 'bad_domain';
}
