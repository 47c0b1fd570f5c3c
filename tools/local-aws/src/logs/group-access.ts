import { arn } from '../account';
import type { Access } from '../operation';

/** A group is asked about with an empty stream, as refusals of AWS name it; policies write `log-group:<name>:*`. Unverified. */
export function groupAccess(action: string, logGroupName: string): Access {
  return { action, resource: arn('logs', `log-group:${logGroupName}:log-stream:`) };
}
