import { asciiDomain } from './domain';

/**
 * The form in which two addresses are compared: trimmed, local part and domain lower-cased, the domain in ASCII (IDNA).
 * Lower-casing the local part is a decision of ours (RFC 5321 leaves its case to the receiver; almost none uses it).
 * Total: what is no address is still lower-cased, so that feedback about an odd recipient finds a key.
 */
export function matchingAddress(address: string): string {
  const text = address.trim().toWellFormed();
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  return `${text.slice(0, at + 1).toLowerCase()}${asciiDomain(domain) ?? domain.toLowerCase()}`;
}
