import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { entryId } from './entry-key';
import type { ShownSuppression } from './suppression-fact';
import { shown, type SuppressionState } from './suppression-state';

/** An entry as it was read from the table. */
export type Entry = { pk: string; id: string; state: SuppressionState };

const mark = z.optional(z.string());
const entryItem = z.object({ pk: z.string(), bounce: mark, complaint: mark, manual: mark, removed: mark });

const attributeValue = z.optional(
  z.pipe(
    z.object({ S: z.string() }),
    z.transform(({ S }) => S),
  ),
);
const refusedItem = z.object({
  bounce: attributeValue,
  complaint: attributeValue,
  manual: attributeValue,
  removed: attributeValue,
});

/** @throws an Error when the item is none that this lib wrote */
export function entryOfItem(item: unknown): Entry {
  const { pk, ...state } = z.parse(entryItem, item);
  return { pk, id: entryId({ pk }), state: withoutUndefined(state) };
}

/** An entry as it is shown, or `undefined` when nothing of it is live. */
export function shownEntry({ id, state }: Entry): ShownSuppression | undefined {
  const entry = shown(state);
  return entry && { id, ...entry };
}

/**
 * What stood in the table when a condition refused an update that asked for it (`ALL_OLD`); any other error is thrown on.
 * The document client leaves the item of an error in DynamoDB's own notation.
 */
export function stateThatRefused(error: unknown): SuppressionState {
  if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
  return withoutUndefined(z.parse(refusedItem, error.Item));
}

function withoutUndefined(state: { [Part in keyof SuppressionState]: string | undefined }): SuppressionState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
}
