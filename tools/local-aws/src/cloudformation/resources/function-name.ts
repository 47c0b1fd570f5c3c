import { arn } from '../../account';
import type { Lambda } from '../../lambda/lambda';

const functionArnPrefix = arn('lambda', 'function:');
const functionName = /^[A-Za-z0-9_-]{1,64}$/;
/** How API Gateway writes the function that it invokes, where it is not the function's ARN itself. */
const invocationUri = /^arn:aws:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;

/** Name of the function that a name, an ARN or API Gateway's invocation URI names. Versions and aliases are not emulated. */
export function functionNameOf(nameOrArn: string): string {
  const inner = invocationUri.exec(nameOrArn)?.[1] ?? nameOrArn;
  const name = inner.startsWith(functionArnPrefix) ? inner.slice(functionArnPrefix.length) : inner;
  if (!functionName.test(name)) throw new Error(`'${nameOrArn}' names no function of this account and region`);
  return name;
}

/** The ARN of that function. */
export function functionArnOf(nameOrArn: string): string {
  return functionArnPrefix + functionNameOf(nameOrArn);
}

/** The same for a function that must exist. */
export function existingFunction(nameOrArn: string, lambda: Pick<Lambda, 'exists'>): string {
  const name = functionNameOf(nameOrArn);
  if (!lambda.exists(name)) throw new Error(`Function not found: ${functionArnPrefix}${name}`);
  return name;
}
