import db, { type CheckedInput, type Row } from 'dynalite/db/index.js';
import * as z from 'zod';
import { AwsError } from '../aws-error';
import { consumedCapacity, unitsIn } from './consumed-capacity';
import { checked, runAtOnce } from './dynalite-actions';
import { asAwsError } from './dynalite-error';
import type { Overlay } from './overlay';
import type { Parts } from './parts';
import { attributes, condition, returnConsumedCapacity, returnItemCollectionMetrics } from './request-members';
import { rememberRequest, seenRequest } from './request-tokens';
import { itemPrefix } from './row-keys';
import { tableName } from './table-name';
import { cancelled, refuseCount, severalActionsOnOneItem, type CancellationReason } from './transaction-refusals';
import { createWriteView } from './write-view';

const keyed = { TableName: z.string(), Key: attributes, ...condition };
const transactWriteItem = z.strictObject({
  Put: z.strictObject({ TableName: z.string(), Item: attributes, ...condition }).optional(),
  Update: z.strictObject({ ...keyed, UpdateExpression: z.string() }).optional(),
  Delete: z.strictObject(keyed).optional(),
  ConditionCheck: z.strictObject({ ...keyed, ConditionExpression: z.string() }).optional(),
});

export const transactWriteInput = z.strictObject({
  TransactItems: z.array(transactWriteItem),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ...returnConsumedCapacity,
  ...returnItemCollectionMetrics,
});

/** A condition alone has the members of a DeleteItem. */
const operationOf = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
} as const;

interface Action {
  kind: keyof typeof operationOf;
  data: CheckedInput;
  showsItem: boolean;
}
interface PlacedAction extends Action {
  key: string;
}
interface Outcome {
  reason: CancellationReason;
  units: number;
}

const maximumBytes = 4 * 1024 * 1024;

/**
 * TransactWriteItems: all of it or nothing, in one write. It never meets a TransactionConflict, since writes are taken
 * one after the other. A transactional write costs twice the units (AWS documentation: DynamoDB transactions).
 */
export function transactWrite(parts: Parts, input: z.infer<typeof transactWriteInput>): Promise<Row> {
  const { TransactItems: items, ClientRequestToken: token, ReturnConsumedCapacity: wanted } = input;
  refuseCount(items.length);
  const request = token === undefined ? '' : JSON.stringify(items);
  const actions = items.map(actionOf);

  return parts.writer.write((overlay) => {
    const now = parts.clock.now();
    const seen = token === undefined ? 'new' : seenRequest(overlay, token, request, now);
    if (seen === 'other') {
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request. ' +
          'Do not reuse a client token with different requests, unless the requests are identical.',
      );
    }
    const placed = place(parts, actions);
    if (seen === 'same') {
      // A repeated transaction costs what reading its items does.
      const reads = placed.map((action) => ({ tableName: action.data.TableName, units: readUnits(overlay, action) }));
      return consumedCapacity(wanted, reads, 'ReadCapacityUnits');
    }
    const outcomes = placed.map((action) => attempt(parts, overlay, action, wanted));
    const reasons = outcomes.map(({ reason }) => reason);
    if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
    refuseSize(overlay, placed);
    if (token !== undefined) rememberRequest(overlay, token, request, now);

    const writes = placed.map(({ data }, index) => ({
      tableName: data.TableName,
      units: 2 * (outcomes[index]?.units ?? 0),
    }));
    return consumedCapacity(wanted, writes, 'WriteCapacityUnits');
  });
}

function actionOf(item: z.infer<typeof transactWriteItem>): Action {
  const kinds = (['Put', 'Update', 'Delete', 'ConditionCheck'] as const).filter((kind) => item[kind]);
  const [kind] = kinds;
  const request = kind && item[kind];
  if (!request || kinds.length > 1) {
    throw new AwsError('ValidationException', 'TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const { ReturnValuesOnConditionCheckFailure: returned, ...rest } = request;
  const data = checked(operationOf[kind], { ...rest, TableName: tableName(rest.TableName) });
  return { kind, data, showsItem: returned === 'ALL_OLD' };
}

/**
 * Finds each action's item. As observed on AWS, an empty key is refused as such, while a key of another type or shape
 * cancels the transaction.
 */
function place({ tables }: Parts, actions: Action[]): PlacedAction[] {
  const reasons: CancellationReason[] = [];
  const placed = actions.map((action) => {
    const { TableName, Item, Key = {} } = action.data;
    const table = tables.existing(TableName);
    const invalid = Item ? db.validateItem(Item, table) : db.validateKey(Key, table);
    if (invalid && isEmptyKey(invalid.message)) throw asAwsError(invalid);
    reasons.push(invalid ? { Code: 'ValidationError', Message: invalid.message } : { Code: 'None' });
    return { ...action, key: invalid ? '' : db.createKey(Item ?? Key, table) };
  });
  if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
  if (new Set(placed.map(rowKeyOf)).size < placed.length) throw severalActionsOnOneItem();
  return placed;
}

function attempt({ tables }: Parts, overlay: Overlay, action: PlacedAction, wanted: string | undefined): Outcome {
  const { kind, data } = action;
  try {
    if (kind === 'ConditionCheck') {
      const before = overlay.get(rowKeyOf(action));
      const unmet = db.checkConditional(data, before);
      if (unmet) throw asAwsError(unmet);
      return { reason: { Code: 'None' }, units: db.capacityUnits(before, false, true) };
    }
    const { store } = createWriteView(overlay, tables);
    const answer = runAtOnce(operationOf[kind], store, { ...data, ReturnConsumedCapacity: wanted });
    return { reason: { Code: 'None' }, units: unitsIn(answer['ConsumedCapacity']) };
  } catch (error) {
    if (!(error instanceof AwsError) || isEmptyKey(error.message)) throw error;
    const { code, message: Message } = error;
    if (code === 'ConditionalCheckFailedException') {
      const before = action.showsItem ? overlay.get(rowKeyOf(action)) : undefined;
      return { reason: { Code: 'ConditionalCheckFailed', Message, ...(before && { Item: before }) }, units: 0 };
    }
    if (code === 'ValidationException') return { reason: { Code: 'ValidationError', Message }, units: 0 };
    throw error;
  }
}

function refuseSize(overlay: Overlay, placed: PlacedAction[]): void {
  const bytes = placed.reduce((sum, action) => sum + db.itemSize(overlay.get(rowKeyOf(action)) ?? {}), 0);
  if (bytes > maximumBytes) {
    throw new AwsError('ValidationException', 'The aggregate size of the items in the transaction exceeds 4 MB');
  }
}

function readUnits(overlay: Overlay, action: PlacedAction): number {
  return 2 * db.capacityUnits(overlay.get(rowKeyOf(action)), true, true);
}

function rowKeyOf({ data, key }: PlacedAction): string {
  return itemPrefix(data.TableName) + key;
}

function isEmptyKey(message: string): boolean {
  return message.includes('cannot contain an empty');
}
