import { DeployError } from './deploy-error';

/** An error's own words, without the name of the stack, which a reader of its events knows. */
export function reasonOf(error: unknown): string {
  if (error instanceof DeployError) return error.problems.join('; ');
  return error instanceof Error ? error.message : String(error);
}
