import type { Refusal } from '@sesame/email';
import ipaddr from 'ipaddr.js';

const mostCharacters = 2048;

/** Names that lead nowhere but into a network of one's own (RFC 6761, RFC 8375, RFC 9476; `internal` is ICANN's). */
const ownNetworks = new Set([
  'alt',
  'corp',
  'home',
  'home.arpa',
  'internal',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
]);

export type ReadUrl = { ok: true; url: URL } | ({ ok: false } & Refusal);

/**
 * Reads the URL of an attachment: https on port 443, a host that is called by a full name, and no credentials. This much
 * can be said without asking anybody; whether the name leads to a public address is asked when it is fetched. Addresses
 * in the place of the name are refused in every spelling, since URL writes octal, hexadecimal and decimal ones alike.
 */
export function readAttachmentUrl(text: string): ReadUrl {
  if (text.length > mostCharacters) return refusal('too_long', `A URL must have at most ${mostCharacters} characters.`);
  // What a URL parser strips or turns into slashes could be read differently by somebody else.
  if (!/^[!-[\]-~]+$/.test(text)) return refusal('not_a_url', 'A URL is written in printable ASCII, without \\.');
  if (!/^https:\/\/[^/]/i.test(text)) return refusal('not_https', 'Only https:// is fetched.');
  const url = URL.parse(text);
  if (!url) return refusal('not_a_url', 'This is not a URL.');
  if (url.username !== '' || url.password !== '')
    return refusal('credentials', 'A URL must not hold a user name or a password.');
  if (url.port !== '') return refusal('port', 'Only port 443 is fetched from.');

  const host = url.hostname;
  if (host.startsWith('[') || ipaddr.isValid(host))
    return refusal('address', 'The server must be called by its name, not by an address.');
  if (host.endsWith('.')) return refusal('not_a_public_name', 'The name of the server must not end with a dot.');
  const labels = host.split('.');
  if (labels.length < 2 || ownNetworks.has(labels.slice(-1).join('.')) || ownNetworks.has(labels.slice(-2).join('.')))
    return refusal('not_a_public_name', 'The name of the server must be one of the public DNS.');
  return { ok: true, url };
}

function refusal(reason: string, sentence: string): ReadUrl {
  return { ok: false, reason, sentence };
}
