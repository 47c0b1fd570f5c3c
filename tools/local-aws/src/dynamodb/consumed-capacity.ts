import * as z from 'zod';

const consumed = z.object({ CapacityUnits: z.number() });

/** The units in an answer of dynalite's; 0 if they were not asked for. */
export function unitsIn(consumedCapacity: unknown): number {
  return consumed.safeParse(consumedCapacity).data?.CapacityUnits ?? 0;
}

/**
 * `ConsumedCapacity` of a request to several tables, as a member to spread into its answer. `as` adds the units under
 * the name that transactions give them too.
 */
export function consumedCapacity(
  wanted: string | undefined,
  actions: { tableName: string; units: number }[],
  as?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): { ConsumedCapacity?: Record<string, unknown>[] } {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return {};
  const sums = new Map<string, number>();
  for (const { tableName, units } of actions) sums.set(tableName, (sums.get(tableName) ?? 0) + units);
  return {
    ConsumedCapacity: [...sums].map(([TableName, units]) => {
      const sum = { CapacityUnits: units, ...(as && { [as]: units }) };
      return { TableName, ...sum, ...(wanted === 'INDEXES' && { Table: sum }) };
    }),
  };
}
