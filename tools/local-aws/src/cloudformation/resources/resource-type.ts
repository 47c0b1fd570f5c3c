import type * as z from 'zod';
import type { DynamoDb } from '../../dynamodb/dynamodb';
import type { EventBus } from '../../event-bus/event-bus';
import type { HttpApis } from '../../http-api/http-api';
import type { ManagedPolicies } from '../../iam/managed-policies';
import type { OidcProviders } from '../../iam/oidc-providers';
import type { Roles } from '../../iam/roles';
import type { SamlProviders } from '../../iam/saml-providers';
import type { Lambda } from '../../lambda/lambda';
import type { S3 } from '../../s3/s3';
import type { Schedules } from '../../schedules/schedules';
import type { Ses } from '../../ses/ses';
import type { Sns } from '../../sns/sns';
import type { Sqs } from '../../sqs/sqs';
import type { Access } from '../../operation';
import { schemaProblems } from '../schema-problems';
import type { TemplateValue } from '../template';
import type { CallContext, Calls } from './calls';

/** The services that stacks are deployed onto. */
export interface Services {
  roles: Roles;
  managedPolicies: ManagedPolicies;
  oidcProviders: OidcProviders;
  samlProviders: SamlProviders;
  s3: S3;
  sqs: Sqs;
  sns: Sns;
  ses: Ses;
  dynamoDb: DynamoDb;
  lambda: Lambda;
  httpApis: HttpApis;
  schedules: Schedules;
  eventBus: EventBus;
}

/** Finds the code of a function by its `Code.S3Key` and `Code.S3Bucket`, unpacks it and gives its folder. Throws if it is not there. */
export type CodeFolder = (s3Key: string, s3Bucket: string) => string;

/** What resources of one type leave for those of another, for as long as the process runs. */
export interface Deployed {
  /** Function names by the id of the integration that leads to them. */
  integrations: Map<string, string>;
  /** Ids of APIs by the id of an integration of theirs. */
  apisOfIntegrations: Map<string, string>;
}

export interface RemovalContext {
  services: Services;
  deployed: Deployed;
}

export interface ResourceContext extends RemovalContext {
  stackName: string;
  logicalId: string;
  /** Folder of the unpacked code that a function's `Code` names. */
  codeFolder: CodeFolder;
}

/** A resource as it is now. */
export interface AppliedResource<Attribute extends string = string> {
  /** What `Ref` gives, which is also its physical id. */
  reference: string;
  /** What `Fn::GetAtt` gives. */
  attributes: Record<Attribute, string>;
  /** What `remove` can take away again, each by itself; the reference alone if absent. */
  owned?: string[];
}

/** One resource type: what it accepts, what it answers, and how it comes and goes. */
export interface DeclaredResourceType<Properties, Attribute extends string> {
  type: `AWS::${string}`;
  /** Page of AWS that describes it. */
  documentation: string;
  /** Every property that is honoured, and those that are harmless to ignore. All others stop a deploy. */
  properties: z.ZodType<Properties> & { shape: object };
  attributes: readonly Attribute[];
  /** What these properties ask to own under a name of their own choice; nobody else may own it already. */
  claim?(properties: Properties): string | undefined;
  /** What whoever deploys must be allowed. */
  calls: Calls<Properties>;
  /** Creates the resource or brings it to these properties. Throws where AWS refuses. */
  apply(
    properties: Properties,
    context: ResourceContext,
  ): AppliedResource<NoInfer<Attribute>> | Promise<AppliedResource<NoInfer<Attribute>>>;
  /** Takes away one thing that `apply` said is owned; it may be gone already. */
  remove(owned: string, context: RemovalContext): void | Promise<void>;
}

/** Properties that were found right, ready to be applied. */
export interface ReadResource {
  claim?: string;
  /** What whoever deploys must be allowed, for a resource that is new, or is there already. */
  calls(change: 'create' | 'update', context: Omit<CallContext, 'tagged'> & { stackTagged: boolean }): Access[];
  apply(context: ResourceContext): Promise<Required<AppliedResource>>;
}

/** A resource type whose properties are checked before anything can be applied. */
export interface ResourceType {
  type: string;
  documentation: string;
  /** Names of the properties that are taken. */
  propertyNames: readonly string[];
  attributes: readonly string[];
  /** Checks resolved properties, which stand at `path` in the template. */
  read(properties: TemplateValue, path: string): ReadResource | { problems: string[] };
  /** What whoever deploys must be allowed so that one owned thing goes. */
  callsToRemove(owned: string, context: RemovalContext): Access[];
  remove(owned: string, context: RemovalContext): void | Promise<void>;
}

/** Declares a resource type, with its properties' type taken from its schema. */
export function resourceType<Properties, const Attribute extends string>(
  declared: DeclaredResourceType<Properties, Attribute>,
): ResourceType {
  return {
    type: declared.type,
    documentation: declared.documentation,
    propertyNames: Object.keys(declared.properties.shape),
    attributes: declared.attributes,
    read(json, path) {
      const parsed = declared.properties.safeParse(json);
      if (!parsed.success) return { problems: schemaProblems(parsed.error, path) };
      const claim = declared.claim?.(parsed.data);
      return {
        ...(claim !== undefined && { claim }),
        calls: (change, { stackTagged, ...context }) =>
          (declared.calls[change] ?? declared.calls.create)(parsed.data, {
            ...context,
            tagged: stackTagged || isTagged(json),
          }),
        async apply(context) {
          const applied = await declared.apply(parsed.data, context);
          return { owned: [applied.reference], ...applied };
        },
      };
    },
    callsToRemove: (owned, context) => declared.calls.remove(owned, context),
    remove: (owned, context) => declared.remove(owned, context),
  };
}

function isTagged(properties: TemplateValue): boolean {
  return typeof properties === 'object' && properties !== null && 'Tags' in properties;
}
