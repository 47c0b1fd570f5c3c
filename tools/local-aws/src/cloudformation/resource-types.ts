import { inertResourceTypes, reasonsOfInertTypes } from './inert-types';
import { apiGatewayV2Api } from './resources/aws-api-gateway-v2-api';
import { apiGatewayV2Integration } from './resources/aws-api-gateway-v2-integration';
import { apiGatewayV2Route } from './resources/aws-api-gateway-v2-route';
import { apiGatewayV2Stage } from './resources/aws-api-gateway-v2-stage';
import { dynamoDbTable } from './resources/aws-dynamodb-table';
import { eventsRule } from './resources/aws-events-rule';
import { iamInstanceProfile } from './resources/aws-iam-instance-profile';
import { iamManagedPolicy } from './resources/aws-iam-managed-policy';
import { iamOidcProvider } from './resources/aws-iam-oidc-provider';
import { iamRole } from './resources/aws-iam-role';
import { iamSamlProvider } from './resources/aws-iam-saml-provider';
import { lambdaEventSourceMapping } from './resources/aws-lambda-event-source-mapping';
import { lambdaFunction } from './resources/aws-lambda-function';
import { lambdaPermission } from './resources/aws-lambda-permission';
import type { ResourceType } from './resources/resource-type';
import { s3Bucket } from './resources/aws-s3-bucket';
import { s3BucketPolicy } from './resources/aws-s3-bucket-policy';
import { sesConfigurationSet } from './resources/aws-ses-configuration-set';
import { sesConfigurationSetEventDestination } from './resources/aws-ses-configuration-set-event-destination';
import { snsSubscription } from './resources/aws-sns-subscription';
import { snsTopic } from './resources/aws-sns-topic';
import { snsTopicPolicy } from './resources/aws-sns-topic-policy';
import { sqsQueue } from './resources/aws-sqs-queue';
import { sqsQueuePolicy } from './resources/aws-sqs-queue-policy';

const activeResourceTypes: ResourceType[] = [
  apiGatewayV2Api,
  apiGatewayV2Integration,
  apiGatewayV2Route,
  apiGatewayV2Stage,
  dynamoDbTable,
  eventsRule,
  iamInstanceProfile,
  iamManagedPolicy,
  iamOidcProvider,
  iamRole,
  iamSamlProvider,
  lambdaEventSourceMapping,
  lambdaFunction,
  lambdaPermission,
  s3Bucket,
  s3BucketPolicy,
  sesConfigurationSet,
  sesConfigurationSetEventDestination,
  snsSubscription,
  snsTopic,
  snsTopicPolicy,
  sqsQueue,
  sqsQueuePolicy,
];

/** Every type that a template may hold. */
export const resourceTypes: readonly ResourceType[] = [...activeResourceTypes, ...inertResourceTypes];
const byName = new Map(resourceTypes.map((resourceType) => [resourceType.type, resourceType]));

export function resourceTypeOf(type: string): ResourceType | undefined {
  return byName.get(type);
}

/** For people: the types that are emulated, and why each inert one is accepted though it does nothing. */
export const emulatedResourceTypes: { emulated: string[]; inert: Record<string, string> } = {
  emulated: activeResourceTypes.map(({ type }) => type),
  inert: reasonsOfInertTypes,
};
