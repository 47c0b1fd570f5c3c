import * as z from 'zod';

export const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);

export const attributeDefinitions = z.array(
  z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
);

export const globalSecondaryIndex = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
export type GlobalSecondaryIndex = z.infer<typeof globalSecondaryIndex>;

/** What is kept of a table, under CloudFormation's names; dynalite's actions read it too. */
export const tableRecord = z.strictObject({
  TableName: z.string(),
  TableId: z.string(),
  /** Seconds since 1970. */
  CreationDateTime: z.number(),
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(globalSecondaryIndex).min(1).optional(),
  DeletionProtectionEnabled: z.boolean(),
  /** The attribute that holds when an item expires, while time to live is enabled. */
  TimeToLiveAttribute: z.string().optional(),
});
export type TableRecord = z.infer<typeof tableRecord>;
