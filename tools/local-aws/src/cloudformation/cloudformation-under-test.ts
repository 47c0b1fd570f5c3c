import type { PolicyDocument } from '@sesame/iam';
import { account, arn } from '../account';
import { createManagedPolicies } from '../iam/managed-policies';
import { createOidcProviders } from '../iam/oidc-providers';
import { createSamlProviders } from '../iam/saml-providers';
import { createRoles } from '../iam/roles';
import type { DynamoDb } from '../dynamodb/dynamodb';
import type { EventBus, EventRule } from '../event-bus/event-bus';
import type { HttpApis, RouteSettings } from '../http-api/http-api';
import type { EventSourceMappingSettings, FunctionSettings, Lambda } from '../lambda/lambda';
import type { S3 } from '../s3/s3';
import type { Schedules } from '../schedules/schedules';
import type { EventDestination, Ses } from '../ses/ses';
import type { Authorize } from '../operation';
import type { Sns } from '../sns/sns';
import type { QueueSettings, Sqs } from '../sqs/sqs';
import { openStore, type Store } from '../store';
import { openClock } from '../clock';
import { createCloudFormation } from './cloudformation';

/** A service of which only these members exist; any other that is used fails the test that uses it. */
function only<Service extends object>(members: Partial<Service>): Service {
  return new Proxy(members, {
    get(target, member, receiver) {
      if (!(member in target)) throw new Error(`The fake has no member ${String(member)}.`);
      return Reflect.get(target, member, receiver) as unknown;
    },
    // A proxy over some members stands for all: those that are missing throw.
  }) as Service;
}

