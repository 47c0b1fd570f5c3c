import type { FunctionSettings } from './lambda';

/** The log group that a function writes to: the one it was given, or the one that Lambda names after it. */
export function logGroupOf({ name, logGroupName = `/aws/lambda/${name}` }: FunctionSettings): string {
  return logGroupName;
}
