import * as z from 'zod';

/** Attribute values by name, as an item or a key has them. dynalite looks into them and refuses what AWS refuses. */
export const attributes = z.record(z.string(), z.unknown());
export type Attributes = z.infer<typeof attributes>;

/** What stands for the names and values in a request's expressions. */
export const expressionNames = { ExpressionAttributeNames: z.record(z.string(), z.string()).optional() };
export const expressionValues = { ExpressionAttributeValues: attributes.optional() };

/** A write's condition, and whether its failure shows the item. */
export const condition = {
  ConditionExpression: z.string().optional(),
  ReturnValuesOnConditionCheckFailure: z.enum(['ALL_OLD', 'NONE']).optional(),
  ...expressionNames,
  ...expressionValues,
};

export const projection = { ProjectionExpression: z.string().optional(), ...expressionNames };

export const returnConsumedCapacity = { ReturnConsumedCapacity: z.enum(['INDEXES', 'TOTAL', 'NONE']).optional() };

/** Accepted and without effect, as on AWS for tables without local indexes. */
export const returnItemCollectionMetrics = { ReturnItemCollectionMetrics: z.enum(['SIZE', 'NONE']).optional() };
