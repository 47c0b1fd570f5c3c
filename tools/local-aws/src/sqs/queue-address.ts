import { account, arn } from '../account';
import { invalidAddress, queueDoesNotExist } from './sqs-errors';

/**
 * Name of the queue at an URL (any host and port: `http://…/000000000000/orders`) or ARN, whether it exists or not.
 * Throws `InvalidAddress` for what names no queue, `QueueDoesNotExist` for a queue of another account or region, which
 * this account cannot see.
 */
export function queueNameOf(urlOrArn: string): string {
  if (urlOrArn.startsWith('arn:')) {
    const name = urlOrArn.slice(urlOrArn.lastIndexOf(':') + 1);
    if (urlOrArn !== queueArn(name)) throw queueDoesNotExist();
    return name;
  }
  const [, owner, name] = /\/(\d{12})\/([\w-]{1,80})\/?$/.exec(urlOrArn) ?? [];
  if (owner === undefined || name === undefined) throw invalidAddress(urlOrArn);
  if (owner !== account) throw queueDoesNotExist();
  return name;
}

export function queueArn(name: string): string {
  return arn('sqs', name);
}

/** The queue's URL at an endpoint without a slash at its end. */
export function queueUrl(endpoint: string, name: string): string {
  return `${endpoint}/${account}/${name}`;
}
