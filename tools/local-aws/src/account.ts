/** The one account and region that the embedded AWS plays. */
export const account = '000000000000';
export const region = 'us-east-1';
export const partition = 'aws';

/**
 * An ARN of this account and region. IAM's ARNs name no region: `arn('iam', 'role/x', { region: '' })`.
 */
export function arn(service: string, resource: string, { region: inRegion = region } = {}): string {
  return `arn:${partition}:${service}:${inRegion}:${account}:${resource}`;
}
