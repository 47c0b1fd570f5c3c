import { comparing, negatedOperator, operator, type Operator } from './operator';

interface Range {
  bits: 32 | 128;
  /** The addresses' common beginning, shifted down to the prefix's length. */
  network: bigint;
  prefixLength: number;
}

/** An address is a range of one. */
function parse(text: string): Range | undefined {
  const [, addressText = '', prefixText] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const ipv4 = parseIpv4(addressText);
  const address = ipv4 ?? parseIpv6(addressText);
  const bits = ipv4 === undefined ? 128 : 32;
  const prefixLength = prefixText === undefined ? bits : Number(prefixText);
  if (address === undefined || prefixLength > bits) return undefined;
  return { bits, network: address >> BigInt(bits - prefixLength), prefixLength };
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)) {
    return undefined;
  }
  return octets.reduce((address, octet) => (address << 8n) | BigInt(octet), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const [head = '', tail, ...more] = withHexadecimalTail(text)?.split('::') ?? ['', undefined, ''];
  if (more.length > 0) return undefined;
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = 8 - before.length - after.length;
  if (tail === undefined ? zeros !== 0 : zeros < 1) return undefined;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((address, group) => (address << 16n) | BigInt(`0x${group}`), 0n);
}

/** Writes an IPv4 address at the end, as in `::ffff:192.0.2.1`, as two groups. */
function withHexadecimalTail(text: string): string | undefined {
  const start = text.lastIndexOf(':') + 1;
  const last = text.slice(start);
  if (!last.includes('.')) return text;
  const ipv4 = parseIpv4(last);
  if (ipv4 === undefined || start === 0) return undefined;
  return `${text.slice(0, start)}${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`;
}

function contains(got: Range, wanted: Range): boolean {
  if (got.bits !== wanted.bits || got.prefixLength < wanted.prefixLength) return false;
  return got.network >> BigInt(got.prefixLength - wanted.prefixLength) === wanted.network;
}

const within = comparing('an IP address or a CIDR range', parse, contains);

/** IPv4 and IPv6 addresses and CIDR ranges. An address of one family is in no range of the other. */
export const ipAddressOperators: Record<string, Operator> = {
  IpAddress: operator(within),
  NotIpAddress: negatedOperator(within),
};
