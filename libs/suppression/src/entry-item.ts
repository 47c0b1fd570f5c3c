import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { entryId, streamOf } from './entry-key';
import { unexpired } from './expiry-mark';
import type { ShownSuppression } from './suppression-fact';
import { shown, type SuppressionState } from './suppression-state';

/** An entry as it was read from the table. */
export type Entry = {
  pk: string;
  id: string;
  state: SuppressionState;
  /** Its place in the index of what SES's own list has yet to be told; absent when there is nothing to tell. */
  unsynced?: string;
  /** The spellings under which SES's own list is known to hold the address. */
  sesAddresses?: string[];
};

const mark = z.optional(z.string());
const entryItem = z.object({
  pk: z.string(),
  bounce: mark,
  complaint: mark,
  manual: mark,
  removed: mark,
  unsynced_sk: z.optional(z.string()),
  ses_addresses: z.optional(z.set(z.string())),
});

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
  const { pk, unsynced_sk: unsynced, ses_addresses: held, ...state } = z.parse(entryItem, item);
  return {
    pk,
    id: entryId({ pk }),
    state: withoutUndefined(state),
    ...(unsynced !== undefined && { unsynced }),
    ...(held !== undefined && { sesAddresses: [...held] }),
  };
}

/** An entry as it is shown at a time, or `undefined` when nothing of it is live. */
export function shownEntry({ pk, id, state, unsynced, sesAddresses }: Entry, now: Date): ShownSuppression | undefined {
  const entry = shown(unexpired(state, now));
  const stream = streamOf({ pk });
  const isInStep = unsynced === undefined && sesAddresses !== undefined;
  return entry && { id, ...entry, ...(stream && { stream }), ...(isInStep && { syncedToSes: true }) };
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
