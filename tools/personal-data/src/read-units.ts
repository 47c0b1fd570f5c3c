import { UsageError } from './place-options';

/** How many read units a second a command takes unless it is told another number: 4 MB. */
export const defaultReadUnits = 1_000;

/** @throws UsageError for what is no whole number above 0 */
export function readUnitsIn(text: string = String(defaultReadUnits)): number {
  const readUnits = Number(text);
  if (!Number.isInteger(readUnits) || readUnits < 1)
    throw new UsageError('--read-units wants a whole number, 1 or more.');
  return readUnits;
}
