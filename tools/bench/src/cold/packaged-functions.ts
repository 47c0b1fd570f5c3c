import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import * as z from 'zod';

const lambdaFunction = z.object({
  Type: z.literal('AWS::Lambda::Function'),
  Properties: z.object({
    Code: z.object({ S3Key: z.string() }),
    Handler: z.string(),
    FunctionName: z.string(),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
  }),
});
const reference = z.object({ Ref: z.string().optional(), 'Fn::Sub': z.unknown().optional() });
const queue = z.object({ Properties: z.object({ QueueName: z.string() }) });
const template = z.object({ Resources: z.record(z.string(), z.unknown()) });
const state = z.object({
  service: z.object({
    functions: z.record(
      z.string(),
      z.object({ name: z.string(), events: z.array(z.object({ httpApi: z.string().optional() })).default([]) }),
    ),
  }),
});

/** A function as it was packaged. */
export interface PackagedFunction {
  /** Without `sesame-local-`. */
  name: string;
  /** Its bundle, minified. */
  code: Buffer;
  variables: Record<string, string>;
  /** The first route that leads to it, as `GET /emails/{id}`; absent where none does. */
  routeKey?: string;
}

/**
 * Every packaged function, with its variables as they are on a running embedded AWS.
 * @param apps the folder with the packaged services, `dist/apps`
 */
export function packagedFunctions(apps: string, { aws, api }: { aws: string; api: string }): PackagedFunction[] {
  return readdirSync(apps).flatMap((app) => {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(apps, app, file), 'utf8'));
    const { Resources } = template.parse(read('cloudformation-template-update-stack.json'));
    const { functions } = state.parse(read('serverless-state.json')).service;

    return Object.values(Resources).flatMap((resource) => {
      const { data } = lambdaFunction.safeParse(resource);
      if (!data) return [];
      const { Code, Handler, FunctionName, Environment } = data.Properties;
      const file = `${Handler.slice(0, Handler.lastIndexOf('.'))}.mjs`;
      const code = unzipSync(readFileSync(join(apps, app, basename(Code.S3Key))))[file];
      if (!code) throw new Error(`The package of ${FunctionName} does not hold ${file}.`);
      const { events = [] } = Object.values(functions).find(({ name }) => name === FunctionName) ?? {};
      const routeKey = events.find(({ httpApi }) => httpApi?.includes(' '))?.httpApi;
      const given = Object.entries(Environment?.Variables ?? {});
      return {
        name: FunctionName.replace('sesame-local-', ''),
        code: Buffer.from(code),
        variables: Object.fromEntries(given.map(([variable, value]) => [variable, resolved(value, Resources)])),
        ...(routeKey !== undefined && { routeKey }),
      };
    });
  });

  /** Names and ARNs as on the embedded AWS, URLs of its queues; every other reference is to the HTTP API's URL. */
  function resolved(value: unknown, resources: Record<string, unknown>): string {
    if (typeof value === 'string') return value;
    const { Ref = '', 'Fn::Sub': sub } = reference.parse(value);
    const found = queue.safeParse(resources[Ref]);
    if (found.success) return `${aws}/000000000000/${found.data.Properties.QueueName}`;
    return typeof sub !== 'string' ? api : sub.replace(/\$\{AWS::(\w+)\}/g, (_, name: string) => account[name] ?? '');
  }
}

const account: Record<string, string> = { Partition: 'aws', Region: 'us-east-1', AccountId: '000000000000' };
