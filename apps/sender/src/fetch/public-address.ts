import ipaddr from 'ipaddr.js';

/** Reached from inside a cloud although it looks public: the platform channel of Azure. */
const platformAddresses = new Set(['168.63.129.16']);

/** What IANA has allocated to be routed at all, and the part of it that is for protocols and not for hosts. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
const protocolAssignments = ipaddr.IPv6.parseCIDR('2001::/23');

/**
 * Whether an address is one of a host in the public internet. An address that carries an IPv4 address inside it (mapped,
 * NAT64, 6to4, Teredo, ISATAP) is never: where it ends is for a translator to decide. What cannot be read is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%') || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) {
    // Written in four decimal parts, as a resolver answers; other spellings are somebody's trick.
    return ipaddr.IPv4.isValidFourPartDecimal(address) && !platformAddresses.has(parsed.toString());
  }
  return parsed.match(globalUnicast) && !parsed.match(protocolAssignments) && !isIsatap(parsed.parts);
}

/** RFC 5214: an interface identifier `0:5efe` or `200:5efe` before an IPv4 address. */
function isIsatap(parts: number[]): boolean {
  return parts[5] === 0x5efe && ((parts[4] ?? 0) & ~0x0200) === 0;
}
