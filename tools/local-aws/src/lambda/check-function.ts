import { existsSync } from 'node:fs';
import { checkEnvironment } from './environment-variables';
import { invalidParameter, mustLieBetween } from './invalid-parameter';
import type { FunctionSettings } from './lambda';

/** Throws where Lambda refuses a function's settings. Ranges: AWS documentation, "Lambda quotas". */
export function checkFunction({
  name,
  codeFolder,
  environment,
  timeoutSeconds,
  memoryMegabytes,
}: FunctionSettings): void {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name))
    throw invalidParameter(`${name} is no name of a function: at most 64 letters, digits, - and _.`);
  if (!existsSync(codeFolder))
    throw invalidParameter(`Sesame's embedded AWS: the code of ${name} is not at ${codeFolder}.`);
  mustLieBetween('timeout', timeoutSeconds, 1, 900);
  mustLieBetween('memorySize', memoryMegabytes, 128, 10_240);
  checkEnvironment(environment);
}
