import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import * as z from 'zod';

const text = z.union([z.string(), z.strictObject({ 'Fn::Sub': z.string() })]);
const packaged = z.object({
  Type: z.literal('AWS::Lambda::Function'),
  Properties: z.object({
    Code: z.object({ S3Key: z.string() }),
    Handler: z.string(),
    FunctionName: z.string(),
    MemorySize: z.number(),
    Environment: z.object({ Variables: z.record(z.string(), text) }),
  }),
});
const template = z.object({ Resources: z.record(z.string(), z.unknown()) });
const here: Record<string, string> = { Partition: 'aws', Region: 'us-east-1', AccountId: '000000000000' };

/** A function as it was packaged: the file with its handler, its environment variables and the one that Lambda adds with its name. */
export interface PackagedFunction {
  file: string;
  variables: Record<string, string>;
  memoryMegabytes: number;
}

/**
 * Unpacks a function into a folder.
 * @param apps the folder with the packaged services, `dist/apps`
 * @param name of the function without `sesame-local-`, such as `metrics-record`
 */
export function unpackFunction(apps: string, name: string, folder: string): PackagedFunction {
  for (const app of readdirSync(apps)) {
    const file = join(apps, app, 'cloudformation-template-update-stack.json');
    const { Resources } = template.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const resource of Object.values(Resources)) {
      const { success, data } = packaged.safeParse(resource);
      if (!success || data.Properties.FunctionName !== `sesame-local-${name}`) continue;
      const { Code, Handler, Environment, MemorySize: memoryMegabytes } = data.Properties;
      const entries = unzipSync(readFileSync(join(apps, app, basename(Code.S3Key))));
      for (const [path, bytes] of Object.entries(entries)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
      const variables: Record<string, string> = { AWS_LAMBDA_FUNCTION_NAME: data.Properties.FunctionName };
      for (const [key, value] of Object.entries(Environment.Variables)) variables[key] = resolved(value);
      return { file: join(folder, Handler.replace(/\.handler$/, '.mjs')), variables, memoryMegabytes };
    }
  }
  throw new Error(`No packaged service has a function called ${name}.`);
}

function resolved(value: z.infer<typeof text>): string {
  if (typeof value === 'string') return value;
  return value['Fn::Sub'].replace(/\$\{AWS::(\w+)\}/g, (_, name: string) => here[name] ?? '');
}
