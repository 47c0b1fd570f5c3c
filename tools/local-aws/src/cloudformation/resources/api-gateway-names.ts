import { region } from '../../account';

/** ARN of the HTTP APIs, of one of them, or of what belongs to one: `apisArn(id, 'routes')`. It names no account. */
export function apisArn(...path: (string | undefined)[]): string {
  return [`arn:aws:apigateway:${region}::/apis`, ...path.filter((part) => part !== undefined)].join('/');
}
