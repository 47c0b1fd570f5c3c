import { AwsError } from '../aws-error';
import type { GivenPolicies } from './session-policies';

/**
 * How AWS packs session policies and tags, and how much fits, is not documented. Here it is what they take as they are,
 * white space of the policy aside, of as many bytes as a policy may have characters: what fits here is small on AWS.
 */
const allotted = 2048;

/** Percentage of the allotted space that policies and tags take. Throws `PackedPolicyTooLarge` beyond 100. */
export function packedPolicySize({ Policy = '', PolicyArns }: GivenPolicies, tags: Record<string, string>): number {
  const parts = [Policy.replaceAll(/\s/g, ''), ...PolicyArns.map(({ arn }) => arn), ...Object.entries(tags).flat()];
  const percentage = Math.ceil((100 * Buffer.byteLength(parts.join(''))) / allotted);
  if (percentage > 100)
    throw new AwsError(
      'PackedPolicyTooLarge',
      `Packed policy consumes ${percentage}% of allotted space, please use smaller policy.`,
    );
  return percentage;
}
