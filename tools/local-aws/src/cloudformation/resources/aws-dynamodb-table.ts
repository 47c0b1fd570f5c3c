import * as z from 'zod';
import { arn } from '../../account';
import { generatedName } from '../derived-ids';
import { flag, name, tags, wholeNumber } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);
const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).exactOptional(),
  }),
});

/** Streams, local indexes, provisioned throughput and resource policies are not emulated, so they are refused by name. */
export const dynamoDbTable = resourceType({
  type: 'AWS::DynamoDB::Table',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html',
  properties: z.strictObject({
    TableName: name(/^[A-Za-z0-9._-]{3,}$/, 255).exactOptional(),
    AttributeDefinitions: z.array(
      z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    BillingMode: z.literal('PAY_PER_REQUEST', 'only PAY_PER_REQUEST is emulated'),
    GlobalSecondaryIndexes: z.array(index).exactOptional(),
    TimeToLiveSpecification: z
      .strictObject({ AttributeName: z.string().exactOptional(), Enabled: flag })
      .exactOptional(),
    DeletionProtectionEnabled: flag.exactOptional(),
    PointInTimeRecoverySpecification: z
      .strictObject({
        PointInTimeRecoveryEnabled: flag.exactOptional(),
        RecoveryPeriodInDays: wholeNumber(1, 35).exactOptional(),
      })
      .exactOptional(),
    SSESpecification: z.strictObject({ SSEEnabled: flag }).exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn'],
  claim: ({ TableName }) => TableName,
  calls: {
    create: (
      { TableName, TimeToLiveSpecification, PointInTimeRecoverySpecification },
      { stackName, logicalId, tagged },
    ) =>
      calls(
        'dynamodb',
        [
          ...['CreateTable', 'DescribeTable'],
          TimeToLiveSpecification !== undefined && 'UpdateTimeToLive',
          PointInTimeRecoverySpecification !== undefined && 'UpdateContinuousBackups',
          tagged && 'TagResource',
        ],
        tableArn(TableName ?? generatedName(stackName, logicalId, 255)),
      ),
    update: ({ TableName, TimeToLiveSpecification, PointInTimeRecoverySpecification }, { stackName, logicalId }) =>
      calls(
        'dynamodb',
        [
          ...['UpdateTable', 'DescribeTable'],
          TimeToLiveSpecification !== undefined && 'UpdateTimeToLive',
          PointInTimeRecoverySpecification !== undefined && 'UpdateContinuousBackups',
        ],
        tableArn(TableName ?? generatedName(stackName, logicalId, 255)),
      ),
    remove: (tableName) => calls('dynamodb', ['DescribeTable', 'DeleteTable'], tableArn(tableName)),
  },
  async apply(properties, { stackName, logicalId, services: { dynamoDb } }) {
    const { TableName = generatedName(stackName, logicalId, 255) } = properties;
    const table = await dynamoDb.applyTable({ ...properties, TableName });
    return { reference: table.name, attributes: { Arn: table.arn } };
  },
  remove: (tableName, { services: { dynamoDb } }) => dynamoDb.removeTable(tableName),
});

function tableArn(tableName: string): string {
  return arn('dynamodb', `table/${tableName}`);
}
