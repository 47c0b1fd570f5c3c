import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { PackagedStack } from './cloudformation';
import { templateValue } from './template';
import { unpackCode } from './unpack-code';

/** What is read of the framework's own record of the package. It calls a stack `<service>-<stage>` unless told otherwise. */
const state = z.object({
  service: z.object({
    service: z.string(),
    provider: z.object({ stage: z.string(), stackName: z.string().optional() }),
  }),
});

/**
 * Reads a folder that `osls package` wrote: the template, and beside it the zips of the functions, which are unpacked
 * into `codeCacheFolder` when the deploy asks for them. Throws if the folder holds no package.
 */
export function readPackagedFolder(folder: string, codeCacheFolder: string): PackagedStack {
  const read = (file: string) => templateValue.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const { service } = state.parse(read('serverless-state.json'));
  return {
    stackName: service.provider.stackName ?? `${service.service}-${service.provider.stage}`,
    template: read('cloudformation-template-update-stack.json'),
    codeFolder(s3Key) {
      const zipFile = join(folder, basename(s3Key));
      if (!existsSync(zipFile)) throw new Error(`the package has no ${basename(s3Key)}, which Code.S3Key names`);
      return unpackCode(readFileSync(zipFile), codeCacheFolder);
    },
  };
}
