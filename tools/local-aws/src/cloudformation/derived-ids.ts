import { createHash } from 'node:crypto';

function digest(parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** Letters and digits that are the same whenever the parts are: `length` of them, at most 64, in upper case. */
export function derivedId(length: number, ...parts: string[]): string {
  return digest(parts).slice(0, length).toUpperCase();
}

/** A UUID that is the same whenever the parts are, where AWS would draw a random one. */
export function derivedUuid(...parts: string[]): string {
  const hex = digest(parts);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/**
 * The physical name that CloudFormation makes where a template gives none: `<stack>-<logical id>-<12 characters>`.
 * AWS's characters are random; these are derived, so that every deploy finds the same resource again.
 */
export function generatedName(stackName: string, logicalId: string, longest: number): string {
  const suffix = `-${derivedId(12, stackName, logicalId)}`;
  return `${stackName}-${logicalId}`.slice(0, longest - suffix.length) + suffix;
}
