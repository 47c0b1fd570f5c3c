import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

const resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const template = z.looseObject({ Resources: z.record(z.string(), resource) });

/** A CloudFormation template, read as far as everything needs that judges it. */
export type Template = z.infer<typeof template>;
export type Resource = z.infer<typeof resource>;

/** A packaged template, and the service it deploys: `root`, `bounces`, … */
export interface PackagedTemplate {
  stack: string;
  template: Template;
}

/** Something wrong in a template: in which resource (or section), where in it, and what. */
export interface Fault {
  resource: string;
  /** From the resource on, such as `Properties.RedrivePolicy.maxReceiveCount`. */
  path: string;
  problem: string;
}

const dist = resolve(__dirname, '..', '..', 'dist');

/** What `osls package` wrote: the template of the root stack, then those of the services. */
export function packagedTemplates(): PackagedTemplate[] {
  const services = readdirSync(join(dist, 'apps')).sort();
  return [
    { stack: 'root', folder: join(dist, 'root') },
    ...services.map((service) => ({ stack: service, folder: join(dist, 'apps', service) })),
  ].map(({ stack, folder }) => ({
    stack,
    template: readTemplate(JSON.parse(readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8'))),
  }));
}

export function readTemplate(value: unknown): Template {
  return template.parse(value);
}

export function resourcesOf({ Resources }: Template, ...types: string[]): [logicalId: string, resource: Resource][] {
  return Object.entries(Resources).filter(([, { Type }]) => types.includes(Type));
}

/** The resource whose ARN this is: `{"Fn::GetAtt": [id, "Arn"]}`. */
export function arnTarget(value: unknown): string | undefined {
  return arnReference.safeParse(value).data?.['Fn::GetAtt'][0];
}

const arnReference = z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });

/** `bounces: BouncesQueue.Properties.VisibilityTimeout: …` */
export function inWords(stack: string, { resource: id, path, problem }: Fault): string {
  return `${stack}: ${path === '' ? id : `${id}.${path}`}: ${problem}`;
}