/** CloudFormation over services that only remember what they were told. `changes` lists every change, in order. */
export function cloudFormationUnderTest({
  store = openStore(undefined),
  port = 4566,
  authorize = () => {
    throw new Error('Nobody is asked for rights.');
  },
}: { store?: Store; port?: number; authorize?: Authorize } = {}) {
  const changes: string[] = [];
  const queues = new Map<string, { settings: QueueSettings; policy?: PolicyDocument | undefined }>();
  const topics = new Map<string, { policy?: PolicyDocument | undefined }>();
  const subscriptions = new Map<string, { topicArn: string; endpoint: string; deadLetterTargetArn?: string }>();
  const eventDestinations = new Map<string, EventDestination>();
  const configurationSets = new Map<string, Parameters<Ses['applyConfigurationSet']>[1]>();
  const tables = new Map<string, unknown>();
  const functions = new Map<string, FunctionSettings>();
  const permissions = new Map<string, Parameters<Lambda['applyPermission']>[1]>();
  const mappings = new Map<string, EventSourceMappingSettings>();
  const apis = new Map<string, string>();
  const routes = new Map<string, RouteSettings>();
  const rules = new Map<string, Parameters<Schedules['applyRule']>[0]>();
  const eventRules = new Map<string, EventRule>();
  const managedPolicies = createManagedPolicies();
  const oidcProviders = createOidcProviders();
  const samlProviders = createSamlProviders();
  const roles = createRoles(managedPolicies);
  const nameOf = (urlOrArn: string) => urlOrArn.split(/[/:]/).at(-1) ?? '';

  const sqs = only<Sqs>({
    applyQueue(name, settings) {
      changes.push(`queue ${name}`);
      queues.set(name, { ...queues.get(name), settings });
      return { arn: arn('sqs', name), url: `http://127.0.0.1:${port}/${account}/${name}` };
    },
    removeQueue(name) {
      changes.push(`no queue ${name}`);
      queues.delete(name);
    },
    setPolicy(name, policy) {
      changes.push(`${policy ? 'policy' : 'no policy'} of queue ${name}`);
      queues.set(name, { settings: {}, ...queues.get(name), policy });
    },
    exists: (name) => queues.has(name),
    urlOf: (name) => `http://127.0.0.1:${port}/${account}/${name}`,
    nameOf,
  });
  const sns = only<Sns>({
    applyTopic(name) {
      changes.push(`topic ${name}`);
      topics.set(arn('sns', name), topics.get(arn('sns', name)) ?? {});
      return { arn: arn('sns', name) };
    },
    removeTopic(topicArn) {
      changes.push(`no topic ${nameOf(topicArn)}`);
      topics.delete(topicArn);
    },
    setPolicy(topicArn, policy) {
      changes.push(`${policy ? 'policy' : 'no policy'} of topic ${nameOf(topicArn)}`);
      topics.set(topicArn, { policy });
    },
    exists: (topicArn) => topics.has(topicArn),
    applySubscription(subscription) {
      const subscriptionArn = `${subscription.topicArn}:${nameOf(subscription.endpoint)}`;
      changes.push(`subscription of ${nameOf(subscription.endpoint)}`);
      subscriptions.set(subscriptionArn, subscription);
      return { arn: subscriptionArn };
    },
    removeSubscription(subscriptionArn) {
      changes.push(`no subscription of ${nameOf(subscriptionArn)}`);
      subscriptions.delete(subscriptionArn);
    },
  });
  const ses = only<Ses>({
    applyConfigurationSet(name, settings) {
      changes.push(`configuration set ${name}`);
      configurationSets.set(name, settings);
    },
    removeConfigurationSet(name) {
      changes.push(`no configuration set ${name}`);
      configurationSets.delete(name);
    },
    applyEventDestination(configurationSet, destination) {
      changes.push(`event destination ${destination.name}`);
      eventDestinations.set(`${configurationSet}|${destination.name}`, destination);
    },
    removeEventDestination(configurationSet, destination) {
      changes.push(`no event destination ${destination}`);
      eventDestinations.delete(`${configurationSet}|${destination}`);
    },
  });
  const dynamoDb = only<DynamoDb>({
    async applyTable(properties) {
      changes.push(`table ${properties.TableName}`);
      tables.set(properties.TableName, properties);
      return { name: properties.TableName, arn: arn('dynamodb', `table/${properties.TableName}`) };
    },
    async removeTable(name) {
      changes.push(`no table ${name}`);
      tables.delete(name);
    },
  });
  const lambda = only<Lambda>({
    applyFunction(settings) {
      changes.push(`function ${settings.name}`);
      functions.set(settings.name, settings);
      return { arn: arn('lambda', `function:${settings.name}`) };
    },
    async removeFunction(name) {
      changes.push(`no function ${name}`);
      functions.delete(name);
    },
    exists: (name) => functions.has(name),
    applyPermission: (functionName, permission) => void permissions.set(functionName, permission),
    removePermission: (functionName) => void permissions.delete(functionName),
    applyEventSourceMapping: (id, settings) => void mappings.set(id, settings),
    removeEventSourceMapping: async (id) => void mappings.delete(id),
    eventSourceMappings: () =>
      [...mappings].map(([id, { functionName, eventSourceArn }]) => ({
        ...{ id, functionName, eventSourceArn },
        lastProcessingResult: 'No records processed',
      })),
  });
  const httpApis = only<HttpApis>({
    applyApi(name) {
      apis.set(name, `id${name.length}`);
      return { apiId: `id${name.length}` };
    },
    apiIdOf: (name) => apis.get(name),
    removeApi: (apiId) => void changes.push(`no api ${apiId}`),
    applyRoute: (route) => void routes.set(route.routeKey, route),
    removeRoute: (_apiId, routeKey) => void routes.delete(routeKey),
  });
  const buckets = new Map<string, { policy?: PolicyDocument | undefined }>();
  const s3 = only<S3>({
    applyBucket: (bucket) => void buckets.set(bucket, {}),
    setExpiration: () => undefined,
    removeBucket: (bucket) => void buckets.delete(bucket),
    exists: (bucket) => buckets.has(bucket),
    setPolicy: (bucket, policy) => void buckets.set(bucket, { policy }),
  });
  const schedules = only<Schedules>({
    applyRule(rule) {
      rules.set(rule.name, rule);
      return { arn: arn('events', `rule/${rule.name}`) };
    },
    removeRule: (name) => void rules.delete(name),
  });
  const eventBus = only<EventBus>({
    applyRule(rule) {
      eventRules.set(rule.name, rule);
      return { arn: arn('events', `rule/${rule.name}`) };
    },
    removeRule: (name) => void eventRules.delete(name),
  });

  const services = {
    roles,
    managedPolicies,
    oidcProviders,
    samlProviders,
    s3,
    sqs,
    sns,
    ses,
    dynamoDb,
    lambda,
    httpApis,
    schedules,
    eventBus,
  };
  const cloudFormation = createCloudFormation({
    store,
    clock: openClock(store, () => 0),
    codeCacheFolder: '/code',
    authorize,
    ...services,
  });
  return {
    store,
    cloudFormation,
    changes,
    account: {
      ...{ queues, topics, subscriptions, configurationSets, eventDestinations, tables, functions, permissions },
      ...{ mappings, routes, rules, eventRules, roles, managedPolicies, oidcProviders, samlProviders },
    },
    /** Deploys a template's sections under a stack name. */
    deploy: (stackName: string, sections: Record<string, unknown>, parameters: Record<string, string> = {}) =>
      cloudFormation.deploy({
        stackName,
        template: { AWSTemplateFormatVersion: '2010-09-09', ...sections },
        codeFolder: (s3Key) => `/code/${s3Key}`,
        parameters,
      }),
  };
}
