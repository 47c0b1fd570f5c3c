import * as z from 'zod';
import { AwsError } from '../aws-error';
import { checked } from './dynalite-actions';
import { attributeDefinitions, globalSecondaryIndex, keySchema } from './table-record';

/** AWS::DynamoDB::Table's properties: those emulated, and those accepted because nothing here would show them. */
const properties = z.strictObject({
  TableName: z.string(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(globalSecondaryIndex).optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
  DeletionProtectionEnabled: z.boolean().default(false),
  PointInTimeRecoverySpecification: z.record(z.string(), z.unknown()).optional(),
  SSESpecification: z.record(z.string(), z.unknown()).optional(),
  Tags: z.array(z.unknown()).optional(),
});
export type TableProperties = z.infer<typeof properties>;

/** Parses a table's properties, and refuses by name what is not emulated and by AWS's text what AWS refuses. */
export function parseTableProperties(input: { TableName: string }): TableProperties {
  const { success, data, error } = properties.safeParse(input);
  if (!success) {
    const faults = error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
    throw new AwsError(
      'ValidationException',
      `Sesame's embedded AWS: AWS::DynamoDB::Table ${input.TableName}: ${faults}`,
    );
  }
  const { TableName, BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = data;
  checked('CreateTable', { TableName, BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes });
  return data;
}

/** The attribute by which items expire, if the properties enable that. */
export function timeToLiveAttribute({ TimeToLiveSpecification: specification }: TableProperties): string | undefined {
  return specification?.Enabled ? specification.AttributeName : undefined;
}
